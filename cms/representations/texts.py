"""What a page says, as plain text: read from its representation, so nothing hidden is in it."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.db.models.fields.reverse_related import ForeignObjectRel
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.search.index import RelatedFields, SearchField

from cms.representations.fields import api_fields
from cms.representations.streams import represents_itself

#: Tags between which words stand apart; all others may stand within a word.
_APART = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|br|hr|div|blockquote|table|t[dhr]|dl|dt|dd|figure|figcaption|section)"
    r"\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
#: Members that hold no text for people.
_TECHNICAL = {"id", "type", "meta", "url", "spec"}


@dataclass(frozen=True)
class Texts:
    """`shown` is what the page calls the objects that it shows, and what blocks with a rendering
    of their own say: of it, nobody but a new build knows whether it is still to be seen.
    """

    title: str
    lede: str
    body: str
    shown: str


def page_texts(model: type[Page], representation: dict) -> Texts:
    """The texts of a page of this type. The type's `search_fields` name the members whose own
    words count; the names of what it shows are taken from all.
    """
    searched = _searched(model)
    reader = _Reader()
    own: dict[str, list[str]] = {"title": [representation["title"]], "lede": [], "body": []}
    for entry in api_fields(model):
        if entry.name == "title":
            continue
        read = list(reader.member(model, entry.name, representation.get(entry.name), searched))
        if entry.name in searched:
            own["lede" if entry.name == "lede" else "body"] += read
    joined = {name: _joined(pieces) for name, pieces in own.items()}
    return Texts(**joined, shown=_joined(reader.shown))


def text_of_html(source: str) -> str:
    """The text of finished HTML, each paragraph on a line of its own."""
    return html.unescape(_TAG.sub("", _APART.sub("\n", source)))


class _Reader:
    """Reads values by what their fields and blocks are. Gives the page's own texts, and keeps
    those of what it shows.
    """

    def __init__(self) -> None:
        self.shown: list[str] = []

    def member(
        self, model: type[Model], name: str, value: Any, searched: dict[str, set[str]]
    ) -> Iterator[str]:
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            field = None
        if isinstance(field, StreamField):
            yield from self.block(field.stream_block, value)
        elif isinstance(field, ForeignObjectRel) and isinstance(value, list):
            for child in value:
                for part in searched.get(name, ()):
                    yield from self.member(field.related_model, part, child.get(part), {})
        elif isinstance(value, str):
            yield text_of_html(value) if isinstance(field, RichTextField) else value
        else:
            self.foreign(value)

    def block(self, block: blocks.Block, value: Any) -> Iterator[str]:
        if value is None:
            return
        if represents_itself(block) or _is_rendered(value):
            self.foreign(value)
        elif isinstance(block, blocks.BaseStreamBlock):
            for child in value:
                yield from self.block(block.child_blocks[child["type"]], child["value"])
        elif isinstance(block, blocks.ListBlock):
            for item in value:
                yield from self.block(block.child_block, item)
        elif isinstance(block, blocks.BaseStructBlock):
            for name, child in block.child_blocks.items():
                yield from self.block(child, value.get(name))
        elif isinstance(block, blocks.RichTextBlock | blocks.RawHTMLBlock):
            yield text_of_html(value)
        elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
            yield value
        elif isinstance(block, blocks.ChooserBlock):
            self.foreign(value)

    def foreign(self, value: Any) -> None:
        """Keep the names of references, and whatever else is text in a value of any structure."""
        if isinstance(value, list):
            for item in value:
                self.foreign(item)
        elif _is_rendered(value):
            self.shown.append(text_of_html(value["html"]))
        elif isinstance(value, dict):
            if _is_reference(value):
                self.shown += _names(value)
            else:
                for name, item in value.items():
                    if name not in _TECHNICAL:
                        self.foreign(item)
        elif isinstance(value, str) and "://" not in value:
            self.shown.append(value)


def _searched(model: type[Model]) -> dict[str, set[str]]:
    """The names of the members whose texts count; of child rows, also those of their members."""
    found: dict[str, set[str]] = {}
    for field in getattr(model, "search_fields", []):
        if isinstance(field, SearchField):
            found[field.field_name] = set()
        elif isinstance(field, RelatedFields):
            found[field.field_name] = {
                each.field_name for each in field.fields if isinstance(each, SearchField)
            }
    return found


def _is_rendered(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"value", "html"}


def _is_reference(value: dict) -> bool:
    return "id" in value and isinstance(value.get("meta"), dict) and "type" in value["meta"]


def _names(reference: dict) -> Iterator[str]:
    """What a reference calls its object: of an image what it depicts, and of all others the title
    and what is searched for in their models. Another page is found by itself.
    """
    try:
        model = apps.get_model(reference["meta"]["type"])
    except (LookupError, ValueError):
        return
    if issubclass(model, Page):
        return
    if issubclass(model, AbstractImage):
        names: Iterable[str] = ["alt"]
    else:
        names = dict.fromkeys(["title", "name", *_searched(model)])
    yield from (reference[name] for name in names if isinstance(reference.get(name), str))


def _joined(pieces: Iterable[str]) -> str:
    return "\n".join(filter(None, (piece.strip() for piece in pieces)))
