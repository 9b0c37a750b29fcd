"""What staff are told of the log: pages that are still to be built, and those of their own pages
that can't be.
"""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.publications.backlog import failed, unbuilt

_NAMED = 20


class LogPanel(Component):
    """A panel on the admin's front page."""

    name = "publications"
    order = 50
    template_name = "publications/panel.html"

    def __init__(self, waiting: int, broken: dict[int, str | None]) -> None:
        self.waiting, self.broken = waiting, broken

    def get_context_data(self, parent_context: Any) -> dict:
        pages = Page.objects.in_bulk(list(self.broken)[:_NAMED])
        return {
            "waiting": self.waiting,
            "count": len(self.broken),
            "broken": [{"page": page, "error": self.broken[page.pk]} for page in pages.values()],
        }


@hooks.register("construct_homepage_panels")
def tell_of_the_log(request: HttpRequest, panels: list) -> None:
    """Show it only while there is something to tell."""
    policy = policy_registry.get_by_type(Page)
    edited = policy.instances_user_has_permission_for(request.user, "change").order_by()
    waiting = unbuilt().count()
    broken = dict(failed().filter(pk__in=edited.values("pk")).values_list("pk", "error"))
    if waiting or broken:
        panels.append(LogPanel(waiting, broken))
