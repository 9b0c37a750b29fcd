"""What the database is asked while something is done, and what each statement costs."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

import psycopg
from django.db import connection
from psycopg.types.numeric import Int2, Int4, Int8

_READS = ("SELECT", "WITH", "(SELECT")
# As psycopg binds them; a text is given none, and gets its own from where it stands.
_TYPES = {
    bool: "boolean",
    Int2: "smallint",
    Int4: "integer",
    Int8: "bigint",
    int: "bigint",
    float: "float8",
    Decimal: "numeric",
    datetime: "timestamptz",
    date: "date",
}


@dataclass(frozen=True)
class Asked:
    """A statement: its text, its values, and whether the server binds these."""

    text: str
    values: Any
    is_prepared: bool

    @property
    def length(self) -> int:
        """Characters of the text with the values in it."""
        return len(self._written_out)

    def cost(self) -> float:
        """What the planner says of it: of a prepared one, whatever the values."""
        if self.is_prepared and connection.pg_version >= 160000:
            return total_cost("FORMAT JSON, GENERIC_PLAN", self._numbered())
        return total_cost("FORMAT JSON", self._written_out)

    @cached_property
    def _written_out(self) -> str:
        cursor = psycopg.ClientCursor(connection.connection)
        return cursor.mogrify(self.text, self.values or None)

    def _numbered(self) -> str:
        """With `$1::integer` and so on."""
        named = isinstance(self.values, dict)
        numbers = {name: number for number, name in enumerate(self.values, 1)} if named else {}
        left = iter(enumerate(self.values, 1))

        def replaced(match: re.Match) -> str:
            if match[0] == "%%":
                return "%"
            if named:
                return f"${numbers[match[1]]}{_type_of(self.values[match[1]])}"
            number, value = next(left)
            return f"${number}{_type_of(value)}"

        return re.sub(r"%s|%%|%\((\w+)\)s", replaced, self.text)


@cache
def total_cost(options: str, text: str) -> float:
    """What the planner says of a statement, which it says again of the same content."""
    explained = connection.connection.execute(f"EXPLAIN ({options}) {text}").fetchone()[0]
    plan = explained if isinstance(explained, list) else json.loads(explained)
    return plan[0]["Plan"]["Total Cost"]


def _type_of(value: Any) -> str:
    if isinstance(value, list):
        return f"{_type_of(value[0]) or '::text'}[]" if value else ""
    found = next((name for kind, name in _TYPES.items() if isinstance(value, kind)), "")
    return found and f"::{found}"


@contextmanager
def asked() -> Iterator[list[Asked]]:
    """The reading statements of all that is done meanwhile."""
    found: list[Asked] = []

    def keep(execute, text, values, many, context):
        if text.lstrip().upper().startswith(_READS):
            is_prepared = not isinstance(context["cursor"].cursor, psycopg.ClientCursor)
            found.append(Asked(text, values, is_prepared))
        return execute(text, values, many, context)

    with connection.execute_wrapper(keep):
        yield found
