"""Kinds by the classes that they are of."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

Kind = TypeVar("Kind")

_kinds: dict[type, Any] = {}


def register(*classes: type) -> Callable[[Kind], Kind]:
    """Decorate the kind of these classes, and of all that derive from them and have none of
    their own: of model fields, relations, properties, serializer fields or blocks. A kind is a
    class, of which one instance is made, or an instance. A plugin's kind of a class replaces the
    one that it had.
    """

    def decorate(kind: Kind) -> Kind:
        one = kind() if isinstance(kind, type) else kind
        for each in classes:
            _kinds[each] = one
        _kind_of_class.cache_clear()
        return kind

    return decorate


def kind_of(thing: Any) -> Any:
    """Return the kind of a field, relation, property, serializer field or block: that of the
    nearest class in its method resolution order.
    """
    return _kind_of_class(type(thing))


@cache
def _kind_of_class(cls: type) -> Any:
    return next(_kinds[base] for base in cls.__mro__ if base in _kinds)
