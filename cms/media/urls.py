"""Below ``/filer/``: documents and their thumbnails."""

from django.urls import path

from cms.media.views import document, thumbnail
from cms.users.passwords import collection_password

# Under the names that Wagtail reverses. Its own pattern for documents lets numbers pass
# that are too long to be read as one.
urlpatterns = [
    path("<int:document_id>/<str:filename>/side-1.webp", thumbnail, name="document_thumbnail"),
    path("<int:document_id>/<str:document_filename>", document, name="wagtaildocs_serve"),
    path(
        "authenticate_with_password/<int:restriction_id>/",
        collection_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
