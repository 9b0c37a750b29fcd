"""The second step of a build: everything that the nodes ask for, with one query a model."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.kinds.faults import part
from cms.kinds.nodes import Guarded, Html, Reference, Represented, Timed
from cms.representations import rich_text
from cms.representations.links import SiteRoots
from cms.representations.moments import moment_key, moment_model
from cms.representations.relations import Relations
from cms.representations.trace import Trace
from cms.representations.writing import write_reference
from cms.visibility import visible

#: What was asked for; None: hidden from the public, or not there.
Loaded = dict[Reference, Model | None]


def load(unfinished: Any, relations: Relations, roots: SiteRoots, trace: Trace) -> Loaded:
    """Return the objects that an unfinished representation asks for, and those that these ask
    for in turn.
    """
    loaded: Loaded = {}
    wanted: dict[type[Model], set] = defaultdict(set)

    def want(references: Iterable[Reference]) -> None:
        for reference in references:
            if Reference(reference.model, reference.pk) not in loaded:
                wanted[reference.model].add(reference.pk)

    want(references_in(unfinished))
    while wanted:
        # Images last: what refers to an image is then known, and one query finds them all.
        model = max(wanted, key=_outward)
        keys = wanted.pop(model)
        found = {instance.pk: instance for instance in _visible_instances(model, keys)}
        for pk in keys:
            loaded[Reference(model, pk)] = found.get(pk)
        roots.tell(found.values())
        relations.add(list(found.values()))
        for pk, instance in found.items():
            owner = Reference(model, pk)
            loaded[owner] = None  # unless it can be written
            with part(f"{instance._meta.label} {pk}"), trace.loading(owner):
                references = list(references_in(write_reference(instance, relations)))
                loaded[owner] = instance
                trace.refers(owner, references)
                want(references)
    return loaded


def references_in(node: Any) -> Iterator[Reference]:
    """Yield the objects that an unfinished representation asks for."""
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


def _outward(model: type[Model]) -> int:
    """Return how far a model's references reach: pages first, then what points to images, then
    images.
    """
    if issubclass(model, Page):
        return 2
    if issubclass(model, AbstractImage | AbstractDocument):
        return 0
    return 1


def _visible_instances(model: type[Model], keys: set) -> Iterable[Model]:
    queryset = visible(model._default_manager.filter(pk__in=keys))
    if issubclass(model, Page):
        return queryset.defer_streamfields().specific()
    if issubclass(model, AbstractImage):
        return queryset.prefetch_related("renditions")
    return queryset
