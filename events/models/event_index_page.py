from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models import IndexPage
from cms.models.tree import children_of
from cms.problems import BadQuery
from events.models.event_page import EventPage


class EventIndexPage(IndexPage):
    """The calendar: events to come, the next one first, or past ones (`?when=past`)."""

    default_title = "Arrangementer"
    default_slug = "arrangementer"
    subpage_types = ["events.EventPage"]

    class Meta:
        verbose_name = _("event index")
        verbose_name_plural = _("event indexes")

    @classmethod
    def items(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        events = children_of(EventPage, representation["id"])
        if _when(query) == "past":
            return events.filter(end__lt=now).order_by("-start", "-id")
        return events.filter(end__gte=now).order_by("start", "id")

    @classmethod
    def extra_context(cls, representation: dict, request: HttpRequest) -> dict:
        """`periods`: `{"label", "url", "current"}` for upcoming and past events."""
        chosen, address = _when(request.GET), representation["meta"]["html_url"]
        labels = {"upcoming": gettext("Upcoming"), "past": gettext("Past")}
        return {
            "periods": [
                {
                    "label": label,
                    "url": address if when == "upcoming" else f"{address}?when={when}",
                    "current": when == chosen,
                }
                for when, label in labels.items()
            ]
        }


def _when(query: QueryDict) -> str:
    """ "upcoming" or "past". Raises `BadQuery` for anything else."""
    value = query.get("when") or "upcoming"
    if value not in ("upcoming", "past"):
        raise BadQuery("when", value, "upcoming, past")
    return value
