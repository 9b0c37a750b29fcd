"""The preview of a block in the admin's block picker, by the template that the public meets."""

from django import template
from django.template.context import Context
from wagtail.blocks.base import BoundBlock

from cms.representations import build_block, with_origin
from cms.templatetags.cms_tags import blocks

register = template.Library()


@register.simple_tag(takes_context=True)
def block_preview(context: Context, bound_block: BoundBlock) -> str:
    """Render a block's sample value from its JSON; nothing where there is nothing to choose yet."""
    block = bound_block.block
    value = build_block(block, bound_block.value)
    stream = with_origin({"blocks": [{"type": block.name, "value": value, "id": ""}]}, "")
    # A block's template is looked for in the app of the page that it stands on.
    app_label = type(block).__module__.split(".")[0]
    with context.push(page={"meta": {"type": f"{app_label}.BlockPreview"}}):
        return blocks(context, stream["blocks"] if value is not None else [])
