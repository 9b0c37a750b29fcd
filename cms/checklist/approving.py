"""Approval, from the dialog and the lists in which it is asked for: of what has no errors."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView

from cms.checklist.judging import judged

#: What may be done with a page that has errors: it goes back.
_REJECT = "reject"


class CheckedWorkflowActionView(WorkflowActionView):
    """Wagtail's, which refuses with the errors of the version that is to be approved. What is
    approved from the form is checked by the form.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        errors = [] if self.action_name == _REJECT else self._errors()
        if not errors:
            return super().post(request, *args, **kwargs)
        told = _("The page can't be approved: %(errors)s") % {"errors": " ".join(errors)}
        is_dialog = request.headers.get("x-requested-with") == "XMLHttpRequest"
        if is_dialog and self.action_modal and self.form_class:
            form = self.form_class(request.POST)
            form.add_error(None, told)
            return self.render_modal_form(request, form)
        messages.error(request, told)
        if is_dialog:
            done = {"step": "success", "redirect": self.redirect_url}
            return self.render_modal_json(request, done)
        return redirect(self.redirect_url)

    def _errors(self) -> list[str]:
        page = self.task_state.revision.as_object()
        return [str(each.message) for each in judged(page) if each.is_error]
