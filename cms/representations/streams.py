"""StreamField → JSON. Wagtail's block classes are known here, and no block by its name."""

from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.forms import CharField
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.representations.faults import part
from cms.representations.nodes import (
    OMITTED,
    Filled,
    Guarded,
    Html,
    Reference,
    Rendered,
    Represented,
    Whole,
)
from cms.values.dates import check


def write_stream(value: blocks.StreamValue) -> list:
    """A StreamField's value as `[{"type", "value", "id"}]`.

    It is read from the raw data: Wagtail's own values load each chosen object when touched.
    """
    return _write(value.stream_block, list(value.raw_data)) if value else []


def write_block(block: blocks.Block, value: Any) -> Any:
    """The value of a single block, given as Wagtail's Python value."""
    return _write(block, block.get_prep_value(value))


def python_value(block: blocks.Block, raw: Any, find: Callable[[Reference], Model | None]) -> Any:
    """A block's Python value, for code that isn't ours. What it refers to is what `find` returns,
    so nothing is loaded for it, and nothing that the public may not see.
    """
    if isinstance(block, blocks.BaseStreamBlock):
        children = [
            (child["type"], python_value(block.child_blocks[child["type"]], child["value"], find))
            for child in raw or []
            if _known(block, child)
        ]
        return block.normalize([child for child in children if child[1] is not None])
    if isinstance(block, blocks.ListBlock):
        items = [python_value(block.child_block, _item(item), find) for item in raw or []]
        return block.normalize([item for item in items if item is not None])
    if isinstance(block, blocks.BaseStructBlock):
        members = _members(block, raw)
        return block.normalize(
            {name: python_value(block.child_blocks[name], members[name], find) for name in members}
        )
    if isinstance(block, blocks.ChooserBlock):
        reference = Reference.to(block.model_class, raw)
        return reference and find(reference)
    return block.to_python(raw)


def represents_itself(block: blocks.Block) -> bool:
    """Whether a block makes its JSON by itself."""
    return _overrides(block, "get_api_representation")


def shows_itself(block: blocks.Block) -> bool:
    """Whether a block's JSON is `{"value", "html"}`."""
    return renders_itself(block) and not _is_wagtails_image(block)


def renders_itself(block: blocks.Block) -> bool:
    """Whether a block has a rendering of its own, in Wagtail's way."""
    has_template = getattr(block.meta, "template", None) is not None
    return has_template or _overrides(block, "render", "get_template")


def jsonable(value: Any) -> Any:
    """A value that a block made or stores, as JSON has it."""
    if isinstance(value, dict):
        return {key: jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(item) for item in value]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return DjangoJSONEncoder().default(value)


def describe(child: dict) -> str:
    """A block of a stream, for those who are to find it."""
    return f"block {child['type']} {child.get('id')}"


def _write(block: blocks.Block, raw: Any) -> Any:
    structure = _structure(block, raw)
    if represents_itself(block):
        return Represented(block, raw, structure)
    if shows_itself(block):
        html = Rendered(block, raw)
        return Whole({"value": structure, "html": html}, required=frozenset({"value"}))
    return structure


def _structure(block: blocks.Block, raw: Any) -> Any:
    if isinstance(block, blocks.BaseStreamBlock):
        return [_stream_child(block, child) for child in raw or [] if _known(block, child)]
    if isinstance(block, blocks.ListBlock):
        items = [_write(block.child_block, _item(item)) for item in raw or []]
        return Filled(items) if _wants_items(block) else items
    if isinstance(block, blocks.BaseStructBlock):
        return _struct(block, raw)
    if isinstance(block, blocks.RichTextBlock):
        return Html(raw or "")
    if isinstance(block, blocks.ChooserBlock):
        extra_fields = tuple(getattr(block, "extra_fields", ()))
        return Reference.to(block.model_class, raw, extra_fields=extra_fields)
    if type(block).extract_references is not blocks.Block.extract_references:
        found = block.extract_references(block.to_python(raw))
        return Guarded(jsonable(raw), tuple(Reference.to(model, pk) for model, pk, *_ in found))
    if raw not in (None, "", []):
        _check(block, raw)
    if raw is None and isinstance(getattr(block, "field", None), CharField):
        return ""  # a text that a program left out is stored otherwise than one left empty
    return jsonable(raw)


def _check(block: blocks.Block, raw: Any) -> None:
    """Raise ValueError for what no form lets in, and no template knows how to show."""
    if isinstance(block, blocks.DateBlock | blocks.DateTimeBlock | blocks.TimeBlock):
        value = block.to_python(raw)
        if value is None:
            raise ValueError(f"{raw!r} is no date or time")
        if not isinstance(block, blocks.TimeBlock):
            check(value)
    if isinstance(block, blocks.ChoiceBlock | blocks.MultipleChoiceBlock):
        for each in raw if isinstance(raw, list) else [raw]:
            if not block.field.valid_value(each):
                raise ValueError(f"{each!r} is none of the choices")


def _stream_child(block: blocks.BaseStreamBlock, child: dict) -> Whole | object:
    with part(describe(child)):
        return Whole(
            {
                "type": child["type"],
                "value": _write(block.child_blocks[child["type"]], child["value"]),
                "id": child.get("id"),
            },
            required=frozenset({"value"}),
        )
    return OMITTED


def _struct(block: blocks.BaseStructBlock, raw: dict | None) -> Whole:
    members = {
        name: _write(block.child_blocks[name], value)
        for name, value in _members(block, raw).items()
    }
    return Whole(members, required=frozenset(filter(_chosen(block), members)))


def _members(block: blocks.BaseStructBlock, raw: dict | None) -> dict:
    """The raw members of a struct; those that have been added to it since have their defaults."""
    raw = raw or {}
    return {
        name: raw[name] if name in raw else child.get_prep_value(child.get_default())
        for name, child in block.child_blocks.items()
    }


def _chosen(block: blocks.BaseStructBlock):
    """Tells of a member's name whether it is a choice, or a list that must have items, and so one
    that its block can't do without.
    """

    def is_required(name: str) -> bool:
        child = block.child_blocks[name]
        if isinstance(child, blocks.ListBlock):
            return _wants_items(child)
        return isinstance(child, blocks.ChooserBlock) and child.required

    return is_required


def _wants_items(block: blocks.ListBlock) -> bool:
    return bool(getattr(block.meta, "min_num", None))


def _known(block: blocks.BaseStreamBlock, child: dict) -> bool:
    # As in Wagtail: what is left of a block type that has been removed is passed over.
    return child["type"] in block.child_blocks


def _item(item: Any) -> Any:
    """The value of a list's item: `{"type": "item", "value", "id"}`, or bare in older data."""
    if isinstance(item, dict) and item.get("type") == "item" and "value" in item:
        return item["value"]
    return item


def _is_wagtails_image(block: blocks.Block) -> bool:
    """Wagtail's ImageBlock has a template, but is an ordinary struct to API v2."""
    return isinstance(block, ImageBlock) and block.meta.template == ImageBlock._meta_class.template


def _overrides(block: blocks.Block, *methods: str) -> bool:
    """Whether a class outside Wagtail defines one of the methods for this block."""
    owners = [next(cls for cls in type(block).__mro__ if method in vars(cls)) for method in methods]
    return any(not owner.__module__.startswith("wagtail.") for owner in owners)
