from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.content import (
    BadQuery,
    IndexPage,
    cards_of,
    children_of,
    chosen,
    chosen_filters,
    narrowed,
    periods,
    this_minute,
    written,
)
from events.ical import ICS, current
from events.models.event_page import EventPage
from events.months import after, asked_month, month_grid, month_link, within_month

# More than a town hall's month has; further ones are on the next page.
MONTH_SIZE = 200


class EventIndexPage(IndexPage):
    """The calendar: events to come, the next one first, past ones (`?when=past`), those of a period
    (`?from=2022-05-01&to=2022-05-31`) or a month as a grid (`?month=2022-05`); all, or those that
    the other filters of `EventPage` find. Whatever is asked for holds together.
    """

    default_title = "Arrangementer"
    default_slug = "arrangementer"
    task = _("Find a meeting")
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
        last_first = cls.asked(query).getlist("when") == ["past"]
        return events.order_by("-start", "-id") if last_first else events.order_by("start", "id")

    @classmethod
    def asked(cls, query: QueryDict) -> QueryDict:
        """Return events that are not over, where no other time is asked for; or where it is asked
        what they left, those that are.
        """
        if has_time(query):
            return query
        found = query.copy()
        found["when"] = "past" if has_material(query) else "upcoming"
        return found

    @classmethod
    def items_per_page(cls, query: QueryDict) -> int:
        return MONTH_SIZE if asked_month(query) else cls.page_size

    @classmethod
    def calendar_events(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        """Return the chosen events, of which the past year's stay in the calendars that have
        them.
        """
        events = children_of(EventPage, representation["id"])
        events = narrowed(events, chosen(EventPage, query), now)
        return events if has_period(query) else current(events, now)

    @classmethod
    def extra_context(cls, representation: dict, request: HttpRequest) -> dict:
        """Return `kept`: the name and value of what the filters leave as it is."""
        query = request.GET
        return {
            "kept": [(name, value) for name in ("when", "month") for value in query.getlist(name)]
        }

    @classmethod
    def listed_context(cls, representation: dict, query: QueryDict, cards: list[dict]) -> dict:
        """Return `month`: the grid of the month that is asked for, or None; and `periods`:
        `{"label", "url", "current", "when"}` of the ways to look at the calendar, `when` being the
        value of the filter. The way to months begins with that of the next event that was chosen.
        """
        month, today = asked_month(query), timezone.localdate()
        address, kept = representation["meta"]["html_url"], _without(cls, query, "when")
        if month is None:
            if cls.asked(query).getlist("when") == ["upcoming"] and "page" not in query:
                first = cards[:1]
            else:
                first = _first_of(cls, representation, query)
            shown = max([today, *written(first, periods.first_day)])
            return {"month": None, "periods": _ways(cls, representation, query, shown)}
        following = _first_of(cls, representation, query, after(month))
        grid = month_grid(month, cards, address, kept, timezone.now())
        grid["with_events"] = month_link(following, grid["next"], address, kept)
        return {"month": grid, "periods": _ways(cls, representation, query, month)}


def _ways(index: type[IndexPage], representation: dict, query: QueryDict, shown: date) -> list:
    """Return the ways to look at the calendar, of which that to months leads to the one of this
    day.
    """
    address = representation["meta"]["html_url"]
    month, when = asked_month(query), index.asked(query).getlist("when")
    chosen = _without(index, query, "when")
    of_any_time = _without(index, query, "when", "from", "to")
    # Within a period of the visitor's own, events that are over are listed too.
    is_said = has_period(query) or has_material(query)
    upcoming = {"when": ["upcoming"]} if is_said else {}
    ways = [
        (gettext("Upcoming"), chosen | upcoming, "upcoming"),
        (gettext("Past"), chosen | {"when": ["past"]}, "past"),
        (gettext("Month"), of_any_time | {"month": [f"{shown:%Y-%m}"]}, ""),
    ]
    return [
        {
            "label": label,
            "url": _url(address, way),
            "current": bool(month) if not value else when == [value] and not month,
            # Within a month nobody has counted those of other months.
            "when": "" if month else value,
        }
        for label, way, value in ways
    ]


def _first_of(
    index: type[IndexPage], representation: dict, query: QueryDict, first: date | None = None
) -> list[dict]:
    """Return the card of the first event that was chosen and begins on the day `first` or later, or
    is not over yet; [] if there is none, or the choice makes no sense.
    """
    kept = urlencode(_without(index, query, "when", "from", "to"), doseq=True)
    try:
        return cards_of(_coming, 1, representation["id"], kept, first, this_minute())
    except BadQuery:
        return []


def _coming(key: int, query: str, first: date | None, now: datetime) -> QuerySet:
    events = narrowed(children_of(EventPage, key), chosen(EventPage, QueryDict(query)), now)
    if first:
        return events.filter(start__gte=periods.midnight(first)).order_by("start", "id")
    return events.filter(periods.upcoming(EventPage, now)).order_by("start", "id")


def has_time(query: QueryDict) -> bool:
    """Return whether a query string says when the events that it asks for take place."""
    return any(filter(None, query.getlist("when"))) or bool(query.get("month") or has_period(query))


def has_period(query: QueryDict) -> bool:
    """Return whether a period of the visitor's own is asked for."""
    return bool(query.get("from") or query.get("to"))


def has_material(query: QueryDict) -> bool:
    """Return whether it is asked what events have left."""
    return any(query.getlist("material"))


def _without(index: type[IndexPage], query: QueryDict, *names: str) -> dict[str, list[str]]:
    """Return what is chosen of the filters, but for these."""
    chosen = chosen_filters(index, query)
    return {name: values for name, values in chosen.items() if name not in names}


def _url(address: str, query: dict[str, list[str]]) -> str:
    return f"{address}?{urlencode(query, doseq=True)}" if query else address
