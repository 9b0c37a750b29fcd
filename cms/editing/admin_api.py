"""The admin's own API of images and documents, narrowed to what the account may see.

Wagtail's has all of them for everybody who may use the admin. Wagtail 8.1 has neither these
addresses nor the hook that calls `narrow`, so nothing of them is imported before it is called.
"""

from typing import Any

from django.db.models import QuerySet

from cms.editing.seen import seen_files


def narrow(router: Any) -> None:
    """Put narrowed endpoints in the place of Wagtail's."""
    from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
    from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

    class Seen:
        def get_queryset(self) -> QuerySet:
            return seen_files(self.model, self.request.user).order_by("id")  # type: ignore[attr-defined]

    for name, wagtails in [
        ("images", ImagesAdminAPIViewSet),
        ("documents", DocumentsAdminAPIViewSet),
    ]:
        router.register_endpoint(name, type(wagtails.__name__, (Seen, wagtails), {}))
