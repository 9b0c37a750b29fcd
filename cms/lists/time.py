"""Filters by when something takes place."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from cms import periods
from cms.danish.dates import date_text
from cms.lists.asking import as_day
from cms.lists.declared import Filter, OptionsFilter, Value, read, without_field
from cms.problems import BadQuery
from cms.values.dates import LAST_YEAR


class PeriodFilter(Filter):
    """By the fields that hold when something begins and ends: `PeriodFilter("start", "end")`. It
    stands for `when` (upcoming, ongoing, past), and `from` and `to`, two days; what is asked for
    holds together. `cms.periods` says what each of them means.
    """

    def __init__(self, begins: str, ends: str) -> None:
        super().__init__("when")
        self.begins, self.ends = begins, ends

    def parts(self) -> list[Filter]:
        fields = (self.begins, self.ends)
        return [WhenFilter(*fields), FromFilter(*fields), ToFilter(*fields)]


class _OfPeriod(Filter):
    name = ""

    def __init__(self, begins: str, ends: str) -> None:
        super().__init__(self.name)
        self.begins, self.ends = begins, ends

    def faults(self, model: type[Model]) -> Iterable[str]:
        return without_field(model, self.begins, self.ends)


class WhenFilter(_OfPeriod, OptionsFilter):
    """`when=upcoming`, as of this minute."""

    name = "when"
    reads_clock = True

    def describe(self) -> str:
        return (
            f"Pages with `{self.begins}` and `{self.ends}` that are not over yet, going on (which "
            "is among the former), or over, as of now; of several, separated by commas, any"
        )

    def label(self, model: type[Model]) -> str:
        return _("When")

    def options(self, model: type[Model]) -> list[tuple[str, str]]:
        return [("upcoming", _("Upcoming")), ("ongoing", _("Ongoing")), ("past", _("Past"))]

    def matching(self, model: type[Model], value: str, now: datetime) -> Q:
        return periods.WHEN[value](model, now, self.begins, self.ends)


class _DayFilter(_OfPeriod):
    most = 1
    is_split = False
    input = "date"

    def known(self, model: type[Model], texts: list[str]) -> Mapping[str, Value]:
        return read(texts, as_day)

    def refusal(self, model: type[Model], text: str) -> BadQuery:
        return BadQuery(self.name, text, _("a date, such as 2022-05-17"))

    def meaning(self, model: type[Model]) -> str:
        return "a day"

    def said(self, model: type[Model], value: Value) -> str:
        return f"{self.label(model)} {date_text(value.key)}"

    def schema(self, model: type[Model]) -> dict:
        return {"type": "string", "format": "date", "pattern": "^(19|20|21)"}


class FromFilter(_DayFilter):
    """`from=2022-05-01`: what takes place on the day or after it."""

    name = "from"
    example = "2022-05-01"

    def presets(self, today: date) -> list[tuple[str, dict[str, list[str]]]]:
        """Return this month and the next, and the half-years that begin with spring and autumn, as
        far as they are not over.
        """
        first = today.replace(day=1)
        second = (first + timedelta(days=31)).replace(day=1)
        third = (second + timedelta(days=31)).replace(day=1)
        halves = [
            (_("Spring %(year)s") % {"year": year}, date(year, 1, 1), date(year, 7, 1))
            if is_spring
            else (_("Autumn %(year)s") % {"year": year}, date(year, 7, 1), date(year + 1, 1, 1))
            for year, is_spring in (
                [(today.year, True), (today.year, False)]
                if today.month < 7
                else [(today.year, False), (today.year + 1, True)]
            )
        ]
        periods = [(_("This month"), first, second), (_("Next month"), second, third), *halves]
        day = timedelta(days=1)
        return [
            (label, {"from": [f"{begins}"], "to": [f"{ends - day}"], "when": []})
            for label, begins, ends in periods
            if ends.year <= LAST_YEAR
        ]

    def describe(self) -> str:
        return "Pages that take place on this day or after it"

    def label(self, model: type[Model]) -> str:
        return _("From")

    def condition(self, model: type[Model], keys: list[Any], now: datetime) -> Q:
        return periods.on_days(model, keys[0], None, self.begins, self.ends)


class ToFilter(_DayFilter):
    """`to=2022-05-31`: what takes place on the day or before it."""

    name = "to"
    example = "2022-05-31"

    def describe(self) -> str:
        return "Pages that take place on this day or before it"

    def label(self, model: type[Model]) -> str:
        return _("To")

    def check(self, model: type[Model], found: Mapping[str, list[Value]]) -> None:
        [first, last] = [found.get(name, []) for name in ("from", "to")]
        if first and last and last[0].key < first[0].key:
            expected = _("a date from %(first)s on") % {"first": first[0].text}
            said = _("“To” must be the same day as “From”, or a later one.")
            raise BadQuery(self.name, last[0].text, expected, said)

    def condition(self, model: type[Model], keys: list[Any], now: datetime) -> Q:
        return periods.on_days(model, None, keys[0], self.begins, self.ends)
