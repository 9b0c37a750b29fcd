"""The functions that build: pages in, representations and cards out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import CollectionMember, Page

from cms.kinds import api_fields, write_block, write_field
from cms.kinds.nodes import OMITTED, Reference
from cms.kinds.urls import file_url
from cms.representations.builder import Builder
from cms.representations.relations import Relations
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
    """The representations of specific page instances, in order.

    Whether the pages themselves may be seen is the caller's to ask; of what they refer to, only
    what is visible is shown. With `preview`, a placeholder tells an editor where the public
    sees nothing.
    """
    pages = list(pages)
    builder = Builder(pages, preview)
    unfinished = [builder.write_page(page) for page in pages]
    builder.load(unfinished)
    built = []
    for page, members in zip(pages, unfinished, strict=True):
        finished = fit(builder.finish_page(page, members))
        built.append(
            Representation(finished, card_of(type(page), finished), builder.dependencies(page))
        )
    return built


def represent(instances: Iterable[Model]) -> list[dict]:
    """What any reference shows of objects that are no pages; of images and documents also v2's
    `meta.tags` and `meta.download_url`. Those that are not visible are left out.
    """
    instances = list(instances)
    builder = Builder([], preview=False)
    relations = Relations(instances)
    references = [Reference.to(type(instance), instance.pk) for instance in instances]
    builder.load(references)
    found = []
    for instance, reference in zip(instances, references, strict=True):
        representation = builder.finish(reference, site_id=None)
        if representation is not OMITTED:
            meta = representation["meta"]
            if isinstance(instance, CollectionMember):
                tags = relations.tags(instance, type(instance)._meta.get_field("tags"))
                meta |= {"tags": tags, "download_url": file_url(_download_url(instance))}
            found.append(fit(representation | {"meta": meta}))
    return found


def represent_fields(instance: Model, site_id: int | None) -> dict:
    """Only the `api_fields` of an object, such as a site setting, as seen from a site."""
    builder = Builder([], preview=False)
    relations = Relations([instance])
    unfinished = {
        entry.name: write_field(instance, entry, relations) for entry in api_fields(type(instance))
    }
    builder.load(unfinished)
    return fit(builder.finish(unfinished, site_id))


def build_block(block, value) -> Any:
    """The JSON of a single block, for its preview in the admin; None if it would be left out."""
    builder = Builder([], preview=True)
    unfinished = write_block(block, block.get_prep_value(value))
    builder.load(unfinished)
    finished = builder.finish(unfinished, site_id=None)
    return None if finished is OMITTED else fit(finished)


def card_of(model: type[Page], finished: dict) -> dict:
    """What lists and teasers show of a page, taken from its representation."""
    meta = finished["meta"]
    names = [*_CARD_FIELDS, *getattr(model, "card_fields", [])]
    return {
        "id": finished["id"],
        "meta": {key: meta[key] for key in _CARD_META},
        **{name: finished[name] for name in names if name in finished},
    }


def _download_url(instance: AbstractImage | AbstractDocument) -> str:
    return instance.url if isinstance(instance, AbstractDocument) else instance.file.url
