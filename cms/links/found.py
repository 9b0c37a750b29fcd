"""The links that a page holds, read from what is stored or written in its form: no object that one
leads to is loaded, so one that is gone is seen as well.
The links of a reusable text are those of the pages that show it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from bs4 import BeautifulSoup
from django.db.models import Field, Model, URLField
from django.utils.functional import Promise
from django.utils.text import Truncator, capfirst
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.blocks import Block, ChooserBlock, RichTextBlock, URLBlock
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from cms.blocks.reusable_text import ReusableTextBlock

#: How much of a link's text is told.
_LONGEST_NAME = 80
#: The members by which rich text says what a link leads to.
_LINK_TYPES: dict[str, type[Model]] = {"page": Page, "document": AbstractDocument}


@dataclass(frozen=True)
class Link:
    """A link to a page or document by its key, or to an address. `name` is its text, or else what
    its field or block is called; `path` leads to it in the form.
    """

    name: str
    path: str
    #: `Page` or `AbstractDocument`; None: it leads to `address`.
    model: type[Model] | None = None
    #: None: it is no key of anything.
    key: int | None = None
    address: str = ""
    #: Whether the page tells it to its readers as it stands. What is shown by a rule, such as the
    #: link for those who have signed up, isn't.
    is_told: bool = True


def links_of(page: Any) -> Iterator[Link]:
    """Yield the links of a page, saved or as it stands in a form, in the order of its fields."""
    told = _told_fields(page)
    for name, link in _of_page(page):
        yield link if name in told else replace(link, is_told=False)


def _told_fields(page: Any) -> set[str]:
    """Return the fields that the representation holds as they are."""
    fields = getattr(page, "api_fields", [])
    return {
        getattr(each, "name", each)
        for each in fields
        if not getattr(each, "serializer", None) and isinstance(getattr(each, "name", each), str)
    }


def _of_page(page: Any) -> Iterator[tuple[str, Link]]:
    for field in page._meta.get_fields():
        if field.concrete:
            yield from ((field.name, link) for link in _of_field(page, field, field.name))
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        fields = [each for each in relation.related_model._meta.fields if _may_link(each)]
        for row in getattr(page, name).all() if fields else []:
            for field in fields:
                path = f"{name}.{row.pk}.{field.name}"
                yield from ((name, link) for link in _of_field(row, field, path))


def _may_link(field: Field) -> bool:
    return bool(
        _chosen_model(field)
        or isinstance(field, URLField)
        or hasattr(field, "extract_references")  # blocks and rich text
    )


def _chosen_model(field: Field) -> type[Model] | None:
    """Return the model of a field by which an editor chooses a page or a document."""
    if not field.many_to_one or not field.editable or isinstance(field, ParentalKey):
        return None
    return _of_a_kind(field.related_model)


def _of_a_kind(model: Any) -> type[Model] | None:
    bases = _LINK_TYPES.values()
    return next(
        (each for each in bases if isinstance(model, type) and issubclass(model, each)), None
    )


def _of_field(instance: Any, field: Field, path: str) -> Iterator[Link]:
    name, value = str(capfirst(field.verbose_name)), getattr(instance, field.attname, None)
    if not value or not _may_link(field):
        return
    if model := _chosen_model(field):
        yield Link(name, path, model, value)
    elif hasattr(field, "stream_block"):
        yield from _of_blocks(field.stream_block, list(value.raw_data), path, name)
    elif isinstance(field, URLField):
        yield Link(name, path, address=value)
    else:
        yield from _of_text(value, path, name)


def _of_blocks(block: Block, raw: Any, path: str, name: str) -> Iterator[Link]:
    """Yield the links within a block's value, as it is stored."""
    if isinstance(raw, dict) and hasattr(block, "child_blocks"):
        for key, child in block.child_blocks.items():
            text = raw.get("text")
            named = text.strip() if isinstance(text, str) else ""
            yield from _of_blocks(child, raw.get(key), f"{path}.{key}", named or _label(child))
    elif isinstance(raw, list):
        for item in raw:
            child = _child(block, item)
            if child is not None:
                below = f"{path}.{item.get('id')}"
                yield from _of_blocks(child, item.get("value"), below, _label(child))
    elif raw:
        for kind, read in _READ.items():
            if isinstance(block, kind):
                yield from read(block, raw, path, name)


def _child(block: Any, item: Any) -> Block | None:
    if not isinstance(item, dict):
        return None
    if hasattr(block, "child_blocks"):
        return block.child_blocks.get(item.get("type"))
    return getattr(block, "child_block", None)


def _label(block: Block) -> str:
    return str(capfirst(str(block.label or block.name)))


def _of_chooser(block: Any, raw: Any, path: str, name: str) -> Iterator[Link]:
    if model := _of_a_kind(block.model_class):
        yield Link(_short(name), path, model, _key(raw))


def _of_address(block: Any, raw: Any, path: str, name: str) -> Iterator[Link]:
    yield Link(_short(name), path, address=str(raw).strip())


def _of_text_block(block: Any, raw: Any, path: str, name: str) -> Iterator[Link]:
    yield from _of_text(str(raw), path, name)


def _of_reusable_text(block: Any, raw: Any, path: str, name: str) -> Iterator[Link]:
    """Yield the links of the text that the page shows there."""
    stored = block.model_class.objects.filter(pk=_key(raw)).values_list("text", flat=True)
    for html in stored:
        yield from _of_text(html, path, name)


def _of_text(html: str, path: str, name: str) -> Iterator[Link]:
    """Yield the links of a rich text as it is stored."""
    for anchor in BeautifulSoup(html, "html.parser").find_all("a"):
        named = _short(anchor.get_text(" ", strip=True) or name)
        kind, address = anchor.get("linktype"), str(anchor.get("href") or "").strip()
        if kind in _LINK_TYPES:
            yield Link(named, path, _LINK_TYPES[kind], _key(anchor.get("id")))
        elif address and not kind:
            yield Link(named, path, address=address)


#: How links are read of what is stored of a block, by the block's class.
_READ: dict[type[Block], Callable[[Any, Any, str, str], Iterator[Link]]] = {
    ChooserBlock: _of_chooser,
    URLBlock: _of_address,
    RichTextBlock: _of_text_block,
    ReusableTextBlock: _of_reusable_text,
}


def _key(raw: Any) -> int | None:
    text = str(raw)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _short(name: str | Promise) -> str:
    return Truncator(str(name)).chars(_LONGEST_NAME)
