from django.urls import include, path
from wagtail.api.v2.router import WagtailAPIRouter

from cms.api.additions import added_patterns
from cms.api.directory import index, site
from cms.api.keyed import KeyedPagesEndpoint
from cms.api.keyed_feed import KeyedChangesEndpoint
from cms.api.openapi.views import openapi
from cms.api.views import ENDPOINTS

# The name under which Wagtail's own code and clients reverse the API's addresses.
router = WagtailAPIRouter("wagtailapi")
for name, endpoint in ENDPOINTS.items():
    router.register_endpoint(name, KeyedPagesEndpoint if name == "pages" else endpoint)

urlpatterns = [
    path("", index, name="index"),
    path("openapi.json", openapi, name="openapi"),
    path("site/", site, name="site"),
    path("changes/", include((KeyedChangesEndpoint.get_urlpatterns(), "changes"))),
    *added_patterns(),
    *router.get_urlpatterns(),
]
