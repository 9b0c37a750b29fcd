"""Below ``/kladde/``, which no page of the site can have: links to drafts."""

from django.urls import path

from cms.drafts.views import document, draft, thumbnail

urlpatterns = [
    path("kladde/<str:token>/", draft, name="cms_draft"),
    path("kladde/<str:token>/filer/<int:document_id>/<str:filename>", document),
    path("kladde/<str:token>/filer/<int:document_id>/<str:filename>/side-1.webp", thumbnail),
]
