"""What a page refers to, by Wagtail's account of it, and what its JSON shows of that."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from wagtail.models import CollectionMember, Page, ReferenceIndex

from cms.models import ContentPage


def references_of(page: ContentPage) -> list[Model]:
    """Return the objects that are chosen, linked or embedded in the page."""
    ReferenceIndex.create_or_update_for_object(page)
    entries = ReferenceIndex.get_references_for_object(page)
    return [
        entry.to_content_type.get_object_for_this_type(pk=entry.to_object_id) for entry in entries
    ]


def shows(representation: dict, target: Model) -> bool:
    """Return whether a representation holds the object, a link to it in rich text, or its title in
    what a block of its own makes.
    """
    named = any(
        each["id"] == target.pk and each["meta"]["type"] == _type(target)
        for each in _objects(representation)
    )
    texts = list(texts_in(representation))
    url, title = getattr(target, "url", None), getattr(target, "title", None)
    return named or title in texts or (url and any(f'{url}"' in text for text in texts))


def can_be_hidden(target: Model) -> bool:
    """Return whether something may keep the public from the object, so that pages must leave it
    out.
    """
    return isinstance(target, Page | CollectionMember)


def texts_in(representation: Any) -> Iterator[str]:
    """Yield the names and sentences in a representation; URLs, dates and codes have no space."""
    if isinstance(representation, str):
        if " " in representation:
            yield representation
    elif isinstance(representation, dict):
        for name, member in representation.items():
            if name != "meta":
                yield from texts_in(member)
    elif isinstance(representation, list):
        for item in representation:
            yield from texts_in(item)


def _objects(representation: Any) -> Iterator[dict]:
    """Yield every `{"id", "meta": {"type"}}` in a representation, at any depth."""
    if isinstance(representation, dict):
        if "id" in representation and "meta" in representation:
            yield representation
        for member in representation.values():
            yield from _objects(member)
    elif isinstance(representation, list):
        for item in representation:
            yield from _objects(item)


def _type(target: Model) -> str:
    model = target.specific_class if isinstance(target, Page) else type(target)
    return model._meta.label
