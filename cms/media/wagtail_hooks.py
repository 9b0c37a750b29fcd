from django.contrib.auth.models import Permission
from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder
from wagtail.documents.views.chooser import viewset as document_chooser

from cms.media.access import is_private, may_fetch
from cms.media.chosen_uploads import AddDocumentsView, UploadChosenView
from cms.media.models import Document, DocumentVersion, FormerName
from cms.media.upload_views import AddImagesView, CreateFromUploadedImageView, creator
from cms.media.version_views import (
    ForgetNameView,
    ForgetVersionView,
    put_version_back,
    version_file,
)


@hooks.register("before_serve_document")
def keep_back_what_nothing_shows(document: Document, request: HttpRequest) -> None:
    """Keep back a document that the public can't reach through anything: it is as good as not
    there.
    """
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
        path("documents/multiple/add/", AddDocumentsView.as_view()),
        path("documents/chooser/create/", document_chooser.construct_view(UploadChosenView)),
    ]


@hooks.register("register_admin_urls")
def register_versions_of_documents():
    version, name = "documents/versions/<int:pk>/", "documents/former-names/<int:pk>/"
    return [
        path(version, version_file, name="media_version"),
        path(f"{version}put-back/", put_version_back, name="media_put_back"),
        path(f"{version}forget/", ForgetVersionView.as_view(), name="media_forget_version"),
        path(f"{name}forget/", ForgetNameView.as_view(), name="media_forget_name"),
    ]


class FinderOfTheDocument(ModelAdminURLFinder):
    """What a document had before is seen where the document is edited."""

    def construct_edit_url(self, instance: DocumentVersion | FormerName) -> str:
        return reverse("wagtaildocs:edit", args=[instance.document_id])


for _model in (DocumentVersion, FormerName):
    register_admin_url_finder(_model, FinderOfTheDocument)


@hooks.register("register_permissions")
def register_forgetting():
    return Permission.objects.filter(
        content_type__app_label="media", codename="delete_documentversion"
    )


@hooks.register("register_log_actions")
def register_what_is_done_with_versions(actions):
    actions.register_action("media.put_back", _("Use again"), _("An earlier file used again"))
    actions.register_action("media.forget_version", _("Forget"), _("An earlier file deleted"))
    actions.register_action("media.forget_name", _("Forget"), _("A former name forgotten"))


# On every page of the admin, since images are uploaded in choosers too.
@hooks.register("insert_global_admin_js")
def offer_the_creator_as_credit():
    return format_html('<script src="{}" defer></script>', static("media/js/credit.js"))
