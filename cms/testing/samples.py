"""Sample values for the fields and blocks of any content type, from what Django and Wagtail know
of them. All are valid on their own; where fields depend on each other, a type's test names them.

Moments and numbers rise in the order in which fields and blocks are declared, so an end comes
after a start.
"""

import datetime
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

_numbers = count(1)


def required_values(model: type[models.Model], besides: Any = ()) -> dict[str, Any]:
    """Values of the fields that an object of the model can't be saved without."""
    return {
        field.name: field_value(field)
        for field in own_fields(model)
        if not (field.blank or field.has_default() or field.name in besides)
    }


def all_values(model: type[models.Model], items: int, besides: Any = ()) -> dict[str, Any]:
    """Values of all fields and child relations; of each kind of block, child row and other to-many
    relation there are `items`. A type that is a page keeps its title and slug to itself.
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
            values[name] = [child(**all_values(child, items, {link})) for _ in range(items)]
    return values


def own_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields that editors fill in; of a page without those that each has from Wagtail."""
    is_page = issubclass(model, Page)
    wagtails = {field.name for field in Page._meta.get_fields()} if is_page else set()
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in wagtails
        if not getattr(field.remote_field, "parent_link", False)
    ]


def field_value(field: models.Field, items: int = 1) -> Any:
    """A value for a model's field, saved where it is an object."""
    if isinstance(field, StreamField):
        return stream_value(field.stream_block, items)
    if isinstance(field, RichTextField):
        return rich_text(field.features)
    if isinstance(field, ParentalManyToManyField | models.ManyToManyField):
        return [instance(field.related_model) for _ in range(items)]
    if isinstance(field, models.ForeignKey):
        return instance(field.related_model)
    if field.choices:
        return next(value for value, label in field.flatchoices if value not in ("", None))
    n = next(_numbers)
    for field_class, value in _plain_values(n).items():
        if isinstance(field, field_class):
            return value
    if isinstance(field, models.CharField | models.TextField):
        return f"{field.name} nummer {n:05}"[: field.max_length]
    raise NotImplementedError(
        f"There is no sample value for {field}: name one in the sample() of the type's test."
    )


def stream_value(block: blocks.StreamBlock, items: int) -> blocks.StreamValue:
    """`items` of every kind of block that the stream may hold."""
    children = block.child_blocks.items()
    return block.normalize(
        [(name, block_value(child, items)) for _ in range(items) for name, child in children]
    )


def block_value(block: blocks.Block, items: int = 1) -> Any:
    """A value for a block, as its `clean()` accepts it."""
    if isinstance(block, blocks.BaseStreamBlock):
        return stream_value(block, items)
    if isinstance(block, blocks.ListBlock):
        return block.normalize([block_value(block.child_block) for _ in range(items)])
    if isinstance(block, blocks.BaseStructBlock):
        return _struct_value(block, items)
    if isinstance(block, blocks.RichTextBlock):
        return block.normalize(rich_text(block.features))
    if isinstance(block, blocks.PageChooserBlock):
        return instance(block.target_models[0] if block.target_models else Page)
    if isinstance(block, blocks.ChooserBlock):
        return instance(block.model_class)
    n = next(_numbers)
    if isinstance(block, blocks.ChoiceBlock):
        return next(value for value, label in block.field.choices if value)
    for block_class, value in _plain_block_values(n).items():
        if isinstance(block, block_class):
            return value
    if hasattr(block.meta, "preview_value"):
        return block.get_preview_value()
    return block.get_default()


def rich_text(features: list[str] | None) -> str:
    """A paragraph; with a link to a page and to a document where the field may have such."""
    links = ""
    if features is None or "link" in features:
        links += f' <a linktype="page" id="{instance(Page).pk}">en side</a>'
    if features is None or "document-link" in features:
        from cms.testing import factories

        links += f' <a linktype="document" id="{factories.document().pk}">et dokument</a>'
    return f'<p data-block-key="a1">Afsnit nummer {next(_numbers):05}{links}</p>'


def instance(model: type[models.Model]) -> models.Model:
    """A new object that the public may see, of any model."""
    from cms.models import ContentPage, Person, Topic
    from cms.testing import factories

    if issubclass(model, ContentPage):
        return factories.page(model)
    if model is Page:
        # Whichever type the site's front has; below itself it is allowed.
        return factories.page(type(factories.section()))
    if issubclass(model, AbstractImage):
        return factories.image()
    if issubclass(model, AbstractDocument):
        return factories.document()
    if issubclass(model, Person):
        return factories.person()
    if issubclass(model, Topic):
        return factories.topic()
    return model._default_manager.create(**required_values(model))


def _struct_value(block: blocks.BaseStructBlock, items: int) -> blocks.StructValue:
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


def _own_child_relations(model: type[models.Model]) -> list:
    inherited = {relation.get_accessor_name() for relation in get_all_child_relations(Page)}
    return [
        relation
        for relation in get_all_child_relations(model)
        if relation.get_accessor_name() not in inherited
        and hasattr(relation.related_model, "panels")
    ]


def _plain_values(n: int) -> dict[type[models.Field], Any]:
    moment = _moment(n)
    return {
        models.DateTimeField: moment,
        models.DateField: moment.date(),
        models.TimeField: _time(n),
        models.DurationField: datetime.timedelta(minutes=n),
        models.BooleanField: True,
        models.DecimalField: n % 100,
        models.FloatField: n / 2,
        models.IntegerField: n % 10_000,
        models.URLField: f"https://www.example.dk/{n}",
        models.EmailField: f"post{n}@example.dk",
        models.SlugField: f"navn-{n}",
    }


def _plain_block_values(n: int) -> dict[type[blocks.Block], Any]:
    moment = _moment(n)
    return {
        blocks.URLBlock: f"https://www.example.dk/{n}",
        blocks.EmailBlock: f"post{n}@example.dk",
        blocks.CharBlock: f"Tekst nummer {n:05}",
        blocks.TextBlock: f"Tekst nummer {n:05}",
        blocks.BlockQuoteBlock: f"Citat nummer {n:05}",
        blocks.RawHTMLBlock: f"<p>Kode nummer {n:05}</p>",
        blocks.BooleanBlock: True,
        blocks.IntegerBlock: n,
        blocks.FloatBlock: n / 2,
        blocks.DecimalBlock: n,
        blocks.DateTimeBlock: moment,
        blocks.DateBlock: moment.date(),
        blocks.TimeBlock: _time(n),
    }


def _moment(n: int) -> datetime.datetime:
    """A whole hour from tomorrow on, the later the higher the number."""
    start = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    return start + datetime.timedelta(days=1, hours=n)


def _time(n: int) -> datetime.time:
    return datetime.time(8 + n // 60 % 12, n % 60)
