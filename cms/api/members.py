"""Which members the objects of a model have, and what stands inside of those: of references, child
rows, lists and blocks, as the JSON Schema of their representations says.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial

from django.db.models import Model
from wagtail.models import Page

from cms.representations.schema import Schema, Schemas, file_schema, page_schema

#: What stands inside of a member, by name; nothing if `fields` can choose nothing there.
Members = Callable[[], "Inside"]

#: Members of every card, see `cms.representations.build`.
_OF_EVERY_CARD = {"id", "type", "detail_url", "html_url", "slug", "first_published_at", "title"}
_OF_CARDS = {"lede", "image"}
_BLOCK = {"type", "value", "id"}


@dataclass(frozen=True)
class Inside:
    """What an object has, or each object of a list."""

    names: Mapping[str, Members] = field(default_factory=dict)
    #: What the values of a stream's blocks have, by the blocks' types. A stream has no names.
    blocks: Mapping[str, Members] = field(default_factory=dict)
    #: Whether it is an object by itself, which says what it is unasked: a reference, a child row.
    is_object: bool = False

    def __bool__(self) -> bool:
        return bool(self.names or self.blocks)

    def __or__(self, other: "Inside") -> "Inside":
        return Inside(
            {**self.names, **other.names},
            {**self.blocks, **other.blocks},
            self.is_object or other.is_object,
        )


@cache
def stored(model: type[Model]) -> Mapping[str, Members]:
    """The members of a page's, image's or document's representation; those of `meta` are among
    them, as in v2.
    """
    schemas = Schemas()
    make = page_schema if issubclass(model, Page) else file_schema
    return _inside(schemas, make(schemas, model)).names


def on_cards(names: frozenset[str], models: Iterable[type[Page]]) -> bool:
    """Whether the cards of pages of all the types have these members too."""
    return names <= _OF_EVERY_CARD or all(names <= _on_card(model) for model in models)


def of_all(
    models: Iterable[type[Model]], names: Callable[[type[Model]], Iterable[str]]
) -> dict[str, Members]:
    """The members among `names` of any of the models."""
    having: dict[str, list[type[Model]]] = {}
    for model in models:
        for name in names(model):
            having.setdefault(name, []).append(model)
    return {name: partial(_merged, name, tuple(found)) for name, found in having.items()}


def _on_card(model: type[Page]) -> set[str]:
    names = {*_OF_CARDS, *getattr(model, "card_fields", [])} & stored(model).keys()
    return names | _OF_EVERY_CARD


def _merged(name: str, models: tuple[type[Model], ...]) -> Inside:
    found = Inside()
    for model in models:
        if (members := stored(model).get(name)) is not None:
            found |= members()
    return found


def _inside(schemas: Schemas, schema: Schema) -> Inside:
    schema = schemas.resolve(schema)
    if "items" in schema:
        return _inside(schemas, schema["items"])
    found = Inside()
    for alternative in schema.get("oneOf") or schema.get("anyOf") or []:
        found |= _inside(schemas, alternative)
    properties = schema.get("properties", {})
    if properties.keys() == _BLOCK and "const" in properties["type"]:
        value = partial(_inside, schemas, properties["value"])
        return found | Inside(blocks={properties["type"]["const"]: value})
    meta = properties.get("meta", {}).get("properties", {})
    names = {
        name: partial(_inside, schemas, inside)
        for name, inside in {**properties, **meta}.items()
        if name != "meta"
    }
    return found | Inside(names, is_object="meta" in properties)
