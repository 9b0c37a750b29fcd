"""The `fields` parameter of API v2, applied to a finished representation.

`fields=image(alt),-lede` and its like choose among members that are there already; nothing is
loaded for it. The grammar is Wagtail's own (`parse_fields_parameter`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.api.v2.utils import BadRequestError, parse_fields_parameter

from cms.api.errors import NotAllowed
from cms.api.members import Members
from cms.limits import DEEPEST_FIELDS, MOST_FIELDS

#: What a narrowed reference keeps besides what is asked for, as in v2.
_REFERENCE_FIELDS = frozenset({"id", "type", "detail_url", "title"})

FieldsConfig = list[tuple[str, bool, list | None]]


@dataclass(frozen=True)
class Choice:
    """The names of the members that are shown, and what is shown inside of some of them."""

    names: frozenset[str]
    nested: Mapping[str, "Choice"]

    def of(self, representation: dict) -> dict:
        """The chosen members, in the order they stand in."""
        narrowed = {}
        for name, value in representation.items():
            if name == "meta":
                if meta := self._members(value):
                    narrowed["meta"] = meta
            elif name in self.names:
                narrowed[name] = self._member(name, value)
        return narrowed

    def _members(self, meta: dict) -> dict:
        return {name: self._member(name, meta[name]) for name in meta if name in self.names}

    def _member(self, name: str, value: Any) -> Any:
        inside = self.nested.get(name)
        if inside is None or value is None:
            return value
        return [inside.of(item) for item in value] if isinstance(value, list) else inside.of(value)


def parse_fields(value: str | None) -> FieldsConfig:
    """The parsed parameter; raises `BadRequestError` for a syntax error."""
    if not value:
        return []
    _check_size(value)
    try:
        return parse_fields_parameter(value)
    except ValueError as error:
        raise BadRequestError(f"fields error: {error}") from error


def _check_size(value: str) -> None:
    # Before it is parsed: Wagtail's parser calls itself for each level.
    if 1 + value.count(",") + value.count("(") > MOST_FIELDS:
        raise BadRequestError(f"fields takes at most {MOST_FIELDS} names")
    level = 1
    for sign in re.findall("[()]", value):
        level += 1 if sign == "(" else -1
        if level > DEEPEST_FIELDS:
            raise BadRequestError(f"fields takes at most {DEEPEST_FIELDS} levels of names")


def choose(
    config: FieldsConfig,
    members: Mapping[str, Members],
    default: frozenset[str],
    whole: frozenset[str] = frozenset(),
) -> Choice:
    """What `config` asks for. `members` are the names that may be asked for, each with what stands
    inside; `default` are those that are given unasked, and `whole` those of child rows, which are
    given with all that is in them unless asked otherwise.

    Raises `BadRequestError` for a name that is unknown, and for one inside of what has none.
    """
    if unknown := {name for name, _, _ in config} - members.keys() - {"*", "_"}:
        raise NotAllowed(f"unknown fields: {', '.join(sorted(unknown))}", members)
    names, nested = set(default), {}
    for name, negated, inside in config:
        if name == "*":
            names = set(members)
        elif name == "_":
            names = set()
        elif negated:
            names.discard(name)
        else:
            names.add(name)
            if inside:
                nested[name] = _choose_inside(name, inside, members[name], name in whole)
    return Choice(frozenset(names), nested)


def _choose_inside(name: str, config: FieldsConfig, found: Members, whole: bool) -> Choice:
    inside = found()
    if not inside:
        raise BadRequestError(f"'{name}' does not support nested fields")
    return choose(config, inside, frozenset(inside) if whole else _REFERENCE_FIELDS)
