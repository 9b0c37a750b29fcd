"""Blocks that hold one value: texts, numbers, instants, choices."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from wagtail import blocks

from cms.kinds.blocks import BlockKind, refers
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
    NULL,
    NUMBER,
    STRING,
    TIME,
    Schema,
    Schemas,
    array,
    choice,
    nullable,
)
from cms.kinds.nodes import Html
from cms.kinds.registry import register
from cms.kinds.texts import Reader, text_of_html
from cms.values.dates import check


@register(blocks.FieldBlock)
class ValueBlock(BlockKind):
    """A block of one value; the schema is that of a value which is there."""

    def __init__(self, value_schema: Schema = ANYTHING) -> None:
        self.value_schema = value_schema

    def write(self, block: blocks.FieldBlock, raw: Any) -> Any:
        if raw is None and isinstance(block.field, forms.CharField) and not refers(block):
            return ""  # a text that a program left out is stored otherwise than one left empty
        return super().write(block, raw)

    def schema(self, schemas: Schemas, block: blocks.FieldBlock, path: str) -> Schema:
        if self.value_schema == ANYTHING and isinstance(block.field, forms.CharField):
            return STRING
        return self.value_schema if block.required else nullable(self.value_schema)


register(blocks.IntegerBlock)(ValueBlock(INTEGER))
register(blocks.FloatBlock)(ValueBlock(NUMBER))
register(blocks.DecimalBlock)(ValueBlock(DECIMAL))


class MomentBlock(ValueBlock):
    """What raises ValueError for what no form lets in, and no template knows how to show."""

    def write(self, block: blocks.FieldBlock, raw: Any) -> Any:
        if raw not in (None, ""):
            value = block.to_python(raw)
            if value is None:
                raise ValueError(f"{raw!r} is no date or time")
            if isinstance(value, date):
                check(value)
        return super().write(block, raw)


register(blocks.DateTimeBlock)(MomentBlock(DATE_TIME))
register(blocks.DateBlock)(MomentBlock(DATE))
register(blocks.TimeBlock)(MomentBlock(TIME))


@register(blocks.BooleanBlock)
class BooleanBlock(ValueBlock):
    """A box that is left alone is not ticked."""

    def schema(self, schemas: Schemas, block: blocks.BooleanBlock, path: str) -> Schema:
        return BOOLEAN


class WrittenBlock(ValueBlock):
    """A block of something that an editor writes."""

    def strays(self, block: blocks.FieldBlock, raw: Any) -> Iterator[str]:
        if isinstance(raw, dict | list):
            yield "members where a text is expected"


@register(blocks.CharBlock, blocks.TextBlock)
class PlainTextBlock(WrittenBlock):
    def texts(self, block: blocks.FieldBlock, value: Any, reader: Reader) -> Iterator[str]:
        yield value


class FormattedBlock(WrittenBlock):
    """A text of a format of its own, unless it may be empty."""

    def schema(self, schemas: Schemas, block: blocks.FieldBlock, path: str) -> Schema:
        return self.value_schema if block.required else STRING


register(blocks.EmailBlock)(FormattedBlock(MAIL))
register(blocks.URLBlock)(FormattedBlock(IRI))


@register(blocks.RawHTMLBlock)
class HtmlBlock(WrittenBlock):
    def schema(self, schemas: Schemas, block: blocks.FieldBlock, path: str) -> Schema:
        return HTML

    def texts(self, block: blocks.FieldBlock, value: Any, reader: Reader) -> Iterator[str]:
        yield text_of_html(value)


@register(blocks.RichTextBlock)
class RichTextBlock(HtmlBlock):
    def write(self, block: blocks.RichTextBlock, raw: Any) -> Html:
        return Html(raw or "")


@register(blocks.StaticBlock)
class StaticBlock(BlockKind):
    """A block without a value."""

    def schema(self, schemas: Schemas, block: blocks.StaticBlock, path: str) -> Schema:
        return NULL


@register(blocks.ChoiceBlock)
class ChoiceBlock(ValueBlock):
    def write(self, block: blocks.ChoiceBlock, raw: Any) -> Any:
        for each in raw if isinstance(raw, list) else [raw]:
            if each not in (None, "") and not block.field.valid_value(each):
                raise ValueError(f"{each!r} is none of the choices")
        return super().write(block, raw)

    def schema(self, schemas: Schemas, block: blocks.ChoiceBlock, path: str) -> Schema:
        labels = self.labels(block)
        values = choice(_filled(labels) if block.required else list(labels), labels)
        return values if block.required else nullable(values)

    def strays(self, block: blocks.ChoiceBlock, raw: Any) -> Iterator[str]:
        known = self.labels(block)
        chosen = raw if isinstance(raw, list) else [raw]
        yield from (f"choice {each!r}" for each in chosen if each and each not in known)

    def labels(self, block: blocks.ChoiceBlock) -> dict[Any, str]:
        found: dict[Any, str] = {}
        for value, label in block.field.choices:
            is_group = isinstance(label, list | tuple)
            found.update(label if is_group else [(value, label)])
        return found


@register(blocks.MultipleChoiceBlock)
class MultipleChoiceBlock(ChoiceBlock):
    def schema(self, schemas: Schemas, block: blocks.MultipleChoiceBlock, path: str) -> Schema:
        labels = self.labels(block)
        return array(choice(_filled(labels), labels))


def _filled(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if value not in ("", None)]
