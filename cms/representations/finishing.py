"""The last step of a build: the loaded objects are put in place of the nodes."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Model
from wagtail.blocks import Block
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.kinds.blocks import jsonable, python_value
from cms.kinds.nodes import OMITTED, Reference, finish
from cms.kinds.references import is_file, shows_title
from cms.kinds.urls import detail_url, file_url
from cms.representations import rich_text
from cms.representations.links import link_to
from cms.representations.loading import Loaded
from cms.representations.moments import has_passed, moment_key, moment_model
from cms.representations.relations import Relations
from cms.representations.writing import write_reference


@dataclass(frozen=True)
class LoadedFinishing:
    """What nodes are finished by, as `cms.kinds.nodes.Finishing` has it."""

    loaded: Loaded
    relations: Relations
    site_id: int | None
    is_preview: bool = False
    #: What a block that renders itself finds of its page, as in a template of Wagtail's.
    parent_context: dict[str, Any] = field(default_factory=dict)
    #: What the representation shows.
    shown: list[Reference] = field(default_factory=list)

    def find(self, reference: Reference) -> Model | None:
        return self.loaded[Reference(reference.model, reference.pk)]

    def write(self, reference: Reference) -> Any:
        instance = self.find(reference)
        if instance is None:
            return OMITTED
        if isinstance(instance, Page):
            link = link_to(instance, self.site_id)
            if link is None:
                return OMITTED
            self.show([reference])
            return link if reference.link else link | self._members(instance)
        self.show([reference])
        title = {"title": instance.title} if shows_title(type(instance)) else {}
        members = self._members(instance, reference.extra_fields)
        finished = {"id": instance.pk, "meta": _meta(instance), **title, **members}
        if isinstance(instance, AbstractImage):
            # API v2 shows them of any image model, also of one without `api_fields`.
            finished |= {"width": instance.width, "height": instance.height}
        return finished

    def expand(self, source: str) -> str:
        linked = rich_text.references(source)
        self.show(each for each in linked if self.loaded.get(each))
        with self._resolving():
            return rich_text.expand(source)

    def render(self, block: Block, value: Any) -> str:
        with self._resolving():
            return str(block.render(python_value(block, value, self.find), self.parent_context))

    def represent(self, block: Block, value: Any) -> Any:
        with self._resolving():
            found = python_value(block, value, self.find)
            return jsonable(block.get_api_representation(found, context={}))

    def has_passed(self, instant: datetime) -> bool:
        return has_passed(instant, self.loaded[Reference(moment_model(), moment_key(instant))])

    def show(self, references: Iterable[Reference]) -> None:
        self.shown.extend(references)

    def part(self) -> "LoadedFinishing":
        return replace(self, shown=[])

    def _members(self, instance: Model, extra_fields: tuple[str, ...] = ()) -> dict:
        return finish(write_reference(instance, self.relations, extra_fields), self)

    def _resolving(self) -> AbstractContextManager[None]:
        return rich_text.resolving(self.loaded, self.site_id)


def _meta(instance: Model) -> dict[str, Any]:
    meta = {"type": instance._meta.label}
    if url := detail_url(type(instance), instance.pk):
        meta["detail_url"] = url
    if is_file(type(instance)):
        meta["download_url"] = file_url(instance.url)
    elif hasattr(instance, "get_absolute_url"):
        meta["html_url"] = file_url(instance.get_absolute_url())
    return meta
