"""The `fields` parameter of API v2, applied to a finished representation: which members the
objects of a model have, and what stands inside of those (references, child rows, lists, blocks), as
the JSON Schema of their representations says; and which of them are chosen.

`fields=image(alt),-lede` and its like choose among members that are there already; nothing is
loaded for it. The grammar is Wagtail's own (`parse_fields_parameter`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from django.db.models import Model
from wagtail.api.v2.utils import BadRequestError, parse_fields_parameter
from wagtail.models import Page

from cms.api.refusals import NotAllowed
from cms.limits import DEEPEST_FIELDS, MOST_FIELDS
from cms.representations.schema import Schema, Schemas, file_schema, page_schema

#: What stands inside of a member, by name; nothing if `fields` can choose nothing there.
Members = Callable[[], "Selectable"]

#: Members of every card, see `cms.representations.build`.
_OF_EVERY_CARD = {"id", "type", "detail_url", "html_url", "slug", "first_published_at", "title"}
_OF_CARDS = {"lede", "image"}
_BLOCK = {"type", "value", "id"}


@dataclass(frozen=True)
class Selectable:
    """What an object has, or each object of a list."""

    names: Mapping[str, Members] = field(default_factory=dict)
    #: What the values of a stream's blocks have, by the blocks' types. A stream has no names.
    blocks: Mapping[str, Members] = field(default_factory=dict)
    #: Whether it is an object by itself, which says what it is unasked: a reference, a child row.
    is_object: bool = False

    def __bool__(self) -> bool:
        return bool(self.names or self.blocks)

    def __or__(self, other: "Selectable") -> "Selectable":
        return Selectable(
            {**self.names, **other.names},
            {**self.blocks, **other.blocks},
            self.is_object or other.is_object,
        )


@cache
def stored(model: type[Model]) -> Mapping[str, Members]:
    """Return the members of a page's, image's or document's representation; those of `meta` are
    among them, as in v2.
    """
    schemas = Schemas()
    make = page_schema if issubclass(model, Page) else file_schema
    return _selectable(schemas, make(schemas, model)).names


def on_cards(names: frozenset[str], models: Iterable[type[Page]]) -> bool:
    """Return whether the cards of pages of all the types have these members too."""
    return names <= _OF_EVERY_CARD or all(names <= _on_card(model) for model in models)


def of_all(
    models: Iterable[type[Model]], names: Callable[[type[Model]], Iterable[str]]
) -> dict[str, Members]:
    """Return the members among `names` of any of the models."""
    having: dict[str, list[type[Model]]] = {}
    for model in models:
        for name in names(model):
            having.setdefault(name, []).append(model)
    return {name: partial(_merged, name, tuple(found)) for name, found in having.items()}


def _on_card(model: type[Page]) -> set[str]:
    names = {*_OF_CARDS, *getattr(model, "card_fields", [])} & stored(model).keys()
    return names | _OF_EVERY_CARD


def _merged(name: str, models: tuple[type[Model], ...]) -> Selectable:
    found = Selectable()
    for model in models:
        if (members := stored(model).get(name)) is not None:
            found |= members()
    return found


def _selectable(schemas: Schemas, schema: Schema) -> Selectable:
    schema = schemas.resolve(schema)
    if "items" in schema:
        return _selectable(schemas, schema["items"])
    found = Selectable()
    for alternative in schema.get("oneOf") or schema.get("anyOf") or []:
        found |= _selectable(schemas, alternative)
    properties = schema.get("properties", {})
    if properties.keys() == _BLOCK and "const" in properties["type"]:
        value = partial(_selectable, schemas, properties["value"])
        return found | Selectable(blocks={properties["type"]["const"]: value})
    meta = properties.get("meta", {}).get("properties", {})
    names = {
        name: partial(_selectable, schemas, inside)
        for name, inside in {**properties, **meta}.items()
        if name != "meta"
    }
    return found | Selectable(names, is_object="meta" in properties)


#: What a narrowed reference keeps besides what is asked for, as in v2. What is no object by itself,
#: such as a rendition or a block's value, keeps nothing besides.
_REFERENCE_FIELDS = frozenset({"id", "type", "detail_url", "title"})

FieldsConfig = list[tuple[str, bool, list | None]]


@dataclass(frozen=True)
class Selection:
    """The names of the members that are shown, and what is shown inside of some of them."""

    names: frozenset[str]
    nested: Mapping[str, "Selection | Blocks"]

    def of(self, representation: dict) -> dict:
        """Return the chosen members, in the order they stand in."""
        narrowed = {}
        for name, value in representation.items():
            if name == "meta":
                if meta := self._members(value):
                    narrowed["meta"] = meta
            elif name in self.names:
                narrowed[name] = self._member(name, value)
        return narrowed

    def within(self, value: Any) -> Any:
        """Return the same of what a member holds: an object, a list of objects, or nothing."""
        if isinstance(value, list):
            return [self.within(item) for item in value]
        return self.of(value) if isinstance(value, dict) else value

    def _members(self, meta: dict) -> dict:
        return {name: self._member(name, meta[name]) for name in meta if name in self.names}

    def _member(self, name: str, value: Any) -> Any:
        inside = self.nested.get(name)
        return value if inside is None else inside.within(value)


@dataclass(frozen=True)
class Blocks:
    """The types of a stream's blocks that are shown, and what is shown of their values, None: all
    of it.
    """

    types: Mapping[str, "Selection | Blocks | None"]

    def within(self, value: Any) -> Any:
        """Return the chosen blocks; each keeps its type and its id."""
        if not isinstance(value, list):
            return value
        return [
            block
            if (selection := self.types[block["type"]]) is None
            else block | {"value": selection.within(block["value"])}
            for block in value
            if block["type"] in self.types
        ]


def parse_fields(value: str | None) -> FieldsConfig:
    """Return the parsed parameter; raises `BadRequestError` for a syntax error."""
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


def select(
    config: FieldsConfig,
    members: Mapping[str, Members],
    default: frozenset[str],
    whole: frozenset[str] = frozenset(),
) -> Selection:
    """Return what `config` asks for. `members` are the names that may be asked for, each with what
    stands inside; `default` are those that are given unasked, and `whole` those of child rows,
    which are given with all that is in them unless asked otherwise.

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
                nested[name] = _select_inside(name, inside, members[name](), name in whole)
    return Selection(frozenset(names), nested)


