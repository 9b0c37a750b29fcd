"""What the visitor of a list chooses from, by the query string of its address."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.apps import apps
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from cms.problems import BadQuery

FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True)
class Filter:
    """A parameter of the query string and its values. Raises `BadQuery` if the chosen one is none
    of them.
    """

    name: str
    label: str
    #: Value and label of each.
    options: list[tuple[str, str]] = field(default_factory=list)
    #: The value chosen, or "" for all.
    chosen: str = ""
    #: A day, "2022-05-17", instead of options.
    is_day: bool = False

    def __post_init__(self) -> None:
        if self.is_day or not self.chosen:
            return
        values = [value for value, _label in self.options]
        if self.chosen not in values:
            raise BadQuery(self.name, self.chosen, _one_of(values))

    @property
    def chosen_label(self) -> str:
        """What is chosen, in the words of the option."""
        return dict(self.options).get(self.chosen, self.chosen)


def one_value(query: QueryDict, name: str) -> str:
    """The parameter's value, or "". Raises `BadQuery` if it stands there twice."""
    values = query.getlist(name)
    if len(values) > 1:
        raise BadQuery(name, ",".join(values), _("one value"))
    return values[0] if values else ""


def one_of(query: QueryDict, name: str, allowed: list[str]) -> str:
    """The parameter's value, or "". Raises `BadQuery` if it is not allowed."""
    value = one_value(query, name)
    if value and value not in allowed:
        raise BadQuery(name, value, _one_of(allowed))
    return value


def topic_filter(query: QueryDict) -> Filter:
    """All topics, by their slugs. Raises `BadQuery`."""
    # The core's models stand above this module, so the model is found by name.
    topics = apps.get_model("cms", "Topic").objects.order_by("sort_key", "id")
    options = list(topics.values_list("slug", "name"))
    return Filter("topic", _("Topic"), options, one_value(query, "topic"))


def of_topic(pages: QuerySet, query: QueryDict) -> QuerySet:
    """Those of the pages that are filed under the topic asked for; all if there is none."""
    topic = one_value(query, "topic")
    return pages.filter(topics__slug=topic) if topic else pages


def day(query: QueryDict, name: str) -> date | None:
    """The day that the parameter names, or None. Raises `BadQuery` for what is no day."""
    value = one_value(query, name)
    try:
        return as_day(value) if value else None
    except ValueError:
        raise BadQuery(name, value, _("a date, such as 2022-05-17")) from None


def as_day(value: str) -> date:
    """The day that is written "2022-05-17". Raises ValueError for what is none, or is so far from
    our time that days can't be added to it.
    """
    found = date.fromisoformat(value)
    if len(value) != 10 or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(value)
    return found


def midnight(day: date) -> datetime:
    """The first moment of a day, in local time."""
    return make_aware(datetime(day.year, day.month, day.day))


def year(query: QueryDict, name: str = "year") -> int | None:
    """The year that the parameter names, or None. Raises `BadQuery` for what is no year."""
    value = one_value(query, name)
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 4 and int(value) > 0):
        raise BadQuery(name, value, _("a year, such as 2022"))
    return int(value)


def _one_of(values: list[str]) -> str:
    return _("one of: %(values)s") % {"values": ", ".join(values)}
