"""What there is to choose among in a list, and how many pages each choice finds.

A choice is counted beside what is chosen in the other filters, and not in its own: it says what
would be found by choosing it instead. All counts of a list are one statement, in which visibility
is settled once.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import RawSQL

from cms.lists.declared import Filter
from cms.publications.remembered import Remembered
from cms.publications.sql_forms import NOTHING, Sql, sql_of
from cms.visibility import page_types

_KEYS = "SELECT id FROM {}"
# Of rows of value and label: parameter, value, label, how many pages it finds beside the others.
_COUNTED = (
    "SELECT %s::text, value::text, label::text, count(*) "
    "FROM ({}) AS part (value, label) GROUP BY value, label"
)
_THERE = "SELECT DISTINCT %s::text, value::text, label::text, 0 FROM ({}) AS part (value, label)"
_LEFT = "SELECT %s::text, NULL::text, NULL::text, count(*) FROM ({}) AS part (id)"

#: Of more texts that pages have, those of the most pages are told.
MOST_TEXTS = 200


#: The parts of statements that count a parameter's values, by all that they follow from: making
#: one takes longer than running it. Of at most so many characters.
_kept: Remembered[list[tuple[str, Sql]]] = Remembered(4 * 2**20)


class Option(NamedTuple):
    """A value of a filter, what the site calls it, and how many pages it finds."""

    value: str
    label: str
    count: int


#: The filters of one parameter, by the type that declares each.
ByType = Mapping[type[Model], Filter]


def options(
    pages: QuerySet, conditions: Mapping[str, Q], asked: Mapping[str, ByType], now: datetime
) -> dict[str, list[Option]]:
    """Return the options of each of the parameters, in the order in which one chooses among them.

    `pages` are the visible ones of the list before anything is chosen, and `conditions` what is
    chosen of them by parameter. One query.
    """
    named = _Named(pages, conditions)
    found: dict[str, dict[str, Option]] = {name: {} for name in asked}
    labels = {name: _labels(by_type) for name, by_type in asked.items()}
    for name, by_type in asked.items():
        if not any(each.only_found for each in by_type.values()):
            found[name] = {value: Option(value, label, 0) for value, label in labels[name].items()}
    counts: dict[tuple[str, str], int] = {}
    for name, value, label, count in _rows(named, [*_parts(conditions, asked, now)]):
        counts[name, value] = counts.get((name, value), 0) + count
        found[name].setdefault(value, Option(value, labels[name].get(value, label), 0))
    return {
        name: _sorted(
            by_type,
            [
                each._replace(count=counts.get((name, each.value), 0))
                for each in found[name].values()
            ],
            labels[name],
        )
        for name, by_type in asked.items()
    }


def without(pages: QuerySet, conditions: Mapping[str, Q]) -> dict[str, int]:
    """Return how many of the pages all conditions but one find, by the name of that one. One
    query.
    """
    parts: list[tuple[str, Sql]] = []
    among = _within(pages.model._default_manager.order_by(), "listed")
    for name in conditions:
        found = among
        for number, other in enumerate(conditions):
            if other != name:
                found = _within(found, f"found_{number}")
        parts += _part(name, found.values("pk"), _LEFT)
    return {row[0]: row[3] for row in _rows(_Named(pages, conditions), parts)}


def _labels(by_type: ByType) -> dict[str, str]:
    return {value: label for model, each in by_type.items() for value, label in each.options(model)}


def _sorted(by_type: ByType, found: list[Option], labels: dict[str, str]) -> list[Option]:
    each = next(iter(by_type.values()))
    if labels:
        places = {value: place for place, value in enumerate(labels)}
        return sorted(found, key=lambda option: places.get(option.value, len(places)))
    if each.only_found and len(found) > MOST_TEXTS:
        found = sorted(found, key=lambda option: -option.count)[:MOST_TEXTS]
    return sorted(found, key=lambda option: each.place(option.value, option.label))


class _Named:
    """The pages of the list, and those that each condition finds among them, named in the
    statement.
    """

    def __init__(self, pages: QuerySet, conditions: Mapping[str, Q]) -> None:
        among = _within(pages.model._default_manager.order_by(), "listed")
        self.parts = [("listed", sql_of(pages.order_by().values("pk")))]
        self.parts += [
            (f"found_{number}", sql_of(among.filter(condition).values("pk")))
            for number, condition in enumerate(conditions.values())
        ]


def _within(pages: QuerySet, name: str) -> QuerySet:
    return pages.filter(pk__in=RawSQL(_KEYS.format(name), ()))  # noqa: S611, a name of ours


def _parts(
    conditions: Mapping[str, Q], asked: Mapping[str, ByType], now: datetime
) -> Iterator[tuple[str, Sql]]:
    """Yield the parts of the statement, each with the parameter that it counts."""
    types = page_types()
    for name, by_type in asked.items():
        others = [f"found_{number}" for number, other in enumerate(conditions) if other != name]
        minute = now if any(each.reads_clock for each in by_type.values()) else None
        key = name, *by_type.items(), *others, minute, types
        if (parts := _kept.get(key)) is None:
            parts = [*_parts_of(name, by_type, others, now)]
            _kept.keep(key, parts, sum(len(part.text) for _name, part in parts))
        yield from parts


def _parts_of(
    name: str, by_type: ByType, others: list[str], now: datetime
) -> Iterator[tuple[str, Sql]]:
    for model, each in by_type.items():
        for rows in each.had(model, _of(model, by_type, others), now):
            yield from _part(name, rows, _COUNTED)
        if each.only_found and others:
            for rows in each.had(model, _of(model, by_type, []), now):
                yield from _part(name, rows, _THERE)
        if (rows := each.offered(model)) is not None:
            yield from _part(name, rows, _THERE)


def _of(model: type[Model], by_type: ByType, others: list[str]) -> QuerySet:
    """Return the type's pages in the list that the other conditions find too."""
    pages = _within(model._default_manager.order_by(), "listed")
    for name in others:
        pages = _within(pages, name)
    if any(other is not model and issubclass(other, model) for other in by_type):
        pages = pages.filter(content_type=ContentType.objects.get_for_model(model))
    return pages


def _part(name: str, rows: QuerySet, template: str) -> Iterator[tuple[str, Sql]]:
    if (found := sql_of(rows)) is not NOTHING:
        yield name, found.within(template)


def _rows(named: _Named, parts: list[tuple[str, Sql]]) -> list[tuple[str, str, str, int]]:
    if not parts:
        return []
    values = [value for _name, part in named.parts for value in part.values]
    for name, part in parts:
        values += [name, *part.values]
    within = ", ".join(f"{name} (id) AS MATERIALIZED ({part.text})" for name, part in named.parts)
    text = f"WITH {within} {' UNION ALL '.join(part.text for _name, part in parts)}"
    with connection.prepared_cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall()
