"""A panel of the overview: the first rows of a list, how many there are, and the way to the rest.

A room that has something to tell has a panel of its own, and hands it to Wagtail's hook
`construct_homepage_panels`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.danish.dates import period_text

#: How many rows a panel shows.
MOST = 5


@dataclass(frozen=True)
class Row:
    """What is named, where it leads, if anywhere, and what is said of it."""

    title: str
    url: str
    told: str

    @classmethod
    def of_page(cls, page: Page, told: str) -> "Row":
        """Return the row of a page, which leads to its form."""
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return cls(page.get_admin_display_title(), url, told)


class OverviewPanel(Component):
    """The first of what is `found` for an account; nothing at all where nothing is."""

    #: What the panel's element and its place in the page are known by.
    name: ClassVar[str]
    order: ClassVar[int]
    heading: Any
    icon: ClassVar[str]
    #: The name of the address of the whole list.
    report: ClassVar[str]
    template_name = "cms/overview/panel.html"

    def __init__(self, user: Any) -> None:
        self.user = user

    def found(self) -> QuerySet:
        """Return all that there is to tell the account, the most urgent first."""
        raise NotImplementedError

    def rows(self, found: list) -> list[Row]:
        """Return what is shown of the first that were found."""
        raise NotImplementedError

    @property
    def report_url(self) -> str:
        return reverse(self.report)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        found = self.found()
        shown = list(found[:MOST])
        count = found.count() if len(shown) == MOST else len(shown)
        return {"panel": self, "count": count, "rows": self.rows(shown)}


def moment_text(at: datetime) -> str:
    """Return a moment as people read it: "3. december 2026 kl. 10.00"."""
    return period_text(localtime(at), None)
