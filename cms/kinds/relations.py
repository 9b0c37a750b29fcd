"""Fields that lead to other objects, and rows that belong to the object itself."""

from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignKey, ManyToManyField, Model
from django.db.models.fields.reverse_related import ForeignObjectRel, OneToOneRel
from modelcluster.fields import ParentalKey
from rest_framework import serializers
from taggit.managers import TaggableManager

from cms.kinds import fields
from cms.kinds.components import (
    ANYTHING,
    INTEGER,
    STRING,
    Schema,
    Schemas,
    array,
    constant,
    not_null,
    nullable,
    record,
)
from cms.kinds.fields import FieldKind, Member
from cms.kinds.lookups import Filterable, read_key
from cms.kinds.nodes import Reference, Whole
from cms.kinds.references import object_schema
from cms.kinds.registry import register
from cms.kinds.texts import Reader
from cms.kinds.values import plain


class ReferenceField(serializers.Field):
    """In `APIField(name, serializer=ReferenceField(extra_fields=[…]))`: a foreign key whose
    reference shows more of the other object than references to it usually do.
    """

    def __init__(self, extra_fields: list[str], **kwargs) -> None:
        super().__init__(read_only=True, **kwargs)
        self.extra_fields = tuple(extra_fields)


@register(ForeignKey)
class ToOne(FieldKind):
    def write(self, member: Member, instance: Model, relations) -> Reference | None:
        return self.reference(member, instance)

    def schema(self, member: Member, schemas: Schemas) -> Schema:
        return self.reference_schema(member, schemas)

    def lookups(self, member: Member) -> Filterable | None:
        return _by_key(member)

    def reference(
        self, member: Member, instance: Model, extra_fields: tuple[str, ...] = ()
    ) -> Reference | None:
        field = member.source
        key = getattr(instance, field.attname)
        return Reference.to(field.related_model, key, extra_fields=extra_fields)

    def reference_schema(
        self, member: Member, schemas: Schemas, extra_fields: tuple[str, ...] = ()
    ) -> Schema:
        # Whatever it points to may be hidden, or be gone when the page is built.
        return nullable(object_schema(schemas, member.source.related_model, extra_fields))


@register(ParentalKey)
class Parent(ToOne):
    """The object that a row belongs to."""

    def lookups(self, member: Member) -> None:
        return None


@register(ReferenceField)
class ToOneWithMore(FieldKind):
    """A foreign key of which the entry names a `ReferenceField`."""

    def write(self, member: Member, instance: Model, relations) -> Reference | None:
        field = fields.member(member.model, member.name)
        return field.kind.reference(field, instance, member.source.extra_fields)

    def schema(self, member: Member, schemas: Schemas) -> Schema:
        field = fields.member(member.model, member.name)
        return field.kind.reference_schema(field, schemas, member.source.extra_fields)

    def lookups(self, member: Member) -> Filterable | None:
        return _by_key(fields.member(member.model, member.name))


@register(ManyToManyField)
class ToMany(FieldKind):
    def write(self, member: Member, instance: Model, relations) -> list[Reference | None]:
        field = member.source
        return [Reference.to(field.related_model, pk) for pk in relations.targets(instance, field)]

    def schema(self, member: Member, schemas: Schemas) -> Schema:
        return array(object_schema(schemas, member.source.related_model))

    def lookups(self, member: Member) -> Filterable | None:
        return _by_key(member)


@register(TaggableManager)
class Tags(FieldKind):
    def write(self, member: Member, instance: Model, relations) -> list[str]:
        return relations.tags(instance, member.source)

    def schema(self, member: Member, schemas: Schemas) -> Schema:
        return array(STRING)

    def lookups(self, member: Member) -> Filterable | None:
        return Filterable(member.name, member.source, "tags", (), str)


@register(ForeignObjectRel)
class Reverse(FieldKind):
    """Rows of other models; child rows, such as orderables, belong to the object."""

    def write(self, member: Member, instance: Model, relations) -> Any:
        relation = member.source
        if not _holds_children(relation):
            return plain(getattr(instance, member.name))
        return [write_child(child, relations) for child in relations.children(instance, relation)]

    def schema(self, member: Member, schemas: Schemas) -> Schema:
        relation = member.source
        if not _holds_children(relation):
            return ANYTHING
        return array(child_schema(schemas, relation.related_model))

    def texts(self, member: Member, value: Any, reader: Reader) -> Iterator[str]:
        if not isinstance(value, list):
            yield from super().texts(member, value, reader)
            return
        for child in value:
            for name in reader.searched.get(member.name, ()):
                part = fields.member(member.source.related_model, name)
                yield from part.kind.texts(part, child.get(name), reader)


@register(OneToOneRel)
class OnlyChild(Reverse):
    """The row that belongs to an object that has at most one of it, written as its members."""

    def write(self, member: Member, instance: Model, relations) -> Any:
        relation = member.source
        if not fields.api_fields(relation.related_model):
            return super().write(member, instance, relations)
        for child in relations.children(instance, relation):
            return {
                entry.name: fields.write_field(child, entry, relations)
                for entry in fields.api_fields(type(child))
            }
        return None

    def schema(self, member: Member, schemas: Schemas) -> Schema:
        model = member.source.related_model
        if not fields.api_fields(model):
            return super().schema(member, schemas)
        label = model._meta.label
        return nullable(
            schemas.declare(label, lambda: record(fields.member_schemas(schemas, model)))
        )


def write_child(child: Model, relations) -> Whole:
    """Return a child row of a page, such as an orderable: part of the page, so written whole. It
    is left out with an object that it can't do without.
    """
    entries = fields.api_fields(type(child))
    members = {entry.name: fields.write_field(child, entry, relations) for entry in entries}
    needed = {entry.name for entry in entries if _is_needed(type(child), entry.name)}
    return Whole(
        {"id": child.pk, "meta": {"type": child._meta.label}, **members},
        required=frozenset(needed),
    )


def child_schema(schemas: Schemas, model: type[Model]) -> Schema:
    """Return the schema of a child row: see `write_child`."""
    label = model._meta.label

    def make() -> Schema:
        meta = record({"type": constant(label)})
        members = fields.member_schemas(schemas, model)
        shown = {
            name: not_null(schema) if _is_needed(model, name) else schema
            for name, schema in members.items()
        }
        return record({"id": INTEGER, "meta": meta, **shown})

    return schemas.declare(label, make)


def _is_needed(model: type[Model], name: str) -> bool:
    """Return whether a child row has nothing to say without the object that a member refers to."""
    field = fields.member(model, name).source
    return isinstance(field, ForeignKey) and not field.null


def _by_key(member: Member) -> Filterable:
    field = member.source
    return Filterable(member.name, field, "key", ("in",), read_key(field.target_field))


def _holds_children(relation: ForeignObjectRel) -> bool:
    return isinstance(relation.field, ParentalKey)
