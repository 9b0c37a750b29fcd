"""What a document had before, in the admin: for who may change the document."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View
from wagtail.admin import messages
from wagtail.log_actions import log

from cms.media.models import DocumentVersion, FormerName
from cms.media.replaced_files import FileGone, put_back
from cms.media.storage import absence_is_404


def may_forget(user: Any) -> bool:
    """Return whether the account may delete what a document had before its time is over."""
    return user.has_perm("media.delete_documentversion")


@require_safe
def version_file(request: HttpRequest, pk: int) -> FileResponse:
    """Answer the bytes of a version, to be saved. Raises `Http404` for who may not change the
    document, and where the file is gone.
    """
    version = _of_a_document(request, DocumentVersion, pk)
    with absence_is_404():
        file = version.file.open("rb")
    return FileResponse(file, as_attachment=True, filename=version.filename)


@require_POST
def put_version_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a version the document's file again."""
    version = _of_a_document(request, DocumentVersion, pk)
    present = version.document.filename
    try:
        document = put_back(version, request.user)
    except FileGone:
        messages.error(request, gettext("The file could not be found, so nothing was changed."))
    except DocumentVersion.DoesNotExist as error:
        raise Http404 from error
    else:
        told = gettext("%(name)s is the document's file again. %(present)s is kept as a version.")
        messages.success(request, told % {"name": document.filename, "present": present})
    return redirect("wagtaildocs:edit", version.document_id)


class _ForgetView(View):
    """Ask, and then delete something that a document had. Raises `Http404` for who may not change
    the document, `PermissionDenied` for who may not forget.
    """

    http_method_names = ["get", "post"]
    model: type[DocumentVersion | FormerName]
    action: str
    title: Any
    said: Any

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.object = _of_a_document(request, self.model, kwargs["pk"])
        if not may_forget(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {
            "object": self.object,
            "document": self.object.document,
            "title": self.title,
            "said": self.said,
        }
        return TemplateResponse(request, "media/forget.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        document, name = self.object.document, str(self.object)
        with transaction.atomic():
            self.object.delete()
            log(instance=document, action=self.action, user=request.user)
        messages.success(request, gettext("%(name)s is deleted for good.") % {"name": name})
        return redirect("wagtaildocs:edit", document.pk)


class ForgetVersionView(_ForgetView):
    model, action, title = DocumentVersion, "media.forget_version", _("Delete for good")
    said = _(
        "This version of the file will be gone at once, and nobody can get it back. The document "
        "and its present file stay. The name still leads to the present file until it is forgotten "
        "too."
    )


class ForgetNameView(_ForgetView):
    model, action, title = FormerName, "media.forget_name", _("Forget the name")
    said = _(
        "Links to the document under this name will lead nowhere. The document, its present file "
        "and its versions stay."
    )


def _of_a_document(request: HttpRequest, model: type[Model], pk: int) -> Any:
    """Return the row of this key, of a document that the account may change. Raises `Http404`."""
    row: Any = model._default_manager.select_related("document").filter(pk=pk).first()
    if row is None or not row.document.is_editable_by_user(request.user):
        raise Http404
    return row
