"""StreamField → JSON. Wagtail's block classes are known here, and no block by its name."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.representations.faults import part
from cms.representations.nodes import OMITTED, Html, Reference, Rendered, Whole


def write_stream(value: blocks.StreamValue) -> list:
    """A StreamField's value as `[{"type", "value", "id"}]`.

    It is read from the raw data: Wagtail's own values load each chosen object when touched.
    """
    return _write(value.stream_block, list(value.raw_data)) if value else []


def write_block(block: blocks.Block, value: Any) -> Any:
    """The value of a single block, given as Wagtail's Python value."""
    return _write(block, block.get_prep_value(value))


def _write(block: blocks.Block, raw: Any) -> Any:
    if _overrides(block, "get_api_representation"):
        return _jsonable(block.get_api_representation(block.to_python(raw), context={}))
    if _is_wagtails_image(block):
        return _struct(block, raw if isinstance(raw, dict) else {"image": raw})
    if getattr(block.meta, "template", None) or _overrides(block, "render"):
        return {"value": _jsonable(raw), "html": Rendered(block, raw)}
    if isinstance(block, blocks.BaseStreamBlock):
        return [_stream_child(block, child) for child in raw or [] if _known(block, child)]
    if isinstance(block, blocks.ListBlock):
        return [_write(block.child_block, _item(item)) for item in raw or []]
    if isinstance(block, blocks.BaseStructBlock):
        return _struct(block, raw or {})
    if isinstance(block, blocks.RichTextBlock):
        return Html(raw or "")
    if isinstance(block, blocks.ChooserBlock):
        extra_fields = tuple(getattr(block, "extra_fields", ()))
        return Reference.to(block.model_class, raw, extra_fields=extra_fields)
    return _jsonable(raw)


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


def describe(child: dict) -> str:
    """A block of a stream, for those who are to find it."""
    return f"block {child['type']} {child.get('id')}"


def _struct(block: blocks.BaseStructBlock, raw: dict) -> Whole:
    members = {}
    for name, child in block.child_blocks.items():
        value = raw[name] if name in raw else child.get_prep_value(child.get_default())
        members[name] = _write(child, value)
    return Whole(members, required=frozenset(filter(_chosen(block), members)))


def _chosen(block: blocks.BaseStructBlock):
    """Tells of a member's name whether it is a choice that its block can't do without."""

    def is_required_chooser(name: str) -> bool:
        child = block.child_blocks[name]
        return isinstance(child, blocks.ChooserBlock) and child.required

    return is_required_chooser


def _known(block: blocks.BaseStreamBlock, child: dict) -> bool:
    # As in Wagtail: what is left of a block type that has been removed is passed over.
    return child["type"] in block.child_blocks


def _item(item: Any) -> Any:
    """The value of a list's item: `{"type": "item", "value", "id"}`, or bare in older data."""
    if isinstance(item, dict) and item.get("type") == "item" and "value" in item:
        return item["value"]
    return item


def _is_wagtails_image(block: blocks.Block) -> bool:
    """Wagtail's ImageBlock has a template, but is an ordinary struct; older data is a bare key."""
    return isinstance(block, ImageBlock) and block.meta.template == ImageBlock._meta_class.template


def _overrides(block: blocks.Block, method: str) -> bool:
    """Whether a class outside Wagtail defines the method for this block."""
    owner = next(cls for cls in type(block).__mro__ if method in vars(cls))
    return not owner.__module__.startswith("wagtail.")


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return DjangoJSONEncoder().default(value)
