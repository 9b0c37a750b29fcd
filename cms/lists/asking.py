"""What the query string of an address says: values, days, years and words, each read in one way."""

import re
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.limits import check_length
from cms.problems import BadQuery, UnknownValue
from cms.values.dates import FIRST_YEAR, LAST_YEAR


def one_value(query: QueryDict, name: str) -> str:
    """Return the parameter's value, or "". Raises `BadQuery` if it stands there twice, is longer
    than `cms.limits` says, or holds a null character, of which the database knows no text.
    """
    value = _one_text(query, name)
    check_characters(name, value)
    return value


def one_of(query: QueryDict, name: str, allowed: list[str]) -> str:
    """Return the parameter's value, or "". Raises `UnknownValue` if it is not allowed."""
    value = one_value(query, name)
    if value and value not in allowed:
        raise UnknownValue(name, value, allowed)
    return value


def check_characters(name: str, value: str) -> None:
    """Raise `BadQuery` for a null character, which PostgreSQL's texts can't hold."""
    if "\0" in value:
        raise BadQuery(name, value, _("text without null characters"))


def as_day(value: str) -> date:
    """Return the day that is written "2022-05-17". Raises ValueError for what is none, or is so far
    from our time that days can't be added to it.
    """
    found = date.fromisoformat(value)
    if len(value) != 10 or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(value)
    return found


def as_year(value: str) -> int:
    """Return the year that is written "2022". Raises ValueError for what is none, or one that no
    date is kept of.
    """
    if not (re.fullmatch("[0-9]{4}", value) and FIRST_YEAR <= int(value) <= LAST_YEAR):
        raise ValueError(value)
    return int(value)


def year(query: QueryDict) -> int | None:
    """Return the `year` asked for, or None. Raises `BadQuery` for what is no year."""
    value = one_value(query, "year")
    try:
        return as_year(value) if value else None
    except ValueError:
        raise BadQuery("year", value, _("a year, such as 2022")) from None


def words(query: QueryDict) -> str:
    """Return what `q` searches for, with one space between words, or "". Raises `BadQuery` for more
    than anyone would write.
    """
    return spaced(_one_text(query, "q"))


def spaced(text: str) -> str:
    """Return a text with one space between its words."""
    # PostgreSQL takes no null bytes, and nobody means the other control characters either.
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())


def _one_text(query: QueryDict, name: str) -> str:
    values = query.getlist(name)
    if len(values) > 1:
        raise BadQuery(name, ",".join(values), _("one value"))
    value = values[0] if values else ""
    check_length(name, value)
    return value
