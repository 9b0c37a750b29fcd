"""Which panels the admin's first screen has of the core, in the place of Wagtail's."""

from django.http import HttpRequest
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.overview.awaiting import AwaitingPanel
from cms.overview.calendar import CalendarPanel
from cms.overview.missing_facts import MissingFactsPanel
from cms.overview.own_pages import OwnPagesPanel
from cms.overview.review import ReviewPanel

_REPLACED = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)


def show_panels(request: HttpRequest, panels: list) -> None:
    """Put the panels in; who edits no page is only told of what to approve."""
    panels[:] = [panel for panel in panels if not isinstance(panel, _REPLACED)]
    panels.append(AwaitingPanel(request.user))
    if policy_registry.get_by_type(Page).user_has_permission(request.user, "change"):
        of_pages = (OwnPagesPanel, CalendarPanel, MissingFactsPanel, ReviewPanel)
        panels += [panel(request.user) for panel in of_pages]
