"""JSON Schema of what Python says of a value's type."""

import datetime
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.functional import cached_property

from cms.kinds.components import (
    ANYTHING,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DECIMAL,
    INTEGER,
    NULL,
    NUMBER,
    STRING,
    TIME,
    UNIQUE_ID,
    Schema,
    array,
    choice,
    nullable,
)

# `bool` is an `int`, and a date-time a date: the more special one stands first.
_PLAIN: list[tuple[type, Schema]] = [
    (bool, BOOLEAN),
    (int, INTEGER),
    (float, NUMBER),
    (Decimal, DECIMAL),
    (datetime.datetime, DATE_TIME),
    (datetime.date, DATE),
    (datetime.time, TIME),
    (UUID, UNIQUE_ID),
    (str, STRING),
]


def annotation_schema(hint: Any, of_model: Callable[[type[Model]], Schema]) -> Schema:
    """Return the schema of a type hint; what tells nothing may be anything. `of_model` gives that
    of what stands in place of a model's instance.
    """
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is None or hint is type(None):
        return NULL
    if origin in (typing.Union, types.UnionType):
        return _union(arguments, of_model)
    if origin is typing.Literal:
        return choice(list(arguments))
    kind = origin or hint
    if not isinstance(kind, type):
        return ANYTHING
    if issubclass(kind, Enum):
        return choice([member.value for member in kind])
    for plain, schema in _PLAIN:
        if issubclass(kind, plain):
            return schema
    if issubclass(kind, Model):
        return of_model(kind)
    if issubclass(kind, Mapping):
        return {"type": "object"}
    if issubclass(kind, list | tuple | set):
        items = [each for each in arguments if each is not Ellipsis]
        return array(annotation_schema(items[0], of_model) if len(items) == 1 else ANYTHING)
    return ANYTHING


def return_schema(function: Any, of_model: Callable[[type[Model]], Schema]) -> Schema:
    """Return the schema of what a property, a method or a function says that it returns."""
    if isinstance(function, property):
        function = function.fget
    elif isinstance(function, cached_property):
        function = function.func
    try:
        hints = typing.get_type_hints(function)
    except (NameError, TypeError):  # a name that is imported for type checkers only
        return ANYTHING
    return annotation_schema(hints["return"], of_model) if "return" in hints else ANYTHING


def _union(arguments: Iterable[Any], of_model: Callable[[type[Model]], Schema]) -> Schema:
    schemas = [annotation_schema(each, of_model) for each in arguments]
    if ANYTHING in schemas:
        return ANYTHING
    others = [schema for schema in schemas if schema != NULL]
    schema = others[0] if len(others) == 1 else {"anyOf": others}
    return nullable(schema) if NULL in schemas else schema
