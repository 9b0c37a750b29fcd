"""What the entries of a model's `api_fields` are: fields, relations, properties and methods, each
with the kind that knows how it is written, described, read for search, filtered and labelled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from modelcluster.models import get_all_child_relations
from wagtail.api import APIField

from cms.kinds.components import Schema, Schemas
from cms.kinds.lookups import Filterable
from cms.kinds.registry import kind_of
from cms.kinds.texts import Reader


@dataclass(frozen=True)
class Member:
    """A member of a model's representations, and what it is made of: a field, a relation, a
    property, a method, or the serializer that the entry names.
    """

    model: type[Model]
    name: str
    source: Any

    @property
    def kind(self) -> "FieldKind":
        return kind_of(self.source)

    @property
    def label(self) -> str:
        """The member's place, such as "events.EventPage.programme"."""
        return f"{self.model._meta.label}.{self.name}"


class FieldKind:
    """What is known of a class of fields. Each method is given the member that it is asked of."""

    def write(self, member: Member, instance: Model, relations) -> Any:
        """Return the member's JSON, with nodes where other objects belong (`cms.kinds.nodes`).

        `relations` is the build's `Relations`, which reads to-many relations for all pages at once.
        """
        raise NotImplementedError

    def schema(self, member: Member, schemas: Schemas) -> Schema:
        """Return the JSON Schema of what `write` and the rest of the build make."""
        raise NotImplementedError

    def texts(self, member: Member, value: Any, reader: Reader) -> Iterator[str]:
        """Give the texts of finished JSON that are the page's own words; tell the reader of what
        it shows besides.
        """
        if isinstance(value, str):
            yield value
        else:
            reader.foreign(value)

    def lookups(self, member: Member) -> Filterable | None:
        """Return how lists are filtered by the member; None if they are not."""
        return None

    def labels(self, member: Member) -> dict[Any, str]:
        """Return what the values are called, if they are a choice."""
        return {}


def api_fields(model: type[Model]) -> list[APIField]:
    """Return the `api_fields` of a model, each as an `APIField`."""
    entries = getattr(model, "api_fields", [])
    return [entry if isinstance(entry, APIField) else APIField(entry) for entry in entries]


def member(model: type[Model], name: str) -> Member:
    """Return what a name is on a model: a field or relation, else whatever the class has there."""
    source: Any
    try:
        source = model._meta.get_field(name)
    except FieldDoesNotExist:
        source = getattr(model, name, None)
    return Member(model, name, source)


def entry_member(model: type[Model], entry: APIField) -> Member:
    """Return the member that an entry of `api_fields` stands for."""
    if entry.serializer is not None:
        return Member(model, entry.name, entry.serializer)
    return member(model, entry.name)


def write_field(instance: Model, entry: APIField, relations) -> Any:
    """Return the value of one `api_fields` entry, with nodes where other objects belong."""
    found = entry_member(type(instance), entry)
    return found.kind.write(found, instance, relations)


def entry_schema(schemas: Schemas, model: type[Model], entry: APIField) -> Schema:
    """Return the schema of what the build makes of an entry."""
    found = entry_member(model, entry)
    return found.kind.schema(found, schemas)


def member_schema(schemas: Schemas, model: type[Model], name: str) -> Schema:
    """Return the schema of a field, property or method of a model."""
    found = member(model, name)
    return found.kind.schema(found, schemas)


def member_schemas(schemas: Schemas, model: type[Model]) -> dict[str, Schema]:
    """Return the schemas of all `api_fields` of a model, by name."""
    return {entry.name: entry_schema(schemas, model, entry) for entry in api_fields(model)}


def filterable(model: type[Model], names: list[str]) -> dict[str, Filterable]:
    """Return those of the names by which objects of the model can be filtered."""
    entries = {entry.name: entry for entry in api_fields(model)}
    members = [
        entry_member(model, entries[name]) if name in entries else member(model, name)
        for name in names
    ]
    found = {each.name: each.kind.lookups(each) for each in members}
    return {name: each.with_nothing() for name, each in found.items() if each is not None}


def child_relations(model: type[Model]) -> set[str]:
    """Return the names of the relations to child rows, which are part of the object."""
    return {relation.get_accessor_name() for relation in get_all_child_relations(model)}
