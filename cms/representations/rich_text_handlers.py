"""What becomes of each kind of link and embed in rich text, registered in `cms.wagtail_hooks`.

They take the place of Wagtail's own for every rich text of the site, third-party blocks included.
"""

from django.conf import settings
from django.db.models import Model
from django.utils.html import escape, format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.embeds.rich_text import MediaEmbedHandler
from wagtail.images.rich_text import ImageEmbedHandler
from wagtail.rich_text.pages import PageLinkHandler

from cms.kinds.urls import file_url, page_url
from cms.representations.rich_text import current_site_id, find


class PublicPageLinkHandler(PageLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        pages = [find(cls.get_model(), attributes) for attributes in attrs_list]
        return [_link(page and page_url(page, current_site_id())) for page in pages]


class PublicDocumentLinkHandler(DocumentLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        documents = [find(cls.get_model(), attributes) for attributes in attrs_list]
        return [_link(document and file_url(document.url)) for document in documents]


class PublicImageEmbedHandler(ImageEmbedHandler):
    """An image in a rendition that is there already: reading a page makes no files."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [cls._image(find(cls.get_model(), attrs), attrs) for attrs in attrs_list]

    @staticmethod
    def _image(image: Model | None, attributes: dict) -> str:
        spec = settings.RENDITION_SPECS["wide"][-1]
        renditions = image.renditions.all() if image else []
        rendition = next((each for each in renditions if each.filter_spec == spec), None)
        if rendition is None:
            return ""
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}">',
            file_url(rendition.url),
            attributes.get("alt", ""),
            rendition.width,
            rendition.height,
        )


class LinkedMediaEmbedHandler(MediaEmbedHandler):
    """A link in place of a foreign player: a visitor's page loads nothing from elsewhere."""

    @staticmethod
    def expand_db_attributes(attrs: dict) -> str:
        url = escape(attrs["url"])
        return f'<a href="{url}">{url}</a>'


def _link(url: str | None) -> str:
    return format_html('<a href="{}">', url) if url else "<a>"
