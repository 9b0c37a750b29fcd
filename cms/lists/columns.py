"""Filters by a field that holds its value itself: choices, texts, years of dates."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.lists.asking import as_year
from cms.lists.declared import (
    Filter,
    OptionsFilter,
    Value,
    by_column,
    named,
    read,
    without_field,
)
from cms.problems import BadQuery
from cms.values.dates import FIRST_YEAR, LAST_YEAR

#: `FIRST_YEAR` to `LAST_YEAR`.
YEARS = "^(19|20|21)[0-9]{2}$"


class ColumnFilter(Filter):
    """By a field of the parameter's name, or by the one that is named besides."""

    def __init__(self, name: str, field: str = "", **options: Any) -> None:
        super().__init__(name, **options)
        self.field = field or name

    def label(self, model: type[Model]) -> str:
        return str(self._label) or named(model._meta.get_field(self.field))

    def is_about(self, model: type[Model], field: str) -> bool:
        return field == self.field

    def faults(self, model: type[Model]) -> Iterable[str]:
        return without_field(model, self.field)


class ChoiceFilter(ColumnFilter, OptionsFilter):
    """By a field with choices: `ChoiceFilter("kind")`."""

    def describe(self) -> str:
        return f"Those whose `{self.field}` is this, or one of these, separated by commas"

    def faults(self, model: type[Model]) -> Iterable[str]:
        yield from (found := list(super().faults(model)))
        if not (found or self.options(model)):
            yield f"names the field {self.field!r}, which has no choices"

    def meaning(self, model: type[Model]) -> str:
        return "a choice"

    def known(self, model: type[Model], texts: list[str]) -> Mapping[str, Value]:
        keys = {str(key): key for key, _label in model._meta.get_field(self.field).flatchoices}
        labels = dict(self.options(model))
        return {text: Value(text, labels[text], keys[text]) for text in texts if text in labels}

    def condition(self, model: type[Model], keys: list[Any], now: datetime) -> Q:
        return Q(**{f"{self.field}__in": keys})

    def options(self, model: type[Model]) -> list[tuple[str, str]]:
        choices = model._meta.get_field(self.field).flatchoices
        return [(str(key), capfirst(str(label))) for key, label in choices if key not in ("", None)]

    def had(self, model: type[Model], pages: QuerySet, now: datetime) -> list[QuerySet]:
        keys = [value.key for value in self.known(model, list(dict(self.options(model)))).values()]
        return [by_column(pages.filter(self.condition(model, keys, now)), self.field)]


class TextFilter(ColumnFilter):
    """By a text, as it stands in the field: `TextFilter("town")`. Its options are the texts that
    pages have; one that none has at the moment may be asked for as well.
    """

    is_split = False
    only_found = True
    example = "Odense"

    def describe(self) -> str:
        return f"Those whose `{self.field}` is this. It may be given several times: any of them"

    def meaning(self, model: type[Model]) -> str:
        return "a text"

    def known(self, model: type[Model], texts: list[str]) -> Mapping[str, Value]:
        return {text: Value(text, text, text) for text in texts}

    def condition(self, model: type[Model], keys: list[Any], now: datetime) -> Q:
        return Q(**{f"{self.field}__in": keys})

    def had(self, model: type[Model], pages: QuerySet, now: datetime) -> list[QuerySet]:
        return [by_column(pages.exclude(**{self.field: ""}), self.field)]


class YearFilter(ColumnFilter):
    """By the year of a date or date-time: `YearFilter("date")`, asked for by `year`."""

    only_found = True
    example = "2022"

    def __init__(self, field: str, name: str = "year", **options: Any) -> None:
        super().__init__(name, field, **options)

    def describe(self) -> str:
        return (
            f"Those whose `{self.field}` is of this year, or of one of these, separated by commas"
        )

    def label(self, model: type[Model]) -> str:
        return str(self._label) or _("Year")

    def meaning(self, model: type[Model]) -> str:
        return "a year"

    def known(self, model: type[Model], texts: list[str]) -> Mapping[str, Value]:
        return read(texts, as_year)

    def refusal(self, model: type[Model], text: str) -> BadQuery:
        return BadQuery(self.name, text, _("a year, such as 2022"))

    def condition(self, model: type[Model], keys: list[Any], now: datetime) -> Q:
        # One year is a range, which an index finds.
        if len(keys) == 1:
            return Q(**{f"{self.field}__year": keys[0]})
        return Q(**{f"{self.field}__year__in": keys})

    def had(self, model: type[Model], pages: QuerySet, now: datetime) -> list[QuerySet]:
        # By SQL, a date may be of any year, and at infinity of none.
        within = {
            f"{self.field}__year__gte": FIRST_YEAR,
            f"{self.field}__year__lte": LAST_YEAR,
        }
        return [by_column(pages.filter(**within), ExtractYear(self.field))]

    def place(self, value: str, label: str) -> int:
        return -int(value)

    def schema(self, model: type[Model]) -> dict:
        return {"type": "string", "pattern": YEARS}
