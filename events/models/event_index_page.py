from datetime import datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms import periods
from cms.delivery.feeds import chosen_filters
from cms.delivery.filters import Filter
from cms.models import IndexPage
from events.filters import PARAMETERS, asked_when, chosen_events, event_filters, has_period
from events.ical import ICS, current
from events.models.event_page import EventPage
from events.months import asked_month, month_grid, within_month

# More than a town hall's month has; further ones are on the next page.
MONTH_SIZE = 200


class EventIndexPage(IndexPage):
    """The calendar: events to come, the next one first, past ones (`?when=past`), those of a period
    (`?from=2022-05-01&to=2022-05-31`) or a month as a grid (`?month=2022-05`); all, or those that
    the other parameters of `events.filters` choose. Whatever is asked for holds together.
    """

    default_title = "Arrangementer"
    default_slug = "arrangementer"
    filter_parameters = PARAMETERS
    feeds = [*IndexPage.feeds, ICS]
    subpage_types = ["events.EventPage"]

    class Meta:
        verbose_name = _("event index")
        verbose_name_plural = _("event indexes")

    @classmethod
    def filters(cls, representation: dict, query: QueryDict) -> list[Filter]:
        return event_filters(representation["id"], query)

    @classmethod
    def items(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        events, when = chosen_events(representation["id"], query, now), asked_when(query)
        if month := asked_month(query):
            return within_month(events, month)
        if when == "past":
            return events.order_by("-start", "-id")
        if not (when or has_period(query)):
            events = events.filter(periods.upcoming(EventPage, now))
        return events.order_by("start", "id")

    @classmethod
    def items_per_page(cls, query: QueryDict) -> int:
        return MONTH_SIZE if asked_month(query) else cls.page_size

    @classmethod
    def calendar_events(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        """The chosen events, of which the past year's stay in the calendars that have them."""
        events = chosen_events(representation["id"], query, now)
        return events if has_period(query) else current(events, now)

    @classmethod
    def extra_context(cls, representation: dict, request: HttpRequest) -> dict:
        """`periods`: `{"label", "url", "current"}` of the ways to look at the calendar, and `kept`:
        the name and value of what the filters leave as it is.
        """
        query, address = request.GET, representation["meta"]["html_url"]
        chosen, month, when = chosen_filters(cls, query), asked_month(query), asked_when(query)
        if not (month or when or has_period(query)):
            when = "upcoming"
        this_month = timezone.localdate().strftime("%Y-%m")
        ways = [
            (gettext("Upcoming"), {}, when == "upcoming" and not month),
            (gettext("Past"), {"when": "past"}, when == "past" and not month),
            (gettext("Month"), {"month": this_month}, bool(month)),
        ]
        chosen_without_period = {
            name: value for name, value in chosen.items() if name not in ("from", "to")
        }
        return {
            "periods": [
                {
                    "label": label,
                    "url": _url(address, chosen_without_period | way),
                    "current": current,
                }
                for label, way, current in ways
            ],
            "kept": [(name, query[name]) for name in ("when", "month") if query.get(name)],
        }

    @classmethod
    def listed_context(cls, representation: dict, query: QueryDict, cards: list[dict]) -> dict:
        """`month`: the grid of the month that is asked for, or None."""
        month = asked_month(query)
        if month is None:
            return {"month": None}
        address, chosen = representation["meta"]["html_url"], chosen_filters(cls, query)
        return {"month": month_grid(month, cards, address, chosen, timezone.localdate())}


def _url(address: str, query: dict[str, str]) -> str:
    return f"{address}?{urlencode(query)}" if query else address
