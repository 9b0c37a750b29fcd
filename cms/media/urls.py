"""Below ``/filer/``: documents and their thumbnails."""

from django.urls import include, path
from wagtail.documents import urls as wagtaildocs_urls

from cms.media.views import thumbnail

urlpatterns = [
    path("<int:document_id>/<str:filename>/side-1.webp", thumbnail, name="document_thumbnail"),
    path("", include(wagtaildocs_urls)),
]
