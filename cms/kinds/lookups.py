"""By which fields a list can be filtered and ordered, and how a value of the query is read.

A field of the answer is filterable if it has a column, or a relation, that says the same as the
answer does; its kind says so.
"""

import datetime
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import dateparse, timezone

RANGE = ("gte", "lte")
#: An offset whose "+" a client has not encoded, so that it came as a space.
_LOST_PLUS = re.compile(r" (?=\d\d:?\d\d$)")


@dataclass(frozen=True)
class Filterable:
    """A field by which a list can be filtered.

    `kind` names it in the OpenAPI document; `read` turns a value of the query into one of the
    field's, or raises `ValueError`.
    """

    name: str
    field: Any
    kind: str
    lookups: tuple[str, ...]
    read: Callable[[str], Any]

    def with_nothing(self) -> "Filterable":
        """Return the same, to be asked for what has no value too where there may be such."""
        may_be_nothing = self.kind != "tags" and (self.field.null or self.field.many_to_many)
        return replace(self, lookups=(*self.lookups, "isnull")) if may_be_nothing else self

    @property
    def is_ordered(self) -> bool:
        """Whether lists can be ordered by it: not by a relation."""
        return not self.field.is_relation

    @property
    def choices(self) -> list[str]:
        return [str(value) for value, _label in self.field.flatchoices if value not in ("", None)]


def read_key(target: models.Field) -> Callable[[str], Any]:
    while target.is_relation:  # a page's key is a link to that of `Page`
        target = target.target_field

    def read(text: str) -> Any:
        try:
            return target.to_python(text)
        except (ValidationError, ValueError):
            raise ValueError("expected the id of an object") from None

    return read


def read_choice(field: models.Field) -> Callable[[str], Any]:
    values = {str(value): value for value, _label in field.flatchoices}

    def read(text: str) -> Any:
        if text not in values:
            allowed = ", ".join(value for value in values if value)
            raise ValueError(f"expected one of {allowed}")
        return values[text]

    return read


def read_boolean(field: models.Field) -> Callable[[str], Any]:
    from wagtail.api.v2.utils import parse_boolean  # needs models that are loaded

    return parse_boolean


def read_integer(field: models.Field) -> Callable[[str], Any]:
    return int


def fits(filterable: Filterable, value: Any) -> bool:
    """Return whether the database knows such a number, which it must where values are listed."""
    field = filterable.field.target_field if filterable.kind == "key" else filterable.field
    while field.is_relation:
        field = field.target_field
    if not isinstance(field, models.IntegerField):
        return True
    low, high = connection.ops.integer_field_range(field.get_internal_type())
    return low <= value <= high


def read_decimal(field: models.Field) -> Callable[[str], Any]:
    def read(text: str) -> Decimal:
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise ValueError("expected a number") from None
        if not value.is_finite() or abs(value) >= Decimal(10) ** field.max_digits:
            raise ValueError(f"expected a number of at most {field.max_digits} digits")
        return value

    return read


def read_float(field: models.Field) -> Callable[[str], Any]:
    def read(text: str) -> float:
        if not math.isfinite(value := float(text)):
            raise ValueError("expected a number")
        return value

    return read


def read_instant(field: models.Field) -> Callable[[str], Any]:
    def read(text: str) -> datetime.datetime:
        text = _LOST_PLUS.sub("+", text)
        try:
            value = dateparse.parse_datetime(text)
        except ValueError:
            value = None
        # Without an offset it names no moment.
        if value is None or timezone.is_naive(value):
            raise ValueError(
                "expected a date and time with offset, such as 2022-05-17T10:00:00%2B02:00"
            )
        # Near the ends of the calendar, another time zone's year does not exist.
        if not 1 < value.year < 9999:
            raise ValueError("expected a year from 2 to 9998")
        return value

    return read


def read_date(field: models.Field) -> Callable[[str], Any]:
    return _parsed(dateparse.parse_date, "expected a date, such as 2022-05-17")


def read_time(field: models.Field) -> Callable[[str], Any]:
    return _parsed(dateparse.parse_time, "expected a time, such as 10:00")


def read_text(field: models.Field) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            return field.to_python(text)
        except ValidationError as error:
            raise ValueError("; ".join(error.messages)) from None

    return read


def _parsed(parse: Callable[[str], Any], expected: str) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            value = parse(text)
        except ValueError:
            value = None
        if value is None:
            raise ValueError(expected)
        return value

    return read
