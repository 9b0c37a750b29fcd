"""The preview of a block in the admin's block picker, by the template that the public meets."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from wagtail.blocks.base import BoundBlock

from cms.representations import build_block, with_origin
from cms.templatetags.cms_tags import blocks

register = template.Library()


@register.simple_tag(takes_context=True)
def block_preview(context: Context, bound_block: BoundBlock) -> str:
    """Render a block's sample value from its JSON; nothing where there is nothing to choose yet."""
    block = bound_block.block
    value = build_block(block, bound_block.value)
    if value is None:
        return ""
    # A block's template is looked for in the app of the page that it stands on.
    page_type = f"{type(block).__module__.split('.')[0]}.BlockPreview"
    return sample_block(context, page_type, block.name, with_origin(value, ""), "")


@register.simple_tag(takes_context=True)
def sample_block(context: Context, page_type: str, name: str, value: Any, block_id: str) -> str:
    """Render a block's JSON as it looks on a page of a type."""
    with context.push(page={"meta": {"type": page_type}}, now=timezone.now()):
        return blocks(context, [{"type": name, "value": value, "id": block_id}])
