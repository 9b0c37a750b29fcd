"""The blocks of all content types, each with values that look different."""

from collections.abc import Iterator
from typing import Any

from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import select_template
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block
from wagtail.fields import StreamField

from cms.kinds import api_fields
from cms.plugins import content_types
from cms.previews.states import LONG, SHORT
from cms.representations import build_block, with_origin
from cms.representations.schema import Schemas, block_schema, example


def block_previews() -> list[dict]:
    """Return `[{"name", "label", "type", "values"}]`: a block that looks the same on all types is
    there once. `type` is that of a page that may hold it, and `values` are `[{"id", "label",
    "value"}]`.
    """
    found: dict[tuple, dict] = {}
    for label, name, block in _blocks():
        key = (name, type(block), _template_name(label, name))
        if key not in found:
            found[key] = {
                "name": name,
                "label": block.label,
                "type": label,
                "values": [
                    {"id": f"{label}-{name}-{number}", "label": state, "value": value}
                    for number, (state, value) in enumerate(_values(block, name))
                ],
            }
    return list(found.values())


def _blocks() -> Iterator[tuple[str, str, Block]]:
    """Yield the blocks that a page shows: the page's type, the block's name, the block."""
    for model in content_types():
        shown = {entry.name for entry in api_fields(model)}
        for field in model._meta.concrete_fields:
            if isinstance(field, StreamField) and field.name in shown:
                for name, block in field.stream_block.child_blocks.items():
                    yield model._meta.label, name, block


def _values(block: Block, name: str) -> list[tuple[str, Any]]:
    schemas = Schemas()
    schema = block_schema(schemas, block, name)
    values: dict[Any, Any] = {}
    if block.is_previewable:
        value = build_block(block, block.normalize(block.get_preview_value()))
        values[_("as in the block picker")] = with_origin(value, "")
    values[_("long texts")] = example(schemas, schema, name, text=LONG)
    values[_("no more than it must have")] = example(schemas, schema, name, text=SHORT, least=True)
    # A chooser has no sample before there is anything to choose.
    return [(label, value) for label, value in values.items() if value]


def _template_name(page_type: str, name: str) -> str:
    names = [f"{app}/blocks/{name}.html" for app in (page_type.split(".")[0], "cms")]
    try:
        return select_template(names).template.name
    except TemplateDoesNotExist:
        return ""  # it renders itself
