"""Streams, structs and lists: blocks made of other blocks, and the field that holds a stream."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model
from wagtail import blocks
from wagtail.fields import StreamField

from cms.kinds.blocks import (
    BlockKind,
    Find,
    block_schema,
    block_texts,
    nullable_member,
    python_value,
    strays,
    strays_inside,
    write_block,
)
from cms.kinds.components import (
    ROOT,
    STRING,
    Schema,
    Schemas,
    array,
    constant,
    record,
    reference,
)
from cms.kinds.descriptions import described, english
from cms.kinds.faults import block_part
from cms.kinds.fields import FieldKind, Member
from cms.kinds.nodes import OMITTED, Filled, Whole
from cms.kinds.registry import kind_of, register
from cms.kinds.texts import Reader


@register(StreamField)
class StreamValues(FieldKind):
    """A stream is read from its raw data: Wagtail's own values load each chosen object when
    touched.
    """

    def write(self, member: Member, instance: Model, relations) -> list:
        value = getattr(instance, member.name)
        return write_block(value.stream_block, list(value.raw_data)) if value else []

    def schema(self, member: Member, schemas: Schemas) -> Schema:
        return block_schema(schemas, member.source.stream_block, member.label)

    def texts(self, member: Member, value: Any, reader: Reader) -> Iterator[str]:
        yield from block_texts(member.source.stream_block, value, reader)


@register(blocks.BaseStreamBlock)
class StreamBlock(BlockKind):
    def write(self, block: blocks.BaseStreamBlock, raw: Any) -> list:
        return [_stream_child(block, child) for child in _known(block, raw)]

    def schema(self, schemas: Schemas, block: blocks.BaseStreamBlock, path: str) -> Schema:
        for name in _names(block, path):
            children = {
                f"{name}.{kind}": _child_schema(schemas, kind, child, f"{name}.{kind}.value")
                for kind, child in block.child_blocks.items()
            }
            mapping = {kind: f"{ROOT}{name}.{kind}" for kind in block.child_blocks}
            items = {
                "oneOf": [reference(each) for each in children],
                "discriminator": {"propertyName": "type", "mapping": mapping},
            }
            wanted = {name: array(items), **children}
            if all(schemas.components.get(key, schema) == schema for key, schema in wanted.items()):
                break
        schemas.components |= wanted
        return reference(name)

    def texts(self, block: blocks.BaseStreamBlock, value: Any, reader: Reader) -> Iterator[str]:
        for child in _known(block, value):  # a preview has placeholders besides
            yield from block_texts(block.child_blocks[child["type"]], child["value"], reader)

    def python_value(self, block: blocks.BaseStreamBlock, raw: Any, find: Find) -> Any:
        children = [
            (child["type"], python_value(block.child_blocks[child["type"]], child["value"], find))
            for child in _known(block, raw)
        ]
        return block.normalize([child for child in children if child[1] is not None])

    def strays(self, block: blocks.BaseStreamBlock, raw: Any) -> Iterator[str]:
        if not isinstance(raw, list | None):
            yield "a value where blocks are expected"
            return
        for child in raw or []:
            name = child["type"]
            if name in block.child_blocks:
                yield from strays_inside(name, block.child_blocks[name], child["value"])
            else:
                yield f"block type {name!r}"

    def children(self, block: blocks.BaseStreamBlock) -> Iterable[blocks.Block]:
        return block.child_blocks.values()

    def may_be_omitted(self, block: blocks.BaseStreamBlock) -> bool:
        return False


@register(blocks.ListBlock)
class ListBlock(BlockKind):
    def write(self, block: blocks.ListBlock, raw: Any) -> list:
        items = [write_block(block.child_block, _item(item)) for item in raw or []]
        return Filled(items) if self.is_needed(block) else items

    def schema(self, schemas: Schemas, block: blocks.ListBlock, path: str) -> Schema:
        return array(block_schema(schemas, block.child_block, path))

    def texts(self, block: blocks.ListBlock, value: Any, reader: Reader) -> Iterator[str]:
        for item in value:
            yield from block_texts(block.child_block, item, reader)

    def python_value(self, block: blocks.ListBlock, raw: Any, find: Find) -> Any:
        items = [python_value(block.child_block, _item(item), find) for item in raw or []]
        return block.normalize([item for item in items if item is not None])

    def strays(self, block: blocks.ListBlock, raw: Any) -> Iterator[str]:
        if not isinstance(raw, list | None):
            yield "a value where a list is expected"
            return
        for item in raw or []:
            yield from strays(block.child_block, _item(item))

    def children(self, block: blocks.ListBlock) -> Iterable[blocks.Block]:
        return [block.child_block]

    def may_be_omitted(self, block: blocks.ListBlock) -> bool:
        return False

    def is_needed(self, block: blocks.ListBlock) -> bool:
        """Return whether there must be items, so that the block goes when none is left."""
        return bool(getattr(block.meta, "min_num", None))


@register(blocks.BaseStructBlock)
class StructBlock(BlockKind):
    """A struct is left out when an object that it needs is hidden: a caption of nothing."""

    def write(self, block: blocks.BaseStructBlock, raw: Any) -> Whole:
        members = {
            name: write_block(block.child_blocks[name], value)
            for name, value in _members(block, raw).items()
        }
        needed = {name for name, child in block.child_blocks.items() if _is_needed(child)}
        return Whole(members, required=frozenset(needed))

    def schema(self, schemas: Schemas, block: blocks.BaseStructBlock, path: str) -> Schema:
        names = _names(block, path)
        properties = {
            name: _member_schema(schemas, child, f"{names[0]}.{name}")
            for name, child in block.child_blocks.items()
        }
        return schemas.define(names, record(properties))

    def texts(self, block: blocks.BaseStructBlock, value: Any, reader: Reader) -> Iterator[str]:
        for name, child in block.child_blocks.items():
            yield from block_texts(child, value.get(name), reader)

    def python_value(self, block: blocks.BaseStructBlock, raw: Any, find: Find) -> Any:
        return block.normalize(
            {
                name: python_value(block.child_blocks[name], value, find)
                for name, value in _members(block, raw).items()
            }
        )

    def strays(self, block: blocks.BaseStructBlock, raw: Any) -> Iterator[str]:
        if not isinstance(raw, dict | None):
            yield "a value where members are expected"
            return
        for name, value in (raw or {}).items():
            if name in block.child_blocks:
                yield from strays_inside(name, block.child_blocks[name], value)
            else:
                yield f"member {name!r}"

    def children(self, block: blocks.BaseStructBlock) -> Iterable[blocks.Block]:
        return block.child_blocks.values()

    def may_be_omitted(self, block: blocks.BaseStructBlock) -> bool:
        return any(map(_is_needed, block.child_blocks.values()))


def _stream_child(block: blocks.BaseStreamBlock, child: dict) -> Whole | object:
    with block_part(child):
        return Whole(
            {
                "type": child["type"],
                "value": write_block(block.child_blocks[child["type"]], child["value"]),
                "id": child.get("id"),
            },
            required=frozenset({"value"}),
        )
    return OMITTED


def _child_schema(schemas: Schemas, kind: str, child: blocks.Block, path: str) -> Schema:
    value = block_schema(schemas, child, path)
    schema = record({"type": constant(kind), "value": value, "id": STRING})
    if text := english(getattr(child.meta, "description", "")):
        schema["description"] = text
    return schema


def _member_schema(schemas: Schemas, child: blocks.Block, path: str) -> Schema:
    schema = nullable_member(child, block_schema(schemas, child, path))
    field = getattr(child, "field", None)
    return described(schema, getattr(field, "help_text", ""), child.label, child.name)


def _is_needed(block: blocks.Block) -> bool:
    return kind_of(block).is_needed(block)


def _members(block: blocks.BaseStructBlock, raw: dict | None) -> dict:
    """Return the raw members of a struct; those that have been added to it since have their
    defaults. Raises `TypeError` for the value of a block that was no struct when it was written, so
    that it is told and not lost.
    """
    if not isinstance(raw, dict | None):
        raise TypeError(f"{block.name} holds a value where members are expected")
    raw = raw or {}
    return {
        name: raw[name] if name in raw else child.get_prep_value(child.get_default())
        for name, child in block.child_blocks.items()
    }


def _known(block: blocks.BaseStreamBlock, raw: Any) -> list[dict]:
    # As in Wagtail: what is left of a block type that has been removed is passed over.
    return [child for child in raw or [] if child["type"] in block.child_blocks]


def _item(item: Any) -> Any:
    """Return the value of a list's item: `{"type": "item", "value", "id"}`, or bare in older
    data.
    """
    if isinstance(item, dict) and item.get("type") == "item" and "value" in item:
        return item["value"]
    return item


def _names(block: blocks.Block, path: str) -> list[str]:
    """Return under which names the schema may stand: that of the block's class, and of its
    place.
    """
    own, places = type(block), [path, f"{path}.2", f"{path}.3"]
    if own in (blocks.StreamBlock, blocks.StructBlock):
        return places
    config = apps.get_containing_app_config(f"{own.__module__}.{own.__name__}")
    app = config.label if config else own.__module__.split(".")[0]
    return [f"{app}.{own.__name__}", *places]
