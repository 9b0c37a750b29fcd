"""What a type declares its lists to be narrowed by: `filters = [TermFilter("topic"), …]`.

A filter says what its parameter means, once: which values it takes, which pages they find, what
they are called. The form on the index page, feeds, the API, its document, counts and refusals are
made of that, so a filter of a plugin's own needs nothing more.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, reduce
from operator import or_
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, F, Model, Q, QuerySet
from django.db.models import Value as Constant
from django.utils.text import capfirst

from cms.danish.sorting import danish_sort_key
from cms.limits import LONGEST_VALUE, MOST_VALUES
from cms.lists.asking import check_characters
from cms.problems import BadQuery, UnknownValue

#: Parameters of lists with a meaning of their own, by which no filter may go.
RESERVED = frozenset(
    {
        *("_", "after", "ancestor_of", "child_of", "descendant_of", "facets", "fields", "format"),
        *(
            "highlight",
            "html_path",
            "html_path__in",
            "id",
            "limit",
            "locale",
            "month",
            "offset",
            "order",
            "page",
        ),
        *("renditions", "rich_text_format", "search", "search_operator", "since", "site"),
        *("translation_of", "type", "urls"),
    }
)


@dataclass(frozen=True)
class Value:
    """A value that is asked for: as addresses have it, as the site calls it, and what pages are
    compared with.
    """

    text: str
    label: str
    key: Any


class Filter:
    """A parameter by which lists of a type are narrowed. Each method is given the type that it is
    asked of. A filter of several values finds the pages of any of them.
    """

    #: Whether one text may hold several values, with commas between. Texts may hold commas
    #: themselves, so of them each is given by itself.
    is_split = True
    #: How many values it takes.
    most = MOST_VALUES
    #: The type of HTML's input in which a visitor writes the value; "" to choose among options.
    input = ""
    #: Whether the form of the index page has it.
    in_form = True
    #: With fewer options than these, the form leaves it out.
    fewest_options = 1
    #: Whether only values that some page of the whole list has are options.
    only_found = False
    #: Whether what it finds depends on the time, to the minute.
    reads_clock = False
    #: Whether it depends on which pages are built.
    is_of_built = False
    #: Whether it finds the same until a commit that the public could notice.
    is_lasting = True
    #: A value of it, for the OpenAPI document; "" for the first of its options.
    example = ""

    def __init__(self, name: str, *, label: Any = "", in_form: bool | None = None) -> None:
        self.name, self._label = name, label
        if in_form is not None:
            self.in_form = in_form

    def parts(self) -> "list[Filter]":
        """Return the filters that it stands for, each of one parameter."""
        return [self]

    def label(self, model: type[Model]) -> str:
        """Return what the form calls it, in the language of the moment."""
        return str(self._label or self.name)

    def meaning(self, model: type[Model]) -> str:
        """Return what its values are. Under one parameter it must be the same for all types."""
        return type(self).__name__

    def is_about(self, model: type[Model], field: str) -> bool:
        """Return whether the type's field of this name holds what it finds pages by."""
        return False

    def faults(self, model: type[Model]) -> Iterable[str]:
        """Give what of the declaration doesn't fit the type, for `manage.py check`."""
        return ()

    def cleaned(self, text: str) -> str:
        """Return what is meant by a text. Raises `BadQuery` for what no value may hold."""
        check_characters(self.name, text)
        return text

    def known(self, model: type[Model], texts: list[str]) -> Mapping[str, Value]:
        """Return those of the texts that are values, each with its value."""
        raise NotImplementedError

    def source(self, model: type[Model]) -> Hashable:
        """Return what `known` depends on, of the type: in a list over all types, those of one
        source are read once.
        """
        return model

    def refusal(self, model: type[Model], text: str) -> BadQuery:
        """Return what is told of a text that is no value."""
        raise NotImplementedError

    def check(self, model: type[Model], found: Mapping[str, list[Value]]) -> None:
        """Raise `BadQuery` if its value makes no sense beside those of the other parameters."""

    def condition(self, model: type[Model], keys: list[Any], now: datetime) -> Q:
        """Return the condition of the type's pages that have one of the values with these keys."""
        raise NotImplementedError

    def options(self, model: type[Model]) -> list[tuple[str, str]]:
        """Return the values and labels of what is always there to choose, in order."""
        return []

    def offered(self, model: type[Model]) -> QuerySet | None:
        """Return rows of value and label of what is there to choose besides, if it is kept in the
        database.
        """
        return None

    def had(self, model: type[Model], pages: QuerySet, now: datetime) -> list[QuerySet]:
        """Return rows of value and label, one for each of the pages and value that it has. What it
        returns is kept, as that of `offered` is: SQL that follows from the arguments alone.
        """
        return []

    @property
    def has_options(self) -> bool:
        """Whether one can choose among its values."""
        return not self.input

    def said(self, model: type[Model], value: Value) -> str:
        """Return what a visitor reads of a value that is chosen, where it stands by itself."""
        return value.label

    def told_apart(self, labels: list[str]) -> list[str]:
        """Return the labels of all options as one who chooses among them tells them apart."""
        return labels

    def presets(self, today: date) -> list[tuple[str, dict[str, list[str]]]]:
        """Return what is often chosen: a label, and the values of the parameters that it stands
        for.
        """
        return []

    def place(self, value: str, label: str) -> Any:
        """Return by what the options are sorted that stand in no order of their own."""
        return danish_sort_key(label), value

    def describe(self) -> str:
        """Return what the parameter finds, for the OpenAPI document."""
        return f"Pages of which the filter `{self.name}` says so"

    def schema(self, model: type[Model]) -> dict:
        """Return the JSON Schema of one value."""
        bounded = {"type": "string", "maxLength": LONGEST_VALUE}
        return {**bounded, "pattern": "^[^,]*$"} if self.is_split else bounded


