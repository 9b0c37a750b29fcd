"""What staff are told of the caches: which of them could not be told what changed."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from cms.caches.models import Cache, configured


class CachesPanel(Component):
    """A panel on the admin's front page."""

    name = "caches"
    order = 51
    template_name = "caches/panel.html"

    def __init__(self, failing: list[Cache]) -> None:
        self.failing = failing

    def get_context_data(self, parent_context: Any) -> dict:
        return {"failing": self.failing}


@hooks.register("construct_homepage_panels")
def tell_of_the_caches(request: HttpRequest, panels: list) -> None:
    """Show it only while there is something to tell."""
    if failing := list(configured().exclude(failing_since=None)):
        panels.append(CachesPanel(failing))
