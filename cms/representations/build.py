"""The one function that builds: pages in, representations and cards out.

A build writes each page once with a node wherever another object will stand, loads all of these
with one query a model, and then puts them in place. So its queries don't grow with the pages.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.representations import rich_text
from cms.representations.fields import api_fields, plain, write_field
from cms.representations.loading import outward, visible_instances
from cms.representations.nodes import (
    OMITTED,
    Guarded,
    Html,
    Reference,
    Rendered,
    Represented,
    Whole,
)
from cms.representations.relations import Relations
from cms.representations.streams import jsonable, python_value, write_block
from cms.representations.urls import children_url, detail_url, file_url, has_endpoint, page_url
from cms.visibility import visible

_CARD_FIELDS = ["title", "lede", "image"]


@dataclass(frozen=True)
class Representation:
    """A page as the public sees it. URLs of its own site stand under `SITE_ORIGIN`."""

    page: dict
    card: dict


def build(pages: Iterable[Page], *, preview: bool = False) -> list[Representation]:
    """The representations of specific page instances, in order.

    Whether the pages themselves may be seen is the caller's to ask; of what they refer to, only
    what is visible is shown. With `preview`, a placeholder tells an editor where the public
    sees nothing.
    """
    pages = list(pages)
    builder = _Builder(pages, preview)
    unfinished = [builder.write_page(page) for page in pages]
    builder.load(unfinished)
    return [
        Representation(
            page=(finished := builder.finish(members, site_id)), card=_card(page, finished)
        )
        for page, members, site_id in zip(
            pages, unfinished, map(builder.site_id, pages), strict=True
        )
    ]


def represent(instances: Iterable[Model]) -> list[dict]:
    """Images and documents: what any reference shows of them, and v2's `meta.tags` and
    `meta.download_url`. Those that are not visible are left out.
    """
    instances = list(instances)
    builder = _Builder([], preview=False)
    relations = Relations(instances)
    references = [Reference.to(type(instance), instance.pk) for instance in instances]
    builder.load(references)
    found = []
    for instance, reference in zip(instances, references, strict=True):
        representation = builder.finish(reference, site_id=None)
        if representation is not OMITTED:
            tags = relations.tags(instance, type(instance)._meta.get_field("tags"))
            meta = {"tags": tags, "download_url": file_url(_download_url(instance))}
            found.append(representation | {"meta": representation["meta"] | meta})
    return found


def represent_fields(instance: Model, site_id: int | None) -> dict:
    """Only the `api_fields` of an object, such as a site setting, as seen from a site."""
    builder = _Builder([], preview=False)
    relations = Relations([instance])
    unfinished = {
        entry.name: write_field(instance, entry, relations) for entry in api_fields(type(instance))
    }
    builder.load(unfinished)
    return builder.finish(unfinished, site_id)


def build_block(block, value) -> Any:
    """The JSON of a single block, for its preview in the admin."""
    builder = _Builder([], preview=True)
    unfinished = write_block(block, value)
    builder.load(unfinished)
    return builder.finish(unfinished, site_id=None)


def _card(page: Page, finished: dict) -> dict:
    meta = finished["meta"]
    names = [*_CARD_FIELDS, *getattr(page, "card_fields", [])]
    return {
        "id": finished["id"],
        "meta": {key: meta[key] for key in ("type", "detail_url", "html_url")},
        **{name: finished[name] for name in names if name in finished},
    }


class _Builder:
    def __init__(self, pages: list[Page], preview: bool) -> None:
        self.preview = preview
        self.relations = Relations(pages)
        self.loaded: dict[Reference, Model | None] = {}
        self.ancestors = self._ancestors(pages)

    # Writing: values, with nodes where other objects belong

    def write_page(self, page: Page) -> dict:
        chain = [self.ancestors[path] for path in _paths_above(page) if path in self.ancestors]
        breadcrumb = [
            link for link in (_link(above, self.site_id(page)) for above in chain) if link
        ]
        parent_is_visible = bool(chain) and chain[-1].path == _paths_above(page)[-1]
        return {
            "id": page.pk,
            "meta": {
                "type": page.specific_class._meta.label,
                "detail_url": detail_url(Page, page.pk),
                "html_url": page_url(page, self.site_id(page)),
                "slug": page.slug,
                "show_in_menus": page.show_in_menus,
                "seo_title": page.seo_title,
                "search_description": page.search_description,
                "first_published_at": plain(page.first_published_at),
                "last_published_at": plain(page.last_published_at),
                "alias_of": Reference.to(Page, page.alias_of_id, link=True),
                "parent": _link(chain[-1], self.site_id(page)) if parent_is_visible else None,
                "breadcrumb": breadcrumb,
                **({"items_url": children_url(page.pk)} if hasattr(page, "items") else {}),
            },
            "title": page.title,
            **{
                entry.name: write_field(page, entry, self.relations)
                for entry in api_fields(type(page))
            },
        }

    def site_id(self, page: Page) -> int | None:
        parts = page.get_url_parts()
        return parts and parts[0]

    def _ancestors(self, pages: list[Page]) -> dict[str, Page]:
        paths = {path for page in pages for path in _paths_above(page)}
        above = visible(Page.objects.filter(path__in=paths)) if paths else []
        return {page.path: page for page in above}

    # Loading: everything that the nodes ask for, one query a model

    def load(self, unfinished: Any) -> None:
        wanted: dict[type[Model], set] = defaultdict(set)
        self._want(unfinished, wanted)
        while wanted:
            # Images last: what refers to an image is then known, and one query finds them all.
            model = max(wanted, key=lambda model: outward(model))
            keys = wanted.pop(model)
            found = {instance.pk: instance for instance in visible_instances(model, keys)}
            for pk in keys:
                self.loaded[Reference(model, pk)] = found.get(pk)
            self.relations.add(list(found.values()))
            for instance in found.values():
                self._want(self._write_reference(instance, ()), wanted)

    def _want(self, node: Any, wanted: dict[type[Model], set]) -> None:
        if isinstance(node, Reference):
            if Reference(node.model, node.pk) not in self.loaded:
                wanted[node.model].add(node.pk)
        elif isinstance(node, Html):
            for reference in rich_text.references(node.source):
                self._want(reference, wanted)
        elif isinstance(node, Represented):
            self._want(node.structure, wanted)
        elif isinstance(node, Guarded):
            self._want(list(node.references), wanted)
        elif isinstance(node, dict):
            for item in node.values():
                self._want(item, wanted)
        elif isinstance(node, list):
            for item in node:
                self._want(item, wanted)

    def _write_reference(self, instance: Model, extra_fields: tuple[str, ...]) -> dict:
        names = [entry.name for entry in api_fields(type(instance))]
        if isinstance(instance, Page):
            names = [name for name in names if name in ["lede", *instance.reference_fields]]
        members = {}
        for entry in api_fields(type(instance)):
            if entry.name in names:
                members[entry.name] = write_field(instance, entry, self.relations)
        for name in extra_fields:
            members[name] = plain(getattr(instance, name))
        return members

    # Finishing: the loaded objects put in place of the nodes

    def finish(self, node: Any, site_id: int | None) -> Any:
        if isinstance(node, Reference):
            return self._finish_reference(node, site_id)
        if isinstance(node, Html):
            with rich_text.resolving(self.loaded, site_id):
                return rich_text.expand(node.source)
        if isinstance(node, Rendered):
            with rich_text.resolving(self.loaded, site_id):
                return str(node.block.render(self._python_value(node)))
        if isinstance(node, Represented):
            return self._finish_represented(node, site_id)
        if isinstance(node, Guarded):
            hidden = any(self._find(reference) is None for reference in node.references)
            return OMITTED if hidden else node.value
        if isinstance(node, list):
            items = [self.finish(item, site_id) for item in node]
            return [item for item in items if item is not OMITTED]
        if isinstance(node, dict):
            return self._finish_members(node, site_id)
        return node

    def _finish_represented(self, node: Represented, site_id: int | None) -> Any:
        if self.finish(node.structure, site_id) is OMITTED:
            return OMITTED
        with rich_text.resolving(self.loaded, site_id):
            return jsonable(node.block.get_api_representation(self._python_value(node)))

    def _python_value(self, node: Rendered | Represented) -> Any:
        return python_value(node.block, node.value, self._find)

    def _find(self, reference: Reference) -> Model | None:
        """The object if the public may see it."""
        return self.loaded[Reference(reference.model, reference.pk)]

    def _finish_members(self, node: dict, site_id: int | None) -> Any:
        required = node.required if isinstance(node, Whole) else frozenset()
        members = {}
        for name, value in node.items():
            members[name] = self.finish(value, site_id)
            if members[name] is OMITTED:
                if name in required:  # what follows may not get along without it
                    return self._without(node)
                members[name] = None
        return members

    def _without(self, node: Whole) -> Any:
        """What stands in place of a dict that can't do without something hidden."""
        if self.preview and node.keys() == {"type", "value", "id"}:
            label = _("Not shown to the public: the content chosen here is not published.")
            return {"type": "placeholder", "value": {"label": label}, "id": node["id"]}
        return OMITTED

    def _finish_reference(self, reference: Reference, site_id: int | None) -> Any:
        instance = self._find(reference)
        if instance is None:
            return OMITTED
        if isinstance(instance, Page):
            link = _link(instance, site_id)
            if link is None:
                return OMITTED
            if reference.link:
                return link
            return link | self.finish(self._write_reference(instance, ()), site_id)
        meta = {"type": instance._meta.label}
        if url := detail_url(type(instance), instance.pk):
            meta["detail_url"] = url
        if isinstance(instance, AbstractDocument):
            meta["download_url"] = file_url(instance.url)
        members = self._write_reference(instance, reference.extra_fields)
        title = {"title": instance.title} if has_endpoint(type(instance)) else {}
        return {"id": instance.pk, "meta": meta, **title, **self.finish(members, site_id)}


def _download_url(instance: AbstractImage | AbstractDocument) -> str:
    return instance.url if isinstance(instance, AbstractDocument) else instance.file.url


def _link(page: Page, site_id: int | None) -> dict | None:
    url = page_url(page, site_id)
    if url is None:
        return None
    label = (page.specific_class or Page)._meta.label
    meta = {"type": label, "detail_url": detail_url(Page, page.pk), "html_url": url}
    return {"id": page.pk, "meta": meta, "title": page.title}


def _paths_above(page: Page) -> list[str]:
    """The paths of the page's ancestors, from below the tree's root down to the parent."""
    return [page.path[: depth * page.steplen] for depth in range(2, page.depth)]