class OptionsFilter(Filter):
    """A filter whose values the code knows. A class that derives from it says which, by `options`,
    and by `matching` which pages each of them finds.
    """

    def matching(self, model: type[Model], value: str, now: datetime) -> Q:
        raise NotImplementedError

    def known(self, model: type[Model], texts: list[str]) -> Mapping[str, Value]:
        labels = dict(self.options(model))
        return {text: Value(text, labels[text], text) for text in texts if text in labels}

    def refusal(self, model: type[Model], text: str) -> BadQuery:
        return UnknownValue(self.name, text, dict(self.options(model)))

    def condition(self, model: type[Model], keys: list[Any], now: datetime) -> Q:
        return reduce(or_, (self.matching(model, key, now) for key in keys))

    def had(self, model: type[Model], pages: QuerySet, now: datetime) -> list[QuerySet]:
        return [
            pages.filter(self.matching(model, value, now))
            .annotate(value=Constant(value, CharField()), label=Constant("", CharField()))
            .values_list("value", "label")
            for value, _label in self.options(model)
        ]

    def schema(self, model: type[Model]) -> dict:
        return {"type": "string", "enum": [value for value, _label in self.options(model)]}


def read(texts: list[str], reader: Callable[[str], Any]) -> dict[str, Value]:
    """Return the values of the texts that can be read; the reader raises ValueError for others."""
    found = {}
    for text in texts:
        try:
            found[text] = Value(text, text, reader(text))
        except ValueError:
            continue
    return found


def without_field(model: type[Model], *names: str) -> Iterator[str]:
    """Give the faults of a declaration that names fields which the type does not have."""
    for name in names:
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            yield f"names the field {name!r}, which the type does not have"


def by_column(pages: QuerySet, value: Any, label: str = "") -> QuerySet:
    """Return the rows of the values of a column, of which another is the label."""
    columns = {"value": F(value) if isinstance(value, str) else value}
    named_so = pages.annotate(**columns, label=F(label) if label else F("value"))
    return named_so.values_list("value", "label")


@cache
def filters_of(model: type[Model]) -> dict[str, Filter]:
    """Return what lists of a type are narrowed by, each filter of one parameter by its name, in
    the order of the declaration.
    """
    declared = getattr(model, "filters", ())
    return {part.name: part for each in declared for part in each.parts()}


def named(field: Any) -> str:
    """Return what a form calls a field."""
    return capfirst(str(field.verbose_name))
