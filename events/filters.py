"""What a visitor of the calendar chooses from. The parameters are named as the API's fields are."""

from datetime import datetime

from django.db.models import QuerySet, Value
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms import periods
from cms.delivery.filters import Filter, day, of_terms, one_of, one_value
from cms.models import Topic
from cms.models.tree import children_of
from cms.problems import BadQuery
from cms.sorting import danish_sort_key
from cms.visibility import visible
from events.models.audiences import Audience
from events.models.choices import AttendanceMode, EventKind
from events.models.event_page import EventPage
from events.models.network_pages import NetworkPage

PARAMETERS = ("kind", "topic", "network", "audience", "attendance_mode", "town", "from", "to")


def event_filters(index_id: int, query: QueryDict) -> list[Filter]:
    """The filters of a calendar, in one query. Raises `BadQuery`."""
    found = _options(index_id)
    chosen = {name: one_value(query, name) for name in PARAMETERS}
    # Events come and go: a town that has none at the moment is still one to ask for.
    if chosen["town"]:
        found["town"].add((chosen["town"], chosen["town"]))
    _check_period(query)
    return [
        Filter("kind", _("Type"), _labels(EventKind.choices), chosen["kind"]),
        Filter("topic", _("Topic"), _sorted(found["topic"]), chosen["topic"]),
        Filter("network", _("Network"), _sorted(found["network"]), chosen["network"]),
        Filter("audience", _("For whom"), _sorted(found["audience"]), chosen["audience"]),
        Filter(
            "attendance_mode",
            _("Attendance"),
            _labels(AttendanceMode.choices),
            chosen["attendance_mode"],
        ),
        Filter("town", _("Town"), _sorted(found["town"]), chosen["town"]),
        Filter("from", _("From"), chosen=chosen["from"], input="date"),
        Filter("to", _("To"), chosen=chosen["to"], input="date"),
    ]


def chosen_events(index_id: int, query: QueryDict, now: datetime) -> QuerySet:
    """The calendar's events that the query string names; past ones too, unless `when` is asked."""
    events = of_terms(children_of(EventPage, index_id), query)
    for name in ("kind", "attendance_mode", "town"):
        if value := one_value(query, name):
            events = events.filter(**{name: value})
    if network := one_value(query, "network"):
        # What is hidden must not be told by the events that name it.
        events = events.filter(network__in=visible(NetworkPage.objects.filter(slug=network)))
    if when := asked_when(query):
        events = events.filter(periods.WHEN[when](EventPage, now))
    return events.filter(periods.on_days(EventPage, day(query, "from"), day(query, "to")))


def asked_when(query: QueryDict) -> str:
    """ "upcoming" or "past", or "" if neither is asked for. Raises `BadQuery` for anything else."""
    return one_of(query, "when", ["upcoming", "past"])


def has_period(query: QueryDict) -> bool:
    """Whether a period of the visitor's own is asked for."""
    return bool(day(query, "from") or day(query, "to"))


def _check_period(query: QueryDict) -> None:
    first, last = day(query, "from"), day(query, "to")
    if first and last and last < first:
        raise BadQuery("to", last.isoformat(), _("a date from %(first)s on") % {"first": first})


def _options(index_id: int) -> dict[str, set[tuple[str, str]]]:
    """Values and labels of topics, audiences, networks and towns."""

    def rows(named: QuerySet, name: str, value: str, label: str) -> QuerySet:
        return named.order_by().values_list(Value(name), value, label)

    towns = visible(children_of(EventPage, index_id)).exclude(town="")
    union = rows(Topic.objects.all(), "topic", "slug", "name").union(
        rows(Audience.objects.all(), "audience", "slug", "name"),
        rows(visible(NetworkPage.objects.all()), "network", "slug", "title"),
        rows(towns, "town", "town", "town"),
    )
    found: dict[str, set[tuple[str, str]]] = {
        name: set() for name in ("topic", "audience", "network", "town")
    }
    for name, value, label in union:
        found[name].add((value, label))
    return found


def _sorted(options: set[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(options, key=lambda option: danish_sort_key(option[1]))


def _labels(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in choices]
