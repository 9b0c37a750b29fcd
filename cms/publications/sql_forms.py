"""SQL whose text says what is asked, and whose values travel beside it.

PostgreSQL keeps the plan of each text that it prepares, for each connection. So that these are as
few as the forms of questions, no value stands in a text: not a number, a date or a word, nor how
many of them there are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Expression, QuerySet

#: Rows that a list is read by: as few as most ask for, or as many as the API gives. The planner
#: has to know it, or it plans for a tenth of all rows.
_AT_ONCE = (20, 100)
_PLACEHOLDER = re.compile(r"%s|%%|\bIN \((%s(?:, %s)*)\)")


class Parameter(Expression):
    """Stands in a queryset for a value that is given by this name each time its SQL runs, so that
    the SQL is made once for all of them. Django doesn't know the value, so it can't leave anything
    out for its sake. It is bound as it is: a key, a date, a text, or after `__in` a list of them.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        return "%s", [self]


@dataclass(frozen=True)
class Sql:
    """A text with a `%s` for each of its values."""

    text: str
    values: tuple[Any, ...] = ()

    @classmethod
    def of(cls, queryset: QuerySet) -> "Sql":
        """Return the SQL of a queryset as Django writes it."""
        return cls(*queryset.query.sql_with_params())

    def within(self, around: str, *more: Any) -> "Sql":
        """Return this where `{}` stands in another text, which has `more` values after it."""
        return Sql(around.format(self.text), (*self.values, *more))

    def named(self, name: str) -> tuple[str, dict[str, Any]]:
        """Return the text with a name in place of each `%s`, and the values by these names: to
        stand within another text whose values have names.
        """
        values = {f"{name}_{number}": value for number, value in enumerate(self.values)}
        first, *others = self.text.split("%s")
        named = (f"%({each})s{text}" for each, text in zip(values, others, strict=True))
        return first + "".join(named), values

    def bound(self, given: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return the values, those of parameters by their names."""
        return tuple(
            given[each.name] if isinstance(each, Parameter) else each for each in self.values
        )


#: Finds no keys.
NOTHING = Sql("SELECT NULL::integer WHERE false")


def sql_of(queryset: QuerySet, chosen: slice = slice(None)) -> Sql:
    """Return the SQL of a queryset that isn't sliced, and of a slice of what it finds."""
    try:
        found = _with_arrays(*queryset.query.sql_with_params())
    except EmptyResultSet:
        return NOTHING
    if chosen.start:
        found = found.within("{} OFFSET %s", chosen.start)
    if chosen.stop is None:
        return found
    most = max(0, chosen.stop - (chosen.start or 0))
    at_once = next((each for each in _AT_ONCE if most <= each), None)
    if at_once is None:  # no request says so: it is the size of a feed
        return found.within(f"{{}} LIMIT {most}")
    limited = found.within(f"{{}} LIMIT {at_once}")
    return limited.within("SELECT * FROM ({}) AS first LIMIT %s", most)


def _with_arrays(text: str, values: tuple) -> Sql:
    """Return the same with `= ANY (%s)` in place of `IN (%s, %s)`, whose text tells how many there
    are.
    """
    left, found = iter(values), []

    def replaced(match: re.Match) -> str:
        if match[0] == "%%":
            return match[0]
        if match[1] is None:
            found.append(next(left))
            return match[0]
        several = [next(left) for _ in range(match[1].count("%s"))]
        # One that is a parameter is a list itself.
        found.append(several[0] if isinstance(several[0], Parameter) else several)
        return "= ANY (%s)"

    # Before `IN` may stand a `NOT`, but Django writes `NOT (a IN (b))`.
    text = _PLACEHOLDER.sub(replaced, text)
    return Sql(text, tuple(found))
