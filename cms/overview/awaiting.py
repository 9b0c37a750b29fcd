"""What waits for an account to approve it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, TaskState

from cms.overview.panels import OverviewPanel, Row, moment_text


class AwaitingPanel(OverviewPanel):
    """In place of Wagtail's, whose every row costs queries, and which has no end."""

    name = "awaiting"
    order = 100
    heading = gettext_lazy("Awaiting your approval")
    icon = "check"
    report = "wagtailadmin_reports:workflow_tasks"

    @property
    def report_url(self) -> str:
        return f"{super().report_url}?reviewable=true&status={TaskState.STATUS_IN_PROGRESS}"

    def found(self) -> QuerySet:
        states = TaskState.objects.reviewable_by(self.user)
        return (
            states.select_related("workflow_state__requested_by")
            .prefetch_related("workflow_state__content_object")
            .order_by("started_at", "pk")
        )

    def rows(self, found: list) -> list[Row]:
        return [
            self._row(state.workflow_state.content_object, state)
            for state in found
            if state.workflow_state.content_object
        ]

    def _row(self, waiting: Any, state: TaskState) -> Row:
        sender = state.workflow_state.requested_by
        name = (sender.get_full_name() or sender.get_username()) if sender else _("Nobody")
        moment = moment_text(state.started_at)
        told = _("Sent by %(name)s %(moment)s") % {"name": name, "moment": moment}
        if isinstance(waiting, Page):
            return Row.of_page(waiting, told)
        return Row(str(waiting), AdminURLFinder(self.user).get_edit_url(waiting) or "", told)
