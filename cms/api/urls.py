from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter

from cms.api.index import index
from cms.api.openapi.views import openapi
from cms.api.site import site
from cms.api.views import DocumentsEndpoint, ImagesEndpoint, PagesEndpoint, RedirectsEndpoint

# The name under which Wagtail's own code and clients reverse the API's addresses.
router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", PagesEndpoint)
router.register_endpoint("images", ImagesEndpoint)
router.register_endpoint("documents", DocumentsEndpoint)
router.register_endpoint("redirects", RedirectsEndpoint)

urlpatterns = [
    path("", index, name="index"),
    path("openapi.json", openapi, name="openapi"),
    path("site/", site, name="site"),
    *router.get_urlpatterns(),
]
