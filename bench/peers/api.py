"""Wagtail's API v2, as a project that uses it as it comes would have it: rich text is HTML, as in
our answers, and fields are those of our types.
"""

from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from cms.plugins import content_types
from cms.representations import ReferenceField


def plain(entry: str | APIField) -> str | APIField:
    """Return a field without the serializer that only our own build understands."""
    is_ours = isinstance(entry, APIField) and isinstance(entry.serializer, ReferenceField)
    return entry.name if is_ours else entry


for model in content_types():
    model.api_fields = [plain(entry) for entry in model.api_fields]
    model.api_meta_fields = ["last_published_at"]

router = WagtailAPIRouter("stockapi")
router.register_endpoint("pages", PagesAPIViewSet)
router.register_endpoint("images", ImagesAPIViewSet)
router.register_endpoint("documents", DocumentsAPIViewSet)
