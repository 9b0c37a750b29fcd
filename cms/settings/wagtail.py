"""Wagtail's settings, and those of uploads; part of `base`."""

from pathlib import Path

from cms.media.content_types import CONTENT_TYPES

# The Danish that Wagtail's own catalogues lack.
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale" / "wagtail"]

WAGTAIL_SITE_NAME = "KL"
# The admin asks no foreign server for versions, news, pictures of people or embeds.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS = []
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "danish"}
}
WAGTAILIMAGES_IMAGE_MODEL = "media.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Document"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024**2
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # one decoded takes 200 MB of memory
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.media.forms.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024**2
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "wagtailcore/password_required.html"
WAGTAILDOCS_CONTENT_TYPES = CONTENT_TYPES
WAGTAILDOCS_EXTENSIONS = list(CONTENT_TYPES)
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
WAGTAILAPI_LIMIT_MAX = 100

# Renditions that are made when an image is uploaded; templates and the API name no others.
RENDITION_SPECS = {
    "card": ["fill-400x225|format-webp", "fill-800x450|format-webp"],
    "wide": ["width-640|format-webp", "width-1280|format-webp"],
    "portrait": ["fill-160x160|format-webp", "fill-320x320|format-webp"],
    "share": ["fill-1200x630|format-jpeg"],
}
