"""From what is written in the demo's files to the values of fields and blocks.

The model and its blocks say how a value is to be read, so a new field or block needs nothing here.
"""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from django.db import models
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from home.demo.days import moment
from home.demo.markdown import Block, to_html
from home.demo.markdown import blocks as blocks_of

#: Of the ids of blocks, so that every loading gives the same ones.
NAMESPACE = UUID("20220407-1700-5000-8000-000000000017")


class Catalogue(dict[tuple[str, str], models.Model]):
    """What has been made so far, by kind (page, image, document, …) and key; pages by slug."""

    def add(self, key: str, made: models.Model) -> None:
        self[_kind(type(made)), key] = made

    def find(self, model: type[models.Model] | str, key: str) -> models.Model:
        return self[_kind(resolve_model_string(model)), key]


def _kind(model: type[models.Model]) -> str:
    return "page" if issubclass(model, Page) else model._meta.model_name


class Reader:
    """What reads the values of one object, whose `start` other moments of it are seen from."""

    def __init__(self, catalogue: Catalogue, today: date, start: date | str | None = None) -> None:
        self.catalogue = catalogue
        first = start and moment(start, today).date()
        self.moment = partial(moment, today=today, start=first)

    def field(self, field: models.Field, written: Any, key: str) -> Any:
        """Return the value of a field of the object that `key` names.

        Raises `ValidationError` for a stream that an editor could not save either.
        """
        match field:
            case StreamField():
                return self.stream(field, written, key)
            case RichTextField():
                return self.rich_text(written)
            case models.ManyToManyField():
                return [self.catalogue.find(field.related_model, each) for each in written]
            case models.ForeignKey():
                return self.catalogue.find(field.related_model, written)
            case models.DateTimeField():
                return self.moment(written)
            case models.DateField():
                return self.moment(written).date()
        return written

    def rich_text(self, written: str) -> str:
        return to_html(written, lambda kind, key: self.catalogue[kind, key].pk)

    def stream(self, field: StreamField, written: str | list, key: str) -> blocks.StreamValue:
        """Read Markdown, or a list of values where there is but one type of block."""
        types = field.stream_block.child_blocks
        if isinstance(written, str):
            parts = blocks_of(written, lambda name: _takes_table(types[name]))
        else:
            (only,) = types
            parts = ((only, value) for value in written)
        read: list[Block] = [(name, self.block(types[name], value)) for name, value in parts]
        raw = field.stream_block.get_prep_value(field.stream_block.normalize(read))
        with_ids = _with_ids(raw, f"{key}/{field.name}")
        return field.stream_block.clean(field.stream_block.to_python(with_ids))

    def block(self, block: blocks.Block, written: Any) -> Any:
        """Return what is written of one block, with the objects it names and texts as HTML."""
        match block:
            case blocks.RichTextBlock():
                return self.rich_text(written)
            case blocks.ChooserBlock():
                return self.catalogue.find(block.target_model, written)
            case blocks.ListBlock():
                return [self.block(block.child_block, each) for each in written]
            case blocks.StructBlock():
                children = block.child_blocks
                return {name: self.block(children[name], part) for name, part in written.items()}
            case blocks.DateBlock():
                return self.moment(written).date()
        return written


def _takes_table(block: blocks.Block) -> bool:
    return not isinstance(block, blocks.ChooserBlock | blocks.RichTextBlock)


def _with_ids(raw: Any, path: str) -> Any:
    """Give every block of a stream or list an id that depends on nothing but its place."""
    match raw:
        case list():
            return [_with_ids(part, f"{path}/{number}") for number, part in enumerate(raw)]
        case {"type": _, "value": value, "id": _}:
            return raw | {"value": _with_ids(value, path), "id": str(uuid5(NAMESPACE, path))}
        case dict():
            return {name: _with_ids(part, f"{path}/{name}") for name, part in raw.items()}
    return raw
