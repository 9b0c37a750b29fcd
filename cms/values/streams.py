"""The texts of StreamFields that code has made; those of forms are fit by their blocks' fields."""

from typing import Any

from wagtail import blocks

from cms.values.texts import fit, line, lines, rich_text


def fit_stream(value: blocks.StreamValue) -> blocks.StreamValue:
    """Return the stream with all its texts fit; the very same if they are."""
    raw = value.get_prep_value()
    fitted = _fit(value.stream_block, raw)
    if fitted is raw:
        return value
    return blocks.StreamValue(value.stream_block, fitted, is_lazy=True)


def _fit(block: blocks.Block | None, raw: Any) -> Any:
    """Return the raw data of a block, the very same if it is fit."""
    if isinstance(raw, str):
        return _by_block(block)(raw)
    if isinstance(raw, list):
        items = [_fit(_child(block, item), item) for item in raw]
        return items if any(new is not old for new, old in zip(items, raw, strict=True)) else raw
    if isinstance(raw, dict):
        if isinstance(block, _Item):
            members = {**raw, "value": _fit(block.block, raw["value"])}
        elif isinstance(block, blocks.BaseStructBlock):
            members = {name: _fit(block.child_blocks.get(name), item) for name, item in raw.items()}
        else:
            return fit(raw)
        return members if any(members[name] is not raw[name] for name in raw) else raw
    return raw


class _Item:
    """What stands for `{"type", "value", "id"}`, the form in which streams and lists hold a
    block.
    """

    def __init__(self, block: blocks.Block | None) -> None:
        self.block = block


def _child(block: Any, item: Any) -> Any:
    """Return by what an item of a stream or list is fit."""
    is_wrapped = isinstance(item, dict) and "type" in item and "value" in item
    if isinstance(block, blocks.BaseStreamBlock) and is_wrapped:
        return _Item(block.child_blocks.get(item["type"]))
    if isinstance(block, blocks.ListBlock):
        return _Item(block.child_block) if is_wrapped else block.child_block
    return None


def _by_block(block: Any) -> Any:
    if isinstance(block, blocks.RichTextBlock):
        return rich_text
    if isinstance(
        block, blocks.CharBlock | blocks.RegexBlock | blocks.URLBlock | blocks.EmailBlock
    ):
        return line
    return lines
