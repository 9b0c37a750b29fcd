"""Fields that hold a plain value: texts, numbers, instants, choices, files, lists of these."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Model
from django.utils.timezone import get_default_timezone, is_aware
from wagtail.fields import RichTextField

from cms.kinds import lookups
from cms.kinds.components import (
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
    nullable,
)
from cms.kinds.descriptions import described
from cms.kinds.fields import FieldKind, Member
from cms.kinds.lookups import Filterable
from cms.kinds.nodes import Html, Reference, Timed
from cms.kinds.registry import kind_of, register
from cms.kinds.texts import Reader, text_of_html
from cms.values.dates import check


@register(models.Field)
class ValueKind(FieldKind):
    """A field of which nothing is known but its value."""

    #: The schema of a value that is there.
    value_schema: Schema = ANYTHING
    #: What the OpenAPI document calls a filter by such a field; "": lists have none.
    filter_kind: str = ""
    #: The lookups that such a filter has beside equality.
    comparisons: tuple[str, ...] = ()
    #: Returns, for a field, what turns a value of the query into one of the field's.
    reader: Callable[[models.Field], Callable[[str], Any]]

    def write(self, member: Member, instance: Model, relations) -> Any:
        value = getattr(instance, member.name)
        labels = self.labels(member)
        if labels and value not in (None, "") and value not in labels:
            raise ValueError(f"{member.name} is {value!r}, which is none of its choices")
        return plain(value)

    def schema(self, member: Member, schemas: Schemas) -> Schema:
        field = member.source
        return described(field_schema(field), field.help_text, field.verbose_name, member.name)

    def schema_of(self, field: models.Field) -> Schema:
        """Return the schema of a value of the field that is neither null nor chosen."""
        return self.value_schema

    def lookups(self, member: Member) -> Filterable | None:
        field = member.source
        if field.choices:
            return Filterable(member.name, field, "choice", ("in",), lookups.read_choice(field))
        if not self.filter_kind:
            return None
        read = self.reader(field)
        return Filterable(member.name, field, self.filter_kind, self.comparisons, read)

    def labels(self, member: Member) -> dict[Any, str]:
        return dict(member.source.flatchoices)


def field_schema(field: models.Field) -> Schema:
    """Return the schema of a field that holds a plain value."""
    schema = _choices_schema(field) if field.flatchoices else kind_of(field).schema_of(field)
    return nullable(schema) if field.null else schema


def plain(value: Any) -> Any:
    """Return a value as JSON has it: instants in ISO 8601 with the offset of the site's time zone
    (settings.TIME_ZONE), decimals as text, model instances as references. Raises
    `UnfitDate`.
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


def _choices_schema(field: models.Field) -> Schema:
    values = [value for value, _label in field.flatchoices if value is not None]
    may_be_empty = field.blank and field.empty_strings_allowed
    values = list(dict.fromkeys([*values, *([""] if may_be_empty else [])]))
    return choice(values, dict(field.flatchoices))


class Ordered(ValueKind):
    """A value that comes before or after others."""

    comparisons = (*lookups.RANGE, "in")


@register(models.BooleanField)
class Boolean(ValueKind):
    value_schema = BOOLEAN
    filter_kind = "boolean"
    reader = staticmethod(lookups.read_boolean)


@register(models.IntegerField)
class Integer(Ordered):
    value_schema = INTEGER
    filter_kind = "integer"
    reader = staticmethod(lookups.read_integer)


@register(models.FloatField)
class Float(Ordered):
    value_schema = NUMBER
    filter_kind = "number"
    reader = staticmethod(lookups.read_float)


@register(models.DecimalField)
class Decimal(Ordered):
    value_schema = DECIMAL
    filter_kind = "number"
    reader = staticmethod(lookups.read_decimal)


@register(models.DateTimeField)
class Instant(Ordered):
    value_schema = DATE_TIME
    filter_kind = "date-time"
    reader = staticmethod(lookups.read_instant)


@register(models.DateField)
class Date(Ordered):
    value_schema = DATE
    filter_kind = "date"
    reader = staticmethod(lookups.read_date)


@register(models.TimeField)
class Time(Ordered):
    value_schema = TIME
    filter_kind = "time"
    reader = staticmethod(lookups.read_time)


@register(models.UUIDField)
class UniqueId(ValueKind):
    value_schema = UNIQUE_ID
    filter_kind = "text"
    reader = staticmethod(lookups.read_text)


@register(models.DurationField, models.FileField, models.GenericIPAddressField)
class Spelled(ValueKind):
    value_schema = STRING


@register(models.CharField, models.TextField)
class Text(ValueKind):
    value_schema = STRING
    filter_kind = "text"
    comparisons = ("in",)
    reader = staticmethod(lookups.read_text)


class Formatted(Text):
    """A text of a format of its own, unless it may be empty."""

    def schema_of(self, field: models.Field) -> Schema:
        return STRING if field.blank else self.value_schema


@register(models.EmailField)
class Mail(Formatted):
    value_schema = MAIL


@register(models.URLField)
class WebAddress(Formatted):
    value_schema = IRI


@register(ArrayField)
class Array(ValueKind):
    def schema_of(self, field: Any) -> Schema:
        return array(field_schema(field.base_field))


@register(models.GeneratedField)
class Generated(ValueKind):
    def schema_of(self, field: Any) -> Schema:
        return nullable(field_schema(field.output_field))


@register(RichTextField)
class RichText(Text):
    def write(self, member: Member, instance: Model, relations) -> Html:
        return Html(getattr(instance, member.name))

    def schema(self, member: Member, schemas: Schemas) -> Schema:
        return HTML

    def lookups(self, member: Member) -> None:
        return None

    def texts(self, member: Member, value: Any, reader: Reader) -> Iterator[str]:
        if isinstance(value, str):
            yield text_of_html(value)
