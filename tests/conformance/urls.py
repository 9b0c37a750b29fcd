"""Wagtail's test URLs, with our endpoints under the names that the tests reverse."""

from django.urls import include, path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.contrib.redirects.api import RedirectsAPIViewSet
from wagtail.test import urls as wagtails

from tests.conformance.endpoints import Documents, Images, Issue10411, Pages

router = WagtailAPIRouter("wagtailapi_v2")
router.register_endpoint("pages", Pages)
router.register_endpoint("images", Images)
router.register_endpoint("documents", Documents)
router.register_endpoint("redirects", RedirectsAPIViewSet)
router.register_endpoint("issue_10411", Issue10411)

urlpatterns = [
    path("api/main/", router.urls),
    # Where representations find the addresses that they hold; the same ones.
    path("api/main/", include((router.get_urlpatterns(), "wagtailapi"), namespace="wagtailapi")),
    *wagtails.urlpatterns,
]
