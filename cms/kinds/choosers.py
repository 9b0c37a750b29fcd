"""Blocks in which an editor chooses another object."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from wagtail import blocks
from wagtail.models import Page

from cms.kinds.blocks import BlockKind, Find
from cms.kinds.components import Schema, Schemas, nullable
from cms.kinds.nodes import Reference
from cms.kinds.references import object_schema, pages_schema
from cms.kinds.registry import register
from cms.kinds.texts import Reader


@register(blocks.ChooserBlock)
class ChooserBlock(BlockKind):
    """`extra_fields` of the block's class name what its reference shows besides."""

    def write(self, block: blocks.ChooserBlock, raw: Any) -> Reference | None:
        return Reference.to(block.model_class, raw, extra_fields=_extra_fields(block))

    def schema(self, schemas: Schemas, block: blocks.ChooserBlock, path: str) -> Schema:
        schema = self.chosen_schema(schemas, block)
        return schema if block.required else nullable(schema)

    def chosen_schema(self, schemas: Schemas, block: blocks.ChooserBlock) -> Schema:
        """Return the schema of an object that is there."""
        return object_schema(schemas, block.model_class, _extra_fields(block))

    def texts(self, block: blocks.ChooserBlock, value: Any, reader: Reader) -> Iterator[str]:
        reader.foreign(value)
        return iter(())

    def python_value(self, block: blocks.ChooserBlock, raw: Any, find: Find) -> Model | None:
        reference = Reference.to(block.model_class, raw)
        return find(reference) if reference else None

    def is_needed(self, block: blocks.ChooserBlock) -> bool:
        return block.required


@register(blocks.PageChooserBlock)
class PageChooserBlock(ChooserBlock):
    def chosen_schema(self, schemas: Schemas, block: blocks.PageChooserBlock) -> Schema:
        return pages_schema(schemas, block.target_models or [Page])


def _extra_fields(block: blocks.ChooserBlock) -> tuple[str, ...]:
    return tuple(getattr(block, "extra_fields", ()))
