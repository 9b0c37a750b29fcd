"""All that a page holds, block for block, with the way to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from wagtail.blocks import Block, RichTextBlock


@dataclass(frozen=True)
class Piece:
    """A block, or a field of rich text, in which case `block` is None, with its value."""

    block: Block | None
    value: Any
    path: str

    @property
    def html(self) -> str:
        """The text as it is stored, if it is a rich one."""
        if self.block is None:
            return self.value or ""
        is_rich = isinstance(self.block, RichTextBlock)
        return self.value.source if is_rich and self.value is not None else ""

    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")


def pieces(page: Any) -> Iterator[Piece]:
    """Yield what the page's fields of blocks and of rich text hold, in the order of the fields."""
    for field in page._meta.get_fields():
        if hasattr(field, "stream_block"):
            yield from _within(field.stream_block, getattr(page, field.name), field.name)
        elif hasattr(field, "extract_references") and field.concrete:
            yield Piece(None, getattr(page, field.name), field.name)


def _within(block: Block, value: Any, path: str) -> Iterator[Piece]:
    yield Piece(block, value, path)
    if value is None:
        return
    if hasattr(value, "bound_blocks"):
        children = value.bound_blocks
        if isinstance(children, dict):
            for name, child in children.items():
                yield from _within(child.block, child.value, f"{path}.{name}")
        else:
            for child in children:
                yield from _within(child.block, child.value, f"{path}.{child.id}")
    elif hasattr(value, "raw_data"):
        for child in value:
            yield from _within(child.block, child.value, f"{path}.{child.id}")
