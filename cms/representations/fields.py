"""How the value of one entry of `api_fields` is written."""

import copy
import datetime
from dataclasses import replace
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, ManyToManyField, Model
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils.timezone import get_default_timezone, is_aware
from modelcluster.fields import ParentalKey
from rest_framework import serializers
from taggit.managers import TaggableManager
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField

from cms.representations.nodes import Html, Reference, Timed
from cms.representations.streams import write_stream
from cms.representations.urls import file_url
from cms.values.dates import check


class ReferenceField(serializers.Field):
    """In `APIField(name, serializer=ReferenceField(extra_fields=[…]))`: a foreign key whose
    reference shows more of the other object than references to it usually do.
    """

    def __init__(self, extra_fields: list[str], **kwargs) -> None:
        super().__init__(read_only=True, **kwargs)
        self.extra_fields = tuple(extra_fields)


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


def api_fields(model: type[Model]) -> list[APIField]:
    """The `api_fields` of a model, each as an `APIField`."""
    entries = getattr(model, "api_fields", [])
    return [entry if isinstance(entry, APIField) else APIField(entry) for entry in entries]


def write_field(instance: Model, entry: APIField, relations) -> Any:
    """The value of one `api_fields` entry, with nodes where other objects belong.

    `relations` is the build's `Relations`, which reads to-many relations for all pages at once.
    """
    serializer = entry.serializer
    if isinstance(serializer, ReferenceField):
        field = instance._meta.get_field(entry.name)
        return Reference.to(
            field.related_model,
            getattr(instance, field.attname),
            extra_fields=serializer.extra_fields,
        )
    if serializer is not None:
        return _serialized(instance, entry)
    try:
        field = instance._meta.get_field(entry.name)
    except FieldDoesNotExist:
        value = getattr(instance, entry.name)
        return plain(value() if callable(value) else value)
    if isinstance(field, StreamField):
        return write_stream(getattr(instance, entry.name))
    if isinstance(field, RichTextField):
        return Html(getattr(instance, entry.name))
    if isinstance(field, TaggableManager):
        return relations.tags(instance, field)
    if isinstance(field, ManyToManyField):
        return [Reference.to(field.related_model, pk) for pk in relations.targets(instance, field)]
    if isinstance(field, ForeignKey):
        return Reference.to(field.related_model, getattr(instance, field.attname))
    if isinstance(field, ForeignObjectRel) and isinstance(field.field, ParentalKey):
        return [write_child(child, relations) for child in relations.children(instance, field)]
    value = getattr(instance, entry.name)
    if field.choices and value not in (None, "") and value not in dict(field.flatchoices):
        raise ValueError(f"{entry.name} is {value!r}, which is none of its choices")
    return plain(value)


def write_child(child: Model, relations) -> dict:
    """A child row of a page, such as an orderable: part of the page, so written as a whole."""
    return {
        "id": child.pk,
        "meta": {"type": child._meta.label},
        **{entry.name: write_field(child, entry, relations) for entry in api_fields(type(child))},
    }


def plain(value: Any) -> Any:
    """A value as JSON has it: instants in ISO 8601 with the offset of the site's time zone
    (settings.TIME_ZONE), decimals as text, model instances as references. Raises `UnfitDate`.
    """
    if isinstance(value, datetime.date):
        check(value)
    if isinstance(value, datetime.datetime):
        return (value.astimezone(get_default_timezone()) if is_aware(value) else value).isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Model):
        return Reference.to(type(value), value.pk)
    if isinstance(value, Timed):
        return replace(value, value=plain(value.value))
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)


def _serialized(instance: Model, entry: APIField) -> Any:
    parent = serializers.Serializer(context={})
    field = copy.deepcopy(entry.serializer)  # one can be bound only once
    field.bind(entry.name, parent)
    attribute = field.get_attribute(instance)
    if isinstance(attribute, datetime.date):
        check(attribute)
    return plain(None if attribute is None else field.to_representation(attribute))
