"""Every address of the platform, most specific first; Wagtail's pages take what is left. Each that
stands before another is compared first, so what programs ask for often begins.
"""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from cms.api import urls as api_urls
from cms.api.directory import catalog
from cms.api.documentation.views import documentation
from cms.delivery.front_door import front_door
from cms.drafts import urls as drafts_urls
from cms.feedback import urls as feedback_urls
from cms.media.views import public_file
from cms.plugins import plugin_modules
from cms.site.health import health, live, ready
from cms.site.sitemap import robots, sitemap
from cms.site.statement import was
from cms.subjects import urls as subjects_urls
from cms.users import urls as users_urls

handler404 = "cms.delivery.errors.page_not_found"
handler500 = "cms.delivery.stops.server_error"

urlpatterns = [
    path("api/v2/", include((api_urls.urlpatterns, "wagtailapi"), namespace="wagtailapi")),
    path("api/docs/", documentation, name="api_docs"),
    path("health/", health, name="health"),
    re_path("^health/live/?$", live, name="live"),
    re_path("^health/ready/?$", ready, name="ready"),
    path("filer/", include("cms.media.urls")),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    re_path(r"^was/?$", was, name="was"),
    path(".well-known/api-catalog", catalog, name="api_catalog"),
    *users_urls.urlpatterns,
    *subjects_urls.urlpatterns,
    *feedback_urls.urlpatterns,
    *drafts_urls.urlpatterns,
    path("admin/", include("cms.editing.urls")),
    path("admin/", include("cms.copies.urls")),
    path("admin/", include("cms.usage.urls")),
    path("admin/", include("cms.trash.urls")),
    path("admin/", include("cms.history.urls")),
    path("admin/", include("cms.checklist.urls")),
    path("admin/", include("cms.overview.urls")),
    path("admin/", include(wagtailadmin_urls)),
]

# A plugin that has a `urls` module answers at the addresses named there.
urlpatterns += [path("", include(module)) for module in plugin_modules("urls")]

if settings.SERVE_MEDIA:
    urlpatterns += [
        path("media/<path:path>", public_file),
    ]

# Wagtail's own, of which the last is the serving of pages.
urlpatterns += [
    *wagtail_urls.urlpatterns[:-1],
    re_path(wagtail_urls.serve_pattern, front_door, name="wagtail_serve"),
]
