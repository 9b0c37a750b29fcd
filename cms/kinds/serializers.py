"""Fields of Django REST framework, for `APIField(…, serializer=…)`."""

import copy
import datetime
from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from rest_framework import serializers

from cms.kinds import fields
from cms.kinds.annotations import return_schema
from cms.kinds.components import (
    ANYTHING,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DECIMAL,
    INTEGER,
    MAIL,
    NUMBER,
    STRING,
    TIME,
    UNIQUE_ID,
    URL,
    Schema,
    Schemas,
    array,
    choice,
    nullable,
    record,
)
from cms.kinds.computed import says_none
from cms.kinds.fields import FieldKind, Member
from cms.kinds.lookups import Filterable
from cms.kinds.nodes import Timed
from cms.kinds.references import object_schema
from cms.kinds.registry import kind_of, register
from cms.kinds.urls import file_url
from cms.kinds.values import plain
from cms.values.dates import check

OfModel = Callable[[type[Model]], Schema]


class FileUrlField(serializers.CharField):
    """In `APIField(name, serializer=FileUrlField())`: the URL of a file of the site's own."""

    def to_representation(self, value: str) -> str:
        return file_url(value)


class TimedField(serializers.CharField):
    """In `APIField(name, serializer=TimedField("method"))`: a text that is there for a time. The
    method returns a `Timed` or a text. Where a field has the name, it describes the text in the
    schema; lists are not filtered or ordered by it, which would tell what is hidden.
    """

    def __init__(self, method: str, **kwargs) -> None:
        super().__init__(read_only=True, **kwargs)
        self.method = method

    def get_attribute(self, instance: Model) -> Model:
        return instance

    def to_representation(self, value: Model) -> Timed | str:
        return getattr(value, self.method)()


@register(serializers.Field)
class Serialized(FieldKind):
    """A field that makes something of its own says what in `get_api_schema()`, or at least by the
    annotation of `to_representation`.
    """

    def write(self, member: Member, instance: Model, relations) -> Any:
        field = copy.deepcopy(member.source)  # one can be bound only once
        field.bind(member.name, serializers.Serializer(context={}))
        attribute = field.get_attribute(instance)
        if isinstance(attribute, datetime.date):
            check(attribute)
        return plain(None if attribute is None else field.to_representation(attribute))

    def schema(self, member: Member, schemas: Schemas) -> Schema:
        serializer: serializers.Field = member.source
        schema = serializer_schema(
            serializer, lambda model: nullable(object_schema(schemas, model))
        )
        if type(serializer).get_attribute is not serializers.Field.get_attribute:
            return schema  # it finds what it writes by itself
        return (
            nullable(schema)
            if _finds_none(member.model, serializer.source or member.name)
            else schema
        )

    def lookups(self, member: Member) -> Filterable | None:
        field = fields.member(member.model, member.name)
        return field.kind.lookups(field)

    def value_schema(self, field: serializers.Field, of_model: OfModel) -> Schema:
        """Return the schema of what the field makes of a value that is there."""
        return return_schema(type(field).to_representation, of_model)


def serializer_schema(field: serializers.Field, of_model: OfModel) -> Schema:
    """Return the schema of what a serializer field makes of a value that is there; `of_model`
    gives that of what stands in place of a model's instance.
    """
    if hasattr(field, "get_api_schema"):
        return field.get_api_schema()
    return kind_of(field).value_schema(field, of_model)


def _finds_none(model: type[Model], source: str) -> bool:
    try:
        return model._meta.get_field(source).null
    except FieldDoesNotExist:
        return says_none(getattr(model, source, None))
    except AttributeError:  # a relation
        return True


class Plain(Serialized):
    """A field that writes a plain value; who overrides the writing may write anything."""

    def __init__(self, written_by: type[serializers.Field], written: Schema) -> None:
        self.written_by, self.written = written_by, written

    def value_schema(self, field: serializers.Field, of_model: OfModel) -> Schema:
        if type(field).to_representation is not self.written_by.to_representation:
            return super().value_schema(field, of_model)
        return self.written


for _field, _written in (
    (serializers.BooleanField, BOOLEAN),
    (FileUrlField, URL),
    (serializers.EmailField, MAIL),
    (serializers.UUIDField, UNIQUE_ID),
    (serializers.CharField, STRING),
    (serializers.IntegerField, INTEGER),
    (serializers.FloatField, NUMBER),
    (serializers.DecimalField, DECIMAL),
    (serializers.DateTimeField, DATE_TIME),
    (serializers.DateField, DATE),
    (serializers.TimeField, TIME),
    (serializers.StringRelatedField, STRING),
    (serializers.SlugRelatedField, STRING),
    (serializers.DictField, {"type": "object"}),
):
    register(_field)(Plain(_field, _written))


@register(TimedField)
class TimedText(Serialized):
    def schema(self, member: Member, schemas: Schemas) -> Schema:
        return fields.member_schema(schemas, member.model, member.name)

    def lookups(self, member: Member) -> None:
        return None


@register(serializers.ManyRelatedField)
class Many(Serialized):
    def value_schema(self, field: serializers.ManyRelatedField, of_model: OfModel) -> Schema:
        return array(serializer_schema(field.child_relation, of_model))


@register(serializers.ListField, serializers.ListSerializer)
class SerializedList(Serialized):
    def value_schema(self, field: Any, of_model: OfModel) -> Schema:
        return array(serializer_schema(field.child, of_model))


@register(serializers.ChoiceField)
class OneOfChoices(Serialized):
    def value_schema(self, field: serializers.ChoiceField, of_model: OfModel) -> Schema:
        return choice([*field.choices, *([""] if field.allow_blank else [])])


@register(serializers.MultipleChoiceField)
class Choices(Serialized):
    def value_schema(self, field: serializers.MultipleChoiceField, of_model: OfModel) -> Schema:
        return array(choice(list(field.choices)))


@register(serializers.BaseSerializer)
class Unknown(Serialized):
    def value_schema(self, field: serializers.BaseSerializer, of_model: OfModel) -> Schema:
        return ANYTHING


@register(serializers.Serializer)
class Nested(Serialized):
    def value_schema(self, field: serializers.Serializer, of_model: OfModel) -> Schema:
        return record({name: _member(child, of_model) for name, child in field.fields.items()})


def _member(child: serializers.Field, of_model: OfModel) -> Schema:
    if isinstance(child, serializers.SerializerMethodField):
        return return_schema(getattr(child.parent, child.method_name), of_model)
    if child.allow_null or child.read_only:
        return {"anyOf": [serializer_schema(child, of_model), {"type": "null"}]}
    return serializer_schema(child, of_model)
