"""The functions that build: pages in, representations and cards out.

Each page is written once with a node wherever another object will stand (`writing.py`), all of
these are loaded with one query a model (`loading.py`), and then put in place (`finishing.py`). So
the queries don't grow with the pages.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import CollectionMember, Page

from cms.kinds import api_fields, write_block, write_field
from cms.kinds.nodes import OMITTED, Reference, finish
from cms.kinds.urls import file_url
from cms.representations.finishing import LoadedFinishing
from cms.representations.links import Ancestors, SiteRoots, owner, site_of
from cms.representations.loading import load, references_in
from cms.representations.relations import Relations
from cms.representations.trace import Trace
from cms.representations.writing import write_page
from cms.values.texts import fit

_CARD_FIELDS = ["title", "lede", "image"]
#: What the API's lists show unasked, so that they need no more than cards.
_CARD_META = ["type", "detail_url", "html_url", "slug", "first_published_at"]


@dataclass(frozen=True)
class Representation:
    """A page as the public sees it. URLs of its own site stand under `SITE_ORIGIN`."""

    page: dict
    card: dict
    #: Every object that it depends on, existing or not, and whether it contains something of it.
    dependencies: Mapping[Reference, bool] = field(default_factory=dict, compare=False, repr=False)


def build(pages: Iterable[Page], *, preview: bool = False) -> list[Representation]:
    """Return the representations of specific page instances, in order.

    Whether the pages themselves may be seen is the caller's to ask; of what they refer to, only
    what is visible is shown. With `preview`, a placeholder tells an editor where the public
    sees nothing.
    """
    pages = list(pages)
    relations, trace, roots = Relations(pages), Trace(), SiteRoots()
    roots.tell(pages)
    ancestors = Ancestors(pages, roots)
    unfinished = [_write(page, relations, ancestors, trace) for page in pages]
    loaded = load(unfinished, relations, roots, trace)
    built = []
    for page, members in zip(pages, unfinished, strict=True):
        # A copy, since blocks may note on it what they have rendered.
        context = {"page": copy.copy(page)}
        finishing = LoadedFinishing(loaded, relations, site_of(page), preview, context)
        finishing.show(Reference(Page, above.pk) for above in ancestors.visible_of(page))
        with trace.loading(owner(page)):
            finished = fit(finish(members, finishing))
        trace.shows(owner(page), finishing.shown)
        card = card_of(type(page), finished)
        built.append(Representation(finished, card, trace.result(owner(page))))
    return built


def _write(page: Page, relations: Relations, ancestors: Ancestors, trace: Trace) -> dict:
    with trace.loading(owner(page)):
        members = write_page(page, relations, ancestors)
    trace.refers(owner(page), ancestors.of(page))
    trace.refers(owner(page), references_in(members))
    return members


def represent(instances: Iterable[Model]) -> list[dict]:
    """Return what any reference shows of objects that are no pages; of images and documents also
    v2's `meta.tags` and `meta.download_url`. Those that are not visible are left out.
    """
    instances = list(instances)
    relations = Relations(instances)
    references = [Reference.to(type(instance), instance.pk) for instance in instances]
    finishing = _finishing(references)
    found = []
    for instance, reference in zip(instances, references, strict=True):
        representation = finish(reference, finishing)
        if representation is not OMITTED:
            meta = representation["meta"]
            if isinstance(instance, CollectionMember):
                tags = relations.tags(instance, type(instance)._meta.get_field("tags"))
                meta |= {"tags": tags, "download_url": file_url(_download_url(instance))}
            found.append(fit(representation | {"meta": meta}))
    return found


def represent_fields(instance: Model, site_id: int | None) -> dict:
    """Return only the `api_fields` of an object, such as a site setting, as seen from a site."""
    relations = Relations([instance])
    unfinished = {
        entry.name: write_field(instance, entry, relations) for entry in api_fields(type(instance))
    }
    return fit(finish(unfinished, _finishing(unfinished, site_id)))


def build_block(block, value) -> Any:
    """Return the JSON of a single block, for its preview in the admin; None if it would be left
    out.
    """
    unfinished = write_block(block, block.get_prep_value(value))
    finished = finish(unfinished, _finishing(unfinished, is_preview=True))
    return None if finished is OMITTED else fit(finished)


def _finishing(
    unfinished: Any, site_id: int | None = None, is_preview: bool = False
) -> LoadedFinishing:
    """Return what finishes something that is no page, with all that it refers to."""
    relations = Relations([])
    loaded = load(unfinished, relations, SiteRoots(), Trace())
    return LoadedFinishing(loaded, relations, site_id, is_preview)


def card_of(model: type[Page], finished: dict) -> dict:
    """Return what lists and teasers show of a page, taken from its representation."""
    meta = finished["meta"]
    names = [*_CARD_FIELDS, *getattr(model, "card_fields", [])]
    return {
        "id": finished["id"],
        "meta": {key: meta[key] for key in _CARD_META},
        **{name: finished[name] for name in names if name in finished},
    }


def _download_url(instance: AbstractImage | AbstractDocument) -> str:
    return instance.url if isinstance(instance, AbstractDocument) else instance.file.url
