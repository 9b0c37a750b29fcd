"""JSON Schema of one entry of `api_fields`: what `cms.representations.fields` writes."""

from functools import partial

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import ForeignKey, ManyToManyField, Model
from django.db.models.fields.reverse_related import ForeignObjectRel
from modelcluster.fields import ParentalKey
from rest_framework import serializers
from taggit.managers import TaggableManager
from wagtail.api import APIField
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField

from cms.representations.fields import ReferenceField, TimedField, api_fields
from cms.representations.schema import references
from cms.representations.schema.annotations import return_schema
from cms.representations.schema.components import (
    ANYTHING,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DECIMAL,
    HTML,
    INTEGER,
    IRI,
    MAIL,
    NUMBER,
    STRING,
    TIME,
    UNIQUE_ID,
    Schema,
    Schemas,
    array,
    choice,
    constant,
    nullable,
    record,
)
from cms.representations.schema.serializers import serializer_schema
from cms.representations.schema.streams import block_schema
from cms.representations.schema.texts import described

_KINDS: list[tuple[type[models.Field], Schema]] = [
    (models.BooleanField, BOOLEAN),
    (models.DateTimeField, DATE_TIME),
    (models.DateField, DATE),
    (models.TimeField, TIME),
    (models.DurationField, STRING),
    (models.DecimalField, DECIMAL),
    (models.FloatField, NUMBER),
    (models.IntegerField, INTEGER),
    (models.UUIDField, UNIQUE_ID),
    (models.EmailField, MAIL),
    (models.URLField, IRI),
    (models.CharField, STRING),
    (models.TextField, STRING),
    (models.FileField, STRING),
    (models.GenericIPAddressField, STRING),
]

# What Wagtail's own models show without an annotation.
_WAGTAILS = {(AbstractDocument, "filename"): STRING, (AbstractDocument, "content_type"): STRING}


def members(schemas: Schemas, model: type[Model]) -> dict[str, Schema]:
    """The schemas of all `api_fields` of a model, by name."""
    return {entry.name: entry_schema(schemas, model, entry) for entry in api_fields(model)}


def entry_schema(schemas: Schemas, model: type[Model], entry: APIField) -> Schema:
    """The schema of what `write_field` and the rest of the build make of an entry."""
    serializer = entry.serializer
    if isinstance(serializer, ReferenceField):
        target = model._meta.get_field(entry.name).related_model
        return nullable(references.object_schema(schemas, target, serializer.extra_fields))
    if serializer is not None and not isinstance(serializer, TimedField):
        return _serialized(schemas, model, entry)
    return member_schema(schemas, model, entry.name)


def member_schema(schemas: Schemas, model: type[Model], name: str) -> Schema:
    """The schema of a field, property or method of a model."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return _computed(schemas, model, name)
    if isinstance(field, StreamField):
        return block_schema(schemas, field.stream_block, _path(field))
    if isinstance(field, RichTextField):
        return HTML
    if isinstance(field, TaggableManager):
        return array(STRING)
    if isinstance(field, ManyToManyField):
        return array(references.object_schema(schemas, field.related_model))
    if isinstance(field, ForeignKey):
        # Whatever it points to may be hidden, or be gone when the page is built.
        return nullable(references.object_schema(schemas, field.related_model))
    if isinstance(field, ForeignObjectRel):
        if isinstance(field.field, ParentalKey):
            return array(child_schema(schemas, field.related_model))
        return ANYTHING
    return described(field_schema(field), field.help_text, field.verbose_name, name)


def field_schema(field: models.Field) -> Schema:
    """The schema of a field that holds a plain value."""
    if isinstance(field, models.GeneratedField):
        return nullable(field_schema(field.output_field))
    return nullable(_value_schema(field)) if field.null else _value_schema(field)


def child_schema(schemas: Schemas, model: type[Model]) -> Schema:
    """The schema of a child row, such as an orderable: see `write_child`."""
    label = model._meta.label

    def make() -> Schema:
        meta = record({"type": constant(label)})
        return record({"id": INTEGER, "meta": meta, **members(schemas, model)})

    return schemas.declare(label, make)


def _value_schema(field: models.Field) -> Schema:
    if field.flatchoices:
        values = [value for value, _label in field.flatchoices if value is not None]
        return choice(list(dict.fromkeys([*values, *([""] if _may_be_empty(field) else [])])))
    if isinstance(field, ArrayField):
        return array(field_schema(field.base_field))
    schema = next((schema for kind, schema in _KINDS if isinstance(field, kind)), ANYTHING)
    if schema in (IRI, MAIL) and _may_be_empty(field):
        return STRING
    return schema


def _may_be_empty(field: models.Field) -> bool:
    return field.blank and isinstance(field, models.CharField | models.TextField)


def _computed(schemas: Schemas, model: type[Model], name: str) -> Schema:
    for (owner, known), schema in _WAGTAILS.items():
        if known == name and issubclass(model, owner):
            return schema
    of_model = partial(_reference, schemas)
    return return_schema(getattr(model, name, None), of_model)


def _serialized(schemas: Schemas, model: type[Model], entry: APIField) -> Schema:
    serializer: serializers.Field = entry.serializer
    schema = serializer_schema(serializer, partial(_reference, schemas))
    if type(serializer).get_attribute is not serializers.Field.get_attribute:
        return schema  # it finds what it writes by itself
    source = serializer.source or entry.name
    try:
        may_be_none = model._meta.get_field(source).null
    except FieldDoesNotExist:
        may_be_none = _says_none(getattr(model, source, None))
    except AttributeError:  # a relation
        may_be_none = True
    return nullable(schema) if may_be_none else schema


def _says_none(attribute: object) -> bool:
    """Whether a property may be None, as far as its annotation tells."""
    schema = return_schema(attribute, lambda model: ANYTHING)
    kinds = schema.get("type", [])
    return schema == ANYTHING or "null" in kinds or {"type": "null"} in schema.get("anyOf", [])


def _reference(schemas: Schemas, model: type[Model]) -> Schema:
    return nullable(references.object_schema(schemas, model))


def _path(field: models.Field) -> str:
    return f"{field.model._meta.label}.{field.name}"
