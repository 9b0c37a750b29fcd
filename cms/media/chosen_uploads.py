"""Wagtail's views for uploading documents, which also say that a file is here already, as those for
images do.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.documents.views.chooser import DocumentChooserUploadView
from wagtail.documents.views.multiple import AddView

from cms.media.models import Document
from cms.media.replaced_files import with_the_same_file


class AddDocumentsView(AddView):
    """Several at once: each file that is here already is named above the form for its title."""

    def get_edit_object_response_data(self) -> dict[str, Any]:
        data = super().get_edit_object_response_data()
        context = {"document": self.object}
        note = render_to_string("media/uploaded_twice.html", context, request=self.request)
        data["form"] = note + data["form"]
        return data


class UploadChosenView(DocumentChooserUploadView):
    """One that is to stand on a page: whoever uploads a file that is here already says which of the
    two documents it shall be.
    """

    def post(self, request: HttpRequest) -> HttpResponse:
        if "uploaded" in request.POST:
            return self._answered(request)
        self.form = self.get_creation_form()
        if not self.form.is_valid():
            return self.get_reshow_creation_form_response()
        document = self.save_form(self.form)
        existing = with_the_same_file(document, request.user).first()
        if existing is None:
            return self.get_chosen_response(document)
        context = {"view": self, "document": document, "existing": existing}
        context["action"] = self.get_create_url()
        html = render_to_string("media/choose_same_file.html", context, request)
        step = {"step": "reshow_creation_form", "htmlFragment": html}
        return render_modal_workflow(request, None, None, None, json_data=step)

    def _answered(self, request: HttpRequest) -> HttpResponse:
        """Choose one of two documents of the same file. An upload that is not wanted is deleted."""
        uploaded = _named(request, "uploaded")
        chosen = _named(request, "chosen") if "chosen" in request.POST else uploaded
        if uploaded.uploaded_by_user != request.user:
            raise PermissionDenied
        if chosen != uploaded:
            if not with_the_same_file(uploaded, request.user).filter(pk=chosen.pk).exists():
                raise PermissionDenied
            if not uploaded.get_usage().count():
                uploaded.delete()
        return self.get_chosen_response(chosen)


def _named(request: HttpRequest, name: str) -> Document:
    """Return the document that a form names by its number. Raises `Http404`."""
    value = request.POST.get(name, "")
    return get_object_or_404(
        Document, pk=int(value) if value.isdecimal() and len(value) < 10 else 0
    )
