"""Which objects a build loads, and in which order."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.kinds.nodes import Guarded, Html, Reference, Represented, Timed
from cms.representations import rich_text
from cms.representations.moments import moment_key, moment_model
from cms.visibility import visible


def references_in(node: Any) -> Iterator[Reference]:
    """The objects that an unfinished representation asks for."""
    if isinstance(node, Reference):
        yield node
    elif isinstance(node, Html):
        yield from rich_text.references(node.source)
    elif isinstance(node, Represented):
        yield from references_in(node.structure)
    elif isinstance(node, Guarded):
        yield from filter(None, node.references)
    elif isinstance(node, Timed):
        for instant in filter(None, (node.start, node.end)):
            yield Reference(moment_model(), moment_key(instant))
        yield from references_in(node.value)
    elif isinstance(node, dict):
        for item in node.values():
            yield from references_in(item)
    elif isinstance(node, list):
        for item in node:
            yield from references_in(item)


def outward(model: type[Model]) -> int:
    """How far a model's references reach: pages first, then what points to images, then images."""
    if issubclass(model, Page):
        return 2
    if issubclass(model, AbstractImage | AbstractDocument):
        return 0
    return 1


def visible_instances(model: type[Model], keys: set) -> Iterable[Model]:
    queryset = visible(model._default_manager.filter(pk__in=keys))
    if issubclass(model, Page):
        return queryset.defer_streamfields().specific()
    if issubclass(model, AbstractImage):
        return queryset.prefetch_related("renditions")
    return queryset
