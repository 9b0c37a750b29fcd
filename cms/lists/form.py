"""The form in which a visitor narrows a list, what is chosen in it, and the ways on from a list of
nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.lists.counts import Option, options, without
from cms.lists.declared import Filter, filters_of
from cms.lists.narrowing import asked, texts, understood
from cms.problems import BadQuery


@dataclass(frozen=True)
class ListLink:
    """A link to the list as it would be chosen otherwise."""

    label: str
    url: str
    #: How many pages it finds, where that is known.
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class Field:
    """A filter as the form has it."""

    name: str
    label: str
    #: Value, label and count of each.
    options: list[tuple[str, str, int]] = field(default_factory=list)
    #: The values chosen, none for all.
    chosen: tuple[str, ...] = ()
    #: The type of HTML's input in which the value is written; "" where there are options.
    input: str = ""
    #: What is written in an input, even if it is refused.
    text: str = ""
    #: Why it is refused, in a visitor's words.
    error: str = ""
    #: Whether a small screen shows it before the others are asked for.
    is_first: bool = False
    #: What is often chosen, beside the field.
    presets: list[ListLink] = field(default_factory=list)

    @property
    def value(self) -> str:
        """What the input holds: of what is written all but a date that is none, which no browser
        would show.
        """
        if self.input != "date":
            return self.text
        try:
            is_date = date.fromisoformat(self.text).isoformat() == self.text
        except ValueError:
            is_date = False
        return self.text if is_date else ""

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to choose, to write, or to be told."""
        return bool(self.input or self.options or self.error)


@dataclass(frozen=True)
class FilterForm:
    """The fields of a list; by name those that the type's own template shows; each value that is
    chosen, with the list without it; and where nothing is found, what finds something.
    """

    fields: list[Field]
    apart: dict[str, Field]
    chips: list[ListLink]
    offers: list[ListLink]
    #: Why the list is not narrowed by what is asked, by parameter.
    refused: dict[str, BadQuery]


class Narrowing:
    """What an address narrows the list of an index by. Raises `BadQuery` for what can't be read at
    all, or has no field; another value that makes no sense is kept apart, as `refused`.
    """

    def __init__(self, index: Any, query: QueryDict, address: str) -> None:
        self.index, self.query, self.address = index, query, address
        self.model = index.listed_type()
        self.found, self.refused = understood(self.model, index.asked(query))
        shown = set(self._shown()) - {*index.shown_apart}
        for name, error in self.refused.items():
            if name not in shown:
                raise error
        self._by_name = {each.filter.name: each for each in self.found}

    def form(self, pages: QuerySet, is_empty: bool, now: datetime) -> FilterForm:
        """Return the form. `pages` are the visible ones before anything is chosen, and `is_empty`
        whether none of them is found.
        """
        declared = self._shown()
        wanted = {name: {self.model: each} for name, each in declared.items() if each.has_options}
        conditions = {each.filter.name: each.condition(pages.model, now) for each in self.found}
        counted = options(pages, conditions, wanted, now) if wanted else {}
        made = {
            name: self._field(each, counted.get(name, []), now) for name, each in declared.items()
        }
        apart = {name: made.pop(name) for name in self.index.shown_apart if name in made}
        chips = [chip for name in made for chip in self._chips(name)]
        offers = []
        if is_empty:
            numbers = without(pages, conditions)
            offers = [*self._instead(apart), *self._without_narrowest(made, numbers)]
        return FilterForm([*made.values()], apart, chips, offers, self.refused)

    @property
    def reads_clock(self) -> bool:
        """Whether the list or its form hangs on the time."""
        today = timezone.localdate()
        return self.index.reads_clock or any(
            each.reads_clock or each.presets(today) for each in filters_of(self.model).values()
        )

    def _shown(self) -> dict[str, Filter]:
        return {name: each for name, each in filters_of(self.model).items() if each.in_form}

    def _field(self, each: Filter, found: list[Option], now: datetime) -> Field:
        name = each.name
        is_asked = any(texts(each, self.query))
        values = self._by_name[name].values if is_asked and name in self._by_name else []
        # What is kept comes and goes: a value that no page has at the moment may be asked for.
        missing = {value.text: value.label for value in values} if each.has_options else {}
        for option in found:
            missing.pop(option.value, None)
        if missing:
            found = [*found, *(Option(value, label, 0) for value, label in missing.items())]
            found.sort(key=lambda option: each.place(option.value, option.label))
        names = each.told_apart([option.label for option in found])
        is_choice = values or len(found) >= each.fewest_options
        error = self.refused.get(name)
        own: dict[str, list[str]] = {name: [] for name in self.index.own_parameters}
        return Field(
            name,
            each.label(self.model),
            [(option.value, name, option.count) for option, name in zip(found, names, strict=True)]
            if is_choice
            else [],
            tuple(value.text for value in values),
            each.input,
            self.query.get(name, "") if each.input else "",
            error.said if error else "",
            name in self.index.shown_first,
            [
                ListLink(label, self._url(own | preset), None, self._is_asked(preset))
                for label, preset in each.presets(timezone.localdate(now))
            ],
        )

    def _chips(self, name: str) -> list[ListLink]:
        if name not in self._by_name or not any(texts(self._by_name[name].filter, self.query)):
            return []
        each = self._by_name[name]
        return [
            ListLink(
                each.filter.said(self.model, value),
                self._url({name: [other.text for other in each.values if other is not value]}),
            )
            for value in each.values
        ]

    def _instead(self, apart: Mapping[str, Field]) -> list[ListLink]:
        return [
            ListLink(label, self._url({name: [value]}), count)
            for name, each in apart.items()
            for value, label, count in each.options
            if count and value not in each.chosen
        ]

    def _without_narrowest(
        self, fields: Mapping[str, Field], numbers: Mapping[str, int]
    ) -> list[ListLink]:
        ours = {name: numbers[name] for name in fields if numbers.get(name)}
        if not ours:
            return []
        name = max(ours, key=lambda each: ours[each])
        each = self._by_name[name]
        said = ", ".join(each.filter.said(self.model, value) for value in each.values)
        return [
            ListLink(_("Without %(choice)s") % {"choice": said}, self._url({name: []}), ours[name])
        ]

    def _is_asked(self, values: Mapping[str, list[str]]) -> bool:
        return all(self.query.getlist(name) == value for name, value in values.items() if value)

    def _url(self, changes: Mapping[str, list[str]]) -> str:
        """Return the list with other values, each parameter of the index itself kept."""
        filters = filters_of(self.model)
        kept = asked(self.model, self.query)
        kept = {name: values for name, values in kept.items() if name not in self.refused}
        for name in self.index.own_parameters:
            kept[name] = [value for value in self.query.getlist(name) if value]
        for name, values in changes.items():
            is_split = name in filters and filters[name].is_split
            kept[name] = [",".join(values)] if is_split and values else list(values)
        query = {name: values for name, values in kept.items() if values}
        return f"{self.address}?{urlencode(query, doseq=True)}" if query else self.address
