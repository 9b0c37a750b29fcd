"""Sample values for the fields and blocks of any content type, from what Django and Wagtail know
of them. All are valid on their own; where fields depend on each other, a type's test names them.

Moments and numbers rise in the order in which fields and blocks are declared, so an end comes
after a start.
"""

import datetime
import uuid
from collections.abc import Callable
from functools import singledispatch
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.testing.instances import count_to, instance, made_by

_numbers = count(1)


def required_values(model: type[models.Model], besides: Any = ()) -> dict[str, Any]:
    """Return values of the fields that an object of the model can't be saved without."""
    return {
        field.name: field_value(field)
        for field in own_fields(model)
        if not (field.blank or field.has_default() or field.name in besides)
    }


def all_values(model: type[models.Model], items: int, besides: Any = ()) -> dict[str, Any]:
    """Return values of all fields and child relations; of each kind of block, child row and other
    to-many relation there are `items`. A type that is a page keeps its title and slug to itself.
    """
    values = {
        field.name: field_value(field, items)
        for field in [*own_fields(model), *model._meta.many_to_many]
        if field.name not in besides and not isinstance(field, TaggableManager)
    }
    for relation in _own_child_relations(model):
        name, link = relation.get_accessor_name(), relation.field.name
        if name not in besides:
            child = relation.related_model
            values[name] = [child(**all_values(child, items, {link})) for _ in count_to(items)]
    return values


@made_by(models.Model)
def _with_required_values(model: type[models.Model]) -> models.Model:
    return model._default_manager.create(**required_values(model))


def own_fields(model: type[models.Model]) -> list[models.Field]:
    """Return the fields that editors fill in; of a page without those that each has from
    Wagtail.
    """
    is_page = issubclass(model, Page)
    wagtails = {field.name for field in Page._meta.get_fields()} if is_page else set()
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in wagtails
        if not getattr(field.remote_field, "parent_link", False)
    ]


@singledispatch
def field_value(field: models.Field, items: int = 1) -> Any:
    """Return a value for a model's field, saved where it is an object. A plugin registers one for a
    field class of its own.
    """
    raise NotImplementedError(
        f"There is no sample value for {field}: name one in the sample() of the type's test, or "
        f"register one for {type(field).__name__} with cms.testing.samples.field_value."
    )


def _plain_field(*classes: type[models.Field]) -> Callable:
    """Decorate what makes a value, of a number that is higher each time, for fields of classes."""

    def decorate(make: Callable[[int], Any]) -> Callable[[int], Any]:
        def value(field: models.Field, items: int = 1) -> Any:
            if field.choices:
                return next(value for value, label in field.flatchoices if value not in ("", None))
            return make(next(_numbers))

        for each in classes:
            field_value.register(each)(value)
        return make

    return decorate


@field_value.register
def _stream(field: StreamField, items: int = 1) -> Any:
    return block_value(field.stream_block, items)


@field_value.register
def _rich_text(field: RichTextField, items: int = 1) -> str:
    return rich_text(field.features)


@field_value.register
def _to_many(field: models.ManyToManyField, items: int = 1) -> list:
    return [instance(field.related_model) for _ in count_to(items)]


@field_value.register
def _to_one(field: models.ForeignKey, items: int = 1) -> models.Model:
    return instance(field.related_model)


@field_value.register(models.CharField)
@field_value.register(models.TextField)
def _text(field: models.Field, items: int = 1) -> Any:
    if field.choices:
        return next(value for value, label in field.flatchoices if value not in ("", None))
    return f"{field.name} nummer {next(_numbers):05}"[: field.max_length]


@field_value.register
def _file(field: models.FileField, items: int = 1) -> ContentFile:
    return ContentFile(b"Indhold", name=f"fil-{next(_numbers)}.txt")


_plain_field(models.BooleanField)(lambda n: True)
_plain_field(models.DecimalField)(lambda n: n % 100)
_plain_field(models.FloatField)(lambda n: n / 2)
_plain_field(models.IntegerField)(lambda n: n % 10_000)
_plain_field(models.DurationField)(lambda n: datetime.timedelta(minutes=n))
_plain_field(models.UUIDField)(lambda n: uuid.UUID(int=n))
_plain_field(models.URLField)(lambda n: f"https://www.example.dk/{n}")
_plain_field(models.EmailField)(lambda n: f"post{n}@example.dk")
_plain_field(models.SlugField)(lambda n: f"navn-{n}")


@_plain_field(models.DateTimeField)
def _moment(n: int) -> datetime.datetime:
    """Return a whole hour from tomorrow on, the later the higher the number."""
    start = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    return start + datetime.timedelta(days=1, hours=n)


