"""What the visitor of a list chooses from, by the query string of its address."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.db.models import QuerySet
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.limits import check_length
from cms.problems import BadQuery
from cms.values.dates import FIRST_YEAR, LAST_YEAR
from cms.visibility import visible


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
    #: The type of HTML's input in which the value is written; "" where there are options.
    input: str = ""

    def __post_init__(self) -> None:
        if self.input or not self.chosen:
            return
        values = [value for value, _label in self.options]
        if self.chosen not in values:
            raise BadQuery(self.name, self.chosen, _one_of(values))

    @property
    def chosen_label(self) -> str:
        """What is chosen, in the words of the option."""
        return dict(self.options).get(self.chosen, self.chosen)


def one_value(query: QueryDict, name: str) -> str:
    """The parameter's value, or "". Raises `BadQuery` if it stands there twice, is longer than
    `cms.limits` says, or holds a null character, of which the database knows no text.
    """
    value = _one_text(query, name)
    if "\0" in value:
        raise BadQuery(name, value, _("text without null characters"))
    return value


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


def of_terms(pages: QuerySet, query: QueryDict) -> QuerySet:
    """Those of the pages that are filed under the topic asked for, and under whatever else their
    type's `term_filters` name; all if nothing is asked for.
    """
    for parameter, name in pages.model.term_filters.items():
        if slug := one_value(query, parameter):
            pages = pages.filter(**{f"{name}__slug": slug})
    return pages


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


def year(query: QueryDict) -> int | None:
    """The `year` asked for, or None. Raises `BadQuery` for what is no year."""
    value = one_value(query, "year")
    if not value:
        return None
    if not (re.fullmatch("[0-9]{4}", value) and FIRST_YEAR <= int(value) <= LAST_YEAR):
        raise BadQuery("year", value, _("a year, such as 2022"))
    return int(value)


def year_filter(pages: QuerySet, name: str, query: QueryDict) -> Filter:
    """The years that the visible ones of the pages have in a field, newest first, and the one asked
    for, which may have none at the moment; none that `year` would refuse. Raises `BadQuery`.
    """
    dated = visible(pages).exclude(**{name: None}).order_by()
    # By SQL, a date may be of any year, and at infinity of none.
    dated = dated.filter(**{f"{name}__year__gte": FIRST_YEAR, f"{name}__year__lte": LAST_YEAR})
    years, chosen = set(dated.values_list(ExtractYear(name), flat=True).distinct()), year(query)
    years = {each for each in years if FIRST_YEAR <= each <= LAST_YEAR}
    if chosen:
        years.add(chosen)
    options = [(str(each), str(each)) for each in sorted(years, reverse=True)]
    return Filter("year", _("Year"), options, str(chosen or ""))


def of_year(pages: QuerySet, name: str, query: QueryDict) -> QuerySet:
    """Those of the pages whose field is of the year asked for; all if there is none."""
    chosen = year(query)
    return pages.filter(**{f"{name}__year": chosen}) if chosen else pages


def words(query: QueryDict) -> str:
    """What `q` searches for, with one space between words, or "". Raises `BadQuery` for more than
    anyone would write.
    """
    value = _one_text(query, "q")
    # PostgreSQL takes no null bytes, and nobody means the other control characters either.
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", value).split())


def _one_text(query: QueryDict, name: str) -> str:
    values = query.getlist(name)
    if len(values) > 1:
        raise BadQuery(name, ",".join(values), _("one value"))
    value = values[0] if values else ""
    check_length(name, value)
    return value


def _one_of(values: list[str]) -> str:
    return _("one of: %(values)s") % {"values": ", ".join(values)}
