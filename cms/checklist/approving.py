"""Approval, from the dialog and the lists in which it is asked for: of what has no errors."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import Page

from cms.checklist.judging import judged
from cms.danish.dates import period_text

#: How Wagtail calls what is done to a page that waits.
APPROVE, _REJECT = "approve", "reject"


def tell_of_approval(request: HttpRequest, page: Page) -> None:
    """Say what has come of an approval: that the page is published, or that it will be. Nothing
    where somebody else has to approve it, too.
    """
    page = Page.objects.get(pk=page.pk)
    title = page.get_admin_display_title()
    if scheduled := page.scheduled_revision:
        moment = period_text(localtime(scheduled.approved_go_live_at), None)
        told = _("“%(title)s” has been approved, and is published on %(moment)s.")
        messages.success(request, told % {"title": title, "moment": moment})
    elif page.live and not page.has_unpublished_changes:
        told = _("“%(title)s” has been approved and published.") % {"title": title}
        see = [messages.button(page.url, _("See it"), new_window=True)] if page.url else []
        messages.success(request, told, buttons=see)


class CheckedWorkflowActionView(WorkflowActionView):
    """Wagtail's, which refuses with the errors of the version that is to be approved. What is
    approved from the form is checked by the form.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        errors = [] if self.action_name == _REJECT else self._errors()
        if not errors:
            response = super().post(request, *args, **kwargs)
            if self.action_name == APPROVE:
                tell_of_approval(request, self.object)
            return response
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