@_plain_field(models.DateField)
def _day(n: int) -> datetime.date:
    """Return tomorrow for all of them: of two days of a page, one may have to be the later."""
    return _moment(0).date()


@_plain_field(models.TimeField)
def _time(n: int) -> datetime.time:
    return datetime.time(8 + n // 60 % 12, n % 60)


@singledispatch
def block_value(block: blocks.Block, items: int = 1) -> Any:
    """Return a value for a block, as its `clean()` accepts it. A plugin registers one for a block
    class of its own.
    """
    if hasattr(block.meta, "preview_value"):
        return block.get_preview_value()
    return block.get_default()


def _plain_block(cls: type[blocks.Block], make: Callable[[int], Any]) -> None:
    block_value.register(cls)(lambda block, items=1: make(next(_numbers)))


@block_value.register(blocks.BaseStreamBlock)
def _stream_block(block: blocks.BaseStreamBlock, items: int = 1) -> blocks.StreamValue:
    """Return `items` of every kind of block that the stream may hold."""
    children = block.child_blocks.items()
    return block.normalize(
        [(name, block_value(child, items)) for _ in count_to(items) for name, child in children]
    )


@block_value.register
def _list_block(block: blocks.ListBlock, items: int = 1) -> Any:
    return block.normalize([block_value(block.child_block) for _ in range(items)])


@block_value.register(blocks.BaseStructBlock)
def _struct_block(block: blocks.BaseStructBlock, items: int = 1) -> blocks.StructValue:
    values = {name: block_value(child, items) for name, child in block.child_blocks.items()}
    while True:
        value = block.normalize(values)
        try:
            block.clean(value)
        except StructBlockValidationError as error:
            # Members that exclude each other: leave out one that is not required, try again.
            optional = [
                name
                for name in error.block_errors
                if not block.child_blocks[name].required and values[name] is not None
            ]
            if not optional:
                raise
            values[optional[-1]] = None
        except ValidationError as error:
            raise NotImplementedError(f"No valid sample of {block}: {error}") from error
        else:
            return value


@block_value.register
def _rich_text_block(block: blocks.RichTextBlock, items: int = 1) -> Any:
    return block.normalize(rich_text(block.features))


@block_value.register
def _chooser_block(block: blocks.ChooserBlock, items: int = 1) -> models.Model:
    return instance(block.model_class)


@block_value.register
def _page_chooser_block(block: blocks.PageChooserBlock, items: int = 1) -> models.Model:
    return instance(block.target_models[0] if block.target_models else Page)


@block_value.register
def _choice_block(block: blocks.ChoiceBlock, items: int = 1) -> Any:
    return next(value for value, label in block.field.choices if value)


_plain_block(blocks.URLBlock, lambda n: f"https://www.example.dk/{n}")
_plain_block(blocks.EmailBlock, lambda n: f"post{n}@example.dk")
_plain_block(blocks.CharBlock, lambda n: f"Tekst nummer {n:05}")
_plain_block(blocks.TextBlock, lambda n: f"Tekst nummer {n:05}")
_plain_block(blocks.BlockQuoteBlock, lambda n: f"Citat nummer {n:05}")
_plain_block(blocks.RawHTMLBlock, lambda n: f"<p>Kode nummer {n:05}</p>")
_plain_block(blocks.BooleanBlock, lambda n: True)
_plain_block(blocks.IntegerBlock, lambda n: n)
_plain_block(blocks.FloatBlock, lambda n: n / 2)
_plain_block(blocks.DecimalBlock, lambda n: n)
_plain_block(blocks.DateTimeBlock, _moment)
_plain_block(blocks.DateBlock, _day)
_plain_block(blocks.TimeBlock, _time)


def rich_text(features: list[str] | None) -> str:
    """Return a paragraph; with a link to a page and to a document where the field may have such."""
    links = ""
    if features is None or "link" in features:
        links += f' <a linktype="page" id="{instance(Page).pk}">en side</a>'
    if features is None or "document-link" in features:
        links += f' <a linktype="document" id="{instance(get_document_model()).pk}">et dokument</a>'
    return f'<p data-block-key="a1">Afsnit nummer {next(_numbers):05}{links}</p>'


def _own_child_relations(model: type[models.Model]) -> list:
    inherited = {relation.get_accessor_name() for relation in get_all_child_relations(Page)}
    return [
        relation
        for relation in get_all_child_relations(model)
        if relation.get_accessor_name() not in inherited
        and hasattr(relation.related_model, "panels")
    ]
