"""JSON Schema of what fields of Django REST framework write, for `APIField(…, serializer=…)`."""

from collections.abc import Callable

from django.db.models import Model
from rest_framework import serializers

from cms.representations.fields import FileUrlField
from cms.representations.schema.annotations import return_schema
from cms.representations.schema.components import (
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
    array,
    choice,
    record,
)

_KINDS: list[tuple[type[serializers.Field], Schema]] = [
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
]


def serializer_schema(
    field: serializers.Field, of_model: Callable[[type[Model]], Schema]
) -> Schema:
    """The schema of what a serializer field makes of a value that is there.

    A field that makes something of its own says what in `get_api_schema()`, or at least by the
    annotation of `to_representation`.
    """
    if hasattr(field, "get_api_schema"):
        return field.get_api_schema()
    if isinstance(field, serializers.BaseSerializer):
        return _nested(field, of_model)
    if isinstance(field, serializers.ManyRelatedField | serializers.ListField):
        child = getattr(field, "child_relation", None) or field.child
        return array(serializer_schema(child, of_model))
    if isinstance(field, serializers.MultipleChoiceField):
        return array(choice(list(field.choices)))
    if isinstance(field, serializers.ChoiceField):
        return choice([*field.choices, *([""] if field.allow_blank else [])])
    if type(field).to_representation in _WRITERS:
        return next((schema for kind, schema in _KINDS if isinstance(field, kind)), ANYTHING)
    return return_schema(type(field).to_representation, of_model)


# Who overrides the writing may write anything.
_WRITERS = {kind.to_representation for kind, _schema in _KINDS}


def _nested(field: serializers.BaseSerializer, of_model: Callable[[type[Model]], Schema]) -> Schema:
    if isinstance(field, serializers.ListSerializer):
        return array(serializer_schema(field.child, of_model))
    if not isinstance(field, serializers.Serializer):
        return ANYTHING
    return record({name: _member(child, of_model) for name, child in field.fields.items()})


def _member(child: serializers.Field, of_model: Callable[[type[Model]], Schema]) -> Schema:
    if isinstance(child, serializers.SerializerMethodField):
        return return_schema(getattr(child.parent, child.method_name), of_model)
    if child.allow_null or child.read_only:
        return {"anyOf": [serializer_schema(child, of_model), {"type": "null"}]}
    return serializer_schema(child, of_model)
