from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from cms.media.access import is_private, may_fetch
from cms.media.models import Document
from cms.media.upload_views import AddImagesView, CreateFromUploadedImageView, creator


@hooks.register("before_serve_document")
def keep_back_what_nothing_shows(document: Document, request: HttpRequest) -> None:
    """A document that the public can't reach through anything is as good as not there."""
    if not (may_fetch(document, request) or is_private(document)):
        raise Http404("This document is shown by nothing.")


# Before Wagtail's own at the same addresses, which keep their names.
@hooks.register("register_admin_urls", order=-1)
def register_upload_views():
    return [
        path("images/creator/", creator, name="media_creator"),
        path("images/multiple/add/", AddImagesView.as_view()),
        path(
            "images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/",
            CreateFromUploadedImageView.as_view(),
        ),
    ]


# On every page of the admin, since images are uploaded in choosers too.
@hooks.register("insert_global_admin_js")
def offer_the_creator_as_credit():
    return format_html('<script src="{}" defer></script>', static("media/js/credit.js"))
