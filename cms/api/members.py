"""Which members the objects of a model have, and what those that refer to others have inside, as
the JSON Schema of their representations says.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

from django.db.models import Model
from wagtail.models import Page

from cms.representations.schema import Schema, Schemas, file_schema, page_schema

#: What stands inside of a member, by name; nothing if `fields` can choose nothing there.
Members = Callable[[], "Inside"]
Inside = Mapping[str, Members]

#: Members of every card, see `cms.representations.build`.
_OF_EVERY_CARD = {"id", "type", "detail_url", "html_url", "slug", "first_published_at", "title"}
_OF_CARDS = {"lede", "image"}


@cache
def stored(model: type[Model]) -> Inside:
    """The members of a page's, image's or document's representation; those of `meta` are among
    them, as in v2.
    """
    schemas = Schemas()
    make = page_schema if issubclass(model, Page) else file_schema
    return _inside(schemas, make(schemas, model))


def on_card(model: type[Page]) -> frozenset[str]:
    """Which of them a page's card has too."""
    names = {*_OF_CARDS, *getattr(model, "card_fields", [])} & stored(model).keys()
    return frozenset(names | _OF_EVERY_CARD)


def of_all(models: Iterable[type[Model]], names: Callable[[type[Model]], list[str]]) -> Inside:
    """The members among `names` of any of the models."""
    found: dict[str, list[Members]] = {}
    for model in models:
        for name in names(model):
            found.setdefault(name, []).append(stored(model).get(name, dict))
    return {name: partial(_merged, inside) for name, inside in found.items()}


def _merged(members: list[Members]) -> Inside:
    return {name: inside for each in members for name, inside in each().items()}


def _inside(schemas: Schemas, schema: Schema) -> Inside:
    schema = schemas.resolve(schema)
    if "items" in schema:
        return _inside(schemas, schema["items"])
    found: dict[str, Members] = {}
    for alternative in schema.get("oneOf") or schema.get("anyOf") or []:
        found |= _inside(schemas, alternative)
    properties = schema.get("properties", {})
    if "meta" in properties:
        for members in (properties, properties["meta"]["properties"]):
            found |= {
                name: partial(_inside, schemas, inside)
                for name, inside in members.items()
                if name != "meta"
            }
    return found
