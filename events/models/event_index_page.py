from datetime import datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.content import IndexPage, children_of, chosen, chosen_filters, narrowed
from events.ical import ICS, current
from events.models.event_page import EventPage
from events.months import asked_month, month_grid, within_month

# More than a town hall's month has; further ones are on the next page.
MONTH_SIZE = 200


class EventIndexPage(IndexPage):
    """The calendar: events to come, the next one first, past ones (`?when=past`), those of a period
    (`?from=2022-05-01&to=2022-05-31`) or a month as a grid (`?month=2022-05`); all, or those that
    the other filters of `EventPage` find. Whatever is asked for holds together.
    """

    default_title = "Arrangementer"
    default_slug = "arrangementer"
    shown_apart = ("when",)
    shown_first = ("topic", "attendance_mode")
    own_parameters = ("month",)
    feeds = [*IndexPage.feeds, ICS]
    subpage_types = ["events.EventPage"]

    class Meta:
        verbose_name = _("event index")
        verbose_name_plural = _("event indexes")

    @classmethod
    def items(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        events = children_of(EventPage, representation["id"])
        if month := asked_month(query):
            return within_month(events, month)
        last_first = query.getlist("when") == ["past"]
        return events.order_by("-start", "-id") if last_first else events.order_by("start", "id")

    @classmethod
    def asked(cls, query: QueryDict) -> QueryDict:
        """Events that are not over, where no other time is asked for."""
        if has_time(query):
            return query
        found = query.copy()
        found["when"] = "upcoming"
        return found

    @classmethod
    def items_per_page(cls, query: QueryDict) -> int:
        return MONTH_SIZE if asked_month(query) else cls.page_size

    @classmethod
    def calendar_events(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        """The chosen events, of which the past year's stay in the calendars that have them."""
        events = children_of(EventPage, representation["id"])
        events = narrowed(events, chosen(EventPage, query), now)
        return events if has_period(query) else current(events, now)

    @classmethod
    def extra_context(cls, representation: dict, request: HttpRequest) -> dict:
        """`periods`: `{"label", "url", "current", "when"}` of the ways to look at the calendar,
        `when` being the value of the filter, and `kept`: the name and value of what the filters
        leave as it is.
        """
        query, address = request.GET, representation["meta"]["html_url"]
        month, when = asked_month(query), cls.asked(query).getlist("when")
        this_month = timezone.localdate().strftime("%Y-%m")
        chosen = _without(cls, query, "when")
        of_any_time = _without(cls, query, "when", "from", "to")
        # Within a period of the visitor's own, events that are over are listed too.
        upcoming = {"when": ["upcoming"]} if has_period(query) else {}
        ways = [
            (gettext("Upcoming"), chosen | upcoming, "upcoming"),
            (gettext("Past"), chosen | {"when": ["past"]}, "past"),
            (gettext("Month"), of_any_time | {"month": [this_month]}, ""),
        ]
        return {
            "periods": [
                {
                    "label": label,
                    "url": _url(address, way),
                    "current": bool(month) if not value else when == [value] and not month,
                    # Within a month nobody has counted those of other months.
                    "when": "" if month else value,
                }
                for label, way, value in ways
            ],
            "kept": [(name, value) for name in ("when", "month") for value in query.getlist(name)],
        }

    @classmethod
    def listed_context(cls, representation: dict, query: QueryDict, cards: list[dict]) -> dict:
        """`month`: the grid of the month that is asked for, or None."""
        month = asked_month(query)
        if month is None:
            return {"month": None}
        address, kept = representation["meta"]["html_url"], _without(cls, query, "when")
        return {"month": month_grid(month, cards, address, kept, timezone.localdate())}


def has_time(query: QueryDict) -> bool:
    """Whether a query string says when the events that it asks for take place."""
    return any(filter(None, query.getlist("when"))) or bool(query.get("month") or has_period(query))


def has_period(query: QueryDict) -> bool:
    """Whether a period of the visitor's own is asked for."""
    return bool(query.get("from") or query.get("to"))


def _without(index: type[IndexPage], query: QueryDict, *names: str) -> dict[str, list[str]]:
    """What is chosen of the filters, but for these."""
    chosen = chosen_filters(index, query)
    return {name: values for name, values in chosen.items() if name not in names}


def _url(address: str, query: dict[str, list[str]]) -> str:
    return f"{address}?{urlencode(query, doseq=True)}" if query else address
