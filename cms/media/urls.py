"""Below ``/filer/``: documents and their thumbnails."""

from django.urls import path
from wagtail.documents.views.serve import authenticate_with_password, serve

from cms.media.views import thumbnail

# Wagtail's views under the names that it reverses. Its own pattern for documents lets numbers pass
# that are too long to be read as one.
urlpatterns = [
    path("<int:document_id>/<str:filename>/side-1.webp", thumbnail, name="document_thumbnail"),
    path("<int:document_id>/<str:document_filename>", serve, name="wagtaildocs_serve"),
    path(
        "authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