def _select_inside(
    name: str, config: FieldsConfig, inside: Selectable, whole: bool
) -> Selection | Blocks:
    if not inside:
        raise BadRequestError(f"'{name}' does not support nested fields")
    if inside.blocks:
        return _select_blocks(name, config, inside)
    if inside.is_object and not whole:
        default = _REFERENCE_FIELDS
    else:
        # What is no object by itself has just what is asked for, or what is not taken away.
        is_chosen = not whole and any(not negated for _name, negated, _selectable in config)
        default = frozenset() if is_chosen else frozenset(inside.names)
    return select(config, inside.names, default)


def _select_blocks(name: str, config: FieldsConfig, inside: Selectable) -> Blocks:
    """Select blocks of a stream, where a name is that of a type of blocks, or of a member that
    their values have.
    """
    values = {kind: members() for kind, members in inside.blocks.items()}
    having = {member: None for value in values.values() for member in value.names}
    if unknown := {each for each, _, _ in config} - values.keys() - having.keys() - {"*", "_"}:
        raise NotAllowed(f"unknown fields: {', '.join(sorted(unknown))}", [*values, *having])
    is_chosen = any(not negated and each != "*" for each, negated, _ in config)
    kept: dict[str, FieldsConfig] = {} if is_chosen else {kind: [] for kind in values}
    for each, negated, nested in config:
        if each == "*":
            kept = {kind: kept.get(kind, []) for kind in values}
        elif each == "_":
            kept = {}
        elif each in values and negated:
            kept.pop(each, None)
        elif each in values:
            kept[each] = [*kept.get(each, []), *(nested or [])]
        else:
            for kind in [kind for kind, value in values.items() if each in value.names]:
                if kind in kept or not negated:
                    kept[kind] = [*kept.get(kind, []), (each, negated, nested)]
    return Blocks(
        {
            kind: _select_inside(kind, wanted, values[kind], False) if wanted else None
            for kind, wanted in kept.items()
        }
    )
