"""The form in which a visitor narrows a list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from cms.lists.counts import Option, options
from cms.lists.declared import Filter, filters_of
from cms.lists.narrowing import Chosen, texts


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

    @property
    def is_several(self) -> bool:
        """Whether several values are chosen, each of which can be taken away."""
        return len(self.chosen) > 1

    @property
    def text(self) -> str:
        """What is written in an input."""
        return self.chosen[0] if self.chosen else ""


def fields(
    index: Any, pages: QuerySet, narrowing: list[Chosen], query: QueryDict, now: datetime
) -> list[Field]:
    """Return the fields of an index's type. `pages` are the visible ones before anything is chosen,
    `narrowing` what they are narrowed by, and `query` what the visitor has asked for, which may be
    less.
    """
    model = index.listed_type()
    shown = {
        name: each
        for name, each in filters_of(model).items()
        if each.in_form and name not in index.shown_apart
    }
    asked = {name: {model: each} for name, each in shown.items() if each.has_options}
    conditions = {each.filter.name: each.condition(pages.model, now) for each in narrowing}
    found = options(pages, conditions, asked, now) if asked else {}
    by_name = {each.filter.name: each for each in narrowing}
    return [
        _field(model, each, found.get(name, []), by_name if any(texts(each, query)) else {})
        for name, each in shown.items()
    ]


def _field(
    model: type, each: Filter, found: list[Option], narrowing: Mapping[str, Chosen]
) -> Field:
    values = narrowing[each.name].values if each.name in narrowing else []
    # What is kept comes and goes: a value that no page has at the moment may be asked for.
    missing = {value.text: value.label for value in values} if each.has_options else {}
    for option in found:
        missing.pop(option.value, None)
    if missing:
        found = [*found, *(Option(value, label, 0) for value, label in missing.items())]
        found.sort(key=lambda option: each.place(option.value, option.label))
    is_choice = values or len(found) >= each.fewest_options
    return Field(
        each.name,
        each.label(model),
        [tuple(option) for option in found] if is_choice else [],
        tuple(value.text for value in values),
        each.input,
    )
