"""The work of a build: each page is written once with a node wherever another object will stand,
all of these are loaded with one query a model, and then put in place. So its queries don't grow
with the pages.
"""

import copy
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.kinds import api_fields, write_field
from cms.kinds.blocks import jsonable, python_value
from cms.kinds.faults import part
from cms.kinds.nodes import (
    OMITTED,
    Filled,
    Guarded,
    Html,
    Reference,
    Rendered,
    Represented,
    Timed,
    Whole,
)
from cms.kinds.references import is_file, shows_title
from cms.kinds.structures import describe
from cms.kinds.urls import (
    children_url,
    detail_url,
    file_url,
    page_url,
    site_root_paths,
)
from cms.kinds.values import plain
from cms.representations import rich_text
from cms.representations.links import link_to, owner, paths_above
from cms.representations.loading import outward, references_in, visible_instances
from cms.representations.moments import has_passed, moment_key, moment_model
from cms.representations.relations import Relations
from cms.representations.trace import Trace
from cms.visibility import visible


class Builder:
    """Builds pages, or single objects with no pages at all; see `build` for its use."""

    def __init__(self, pages: list[Page], preview: bool) -> None:
        self.preview = preview
        self.relations = Relations(pages)
        self.loaded: dict[Reference, Model | None] = {}
        self.trace = Trace()
        self.shown: list[Reference] = []
        #: What a block that renders itself finds of its page, as in a template of Wagtail's.
        self.parent_context: dict[str, Any] = {}
        self.root_paths: list | None = None
        self._place(pages)
        above = Page.objects.filter(path__in={path for page in pages for path in paths_above(page)})
        #: The keys of all pages above by path, and of these the visible ones by key.
        self.ancestors: dict[str, int] = dict(above.values_list("path", "pk")) if pages else {}
        self.visible_ancestors: dict[int, Page] = visible(above).in_bulk() if pages else {}
        self._place(self.visible_ancestors.values())

    # Writing: values, with nodes where other objects belong

    def write_page(self, page: Page) -> dict:
        """The page's members, with nodes where other objects belong."""
        with self.trace.loading(owner(page)):
            members = self._write_page(page)
        self.trace.refers(owner(page), self._above(page))
        self.trace.refers(owner(page), references_in(members))
        return members

    def _write_page(self, page: Page) -> dict:
        keys = [reference.pk for reference in self._above(page)]
        chain = [self.visible_ancestors[key] for key in keys if key in self.visible_ancestors]
        breadcrumb = [
            link for link in (link_to(above, self.site_id(page)) for above in chain) if link
        ]
        parent_is_visible = bool(chain) and chain[-1].path == paths_above(page)[-1]
        return {
            "id": page.pk,
            "meta": {
                "type": page.specific_class._meta.label,
                "detail_url": detail_url(Page, page.pk),
                "html_url": self._address(page),
                "slug": page.slug,
                "show_in_menus": page.show_in_menus,
                "seo_title": page.seo_title,
                "search_description": page.search_description,
                "first_published_at": plain(page.first_published_at),
                "last_published_at": plain(page.last_published_at),
                "alias_of": Reference.to(Page, page.alias_of_id, link=True),
                "parent": link_to(chain[-1], self.site_id(page)) if parent_is_visible else None,
                "breadcrumb": breadcrumb,
                **({"items_url": children_url(page.pk)} if hasattr(page, "items") else {}),
            },
            "title": page.title,
            **{
                entry.name: write_field(page, entry, self.relations)
                for entry in api_fields(type(page))
            },
        }

    def _address(self, page: Page) -> str | None:
        """Return the page's `html_url`. Raises `ValueError` if its site can't lead to it: two who
        move or rename at one moment can leave such a path, since Wagtail writes the paths of what
        lies below by those that it has read.
        """
        url = page_url(page, self.site_id(page))
        if url is None and page.get_url_parts() is not None:
            raise ValueError(
                f"No address has the path {page.url_path!r}; `manage.py set_url_paths` mends it"
            )
        return url

    def site_id(self, page: Page) -> int | None:
        parts = page.get_url_parts()
        return parts and parts[0]

    def _above(self, page: Page) -> list[Reference]:
        """The page's ancestors, from below the tree's root down to the parent."""
        paths = paths_above(page)
        return [Reference(Page, self.ancestors[path]) for path in paths if path in self.ancestors]

    def _place(self, pages: Iterable[Model]) -> None:
        """Tell pages where the sites begin, as the database has it now: Wagtail would take it
        from a cache that changes made by other processes don't reach.
        """
        for page in pages:
            if isinstance(page, Page):
                if self.root_paths is None:
                    self.root_paths = site_root_paths()
                page._wagtail_cached_site_root_paths = self.root_paths

    # Loading: everything that the nodes ask for, one query a model

    def load(self, unfinished: Any) -> None:
        wanted: dict[type[Model], set] = defaultdict(set)
        self._want(references_in(unfinished), wanted)
        while wanted:
            # Images last: what refers to an image is then known, and one query finds them all.
            model = max(wanted, key=lambda model: outward(model))
            keys = wanted.pop(model)
            found = {instance.pk: instance for instance in visible_instances(model, keys)}
            for pk in keys:
                self.loaded[Reference(model, pk)] = found.get(pk)
            self._place(found.values())
            self.relations.add(list(found.values()))
            for pk, instance in found.items():
                owner = Reference(model, pk)
                self.loaded[owner] = None  # unless it can be written
                with part(f"{instance._meta.label} {pk}"), self.trace.loading(owner):
                    references = list(references_in(self._write_reference(instance, ())))
                    self.loaded[owner] = instance
                    self.trace.refers(owner, references)
                    self._want(references, wanted)

    def _want(self, references: Iterable[Reference], wanted: dict[type[Model], set]) -> None:
        for reference in references:
            if Reference(reference.model, reference.pk) not in self.loaded:
                wanted[reference.model].add(reference.pk)

    def _write_reference(self, instance: Model, extra_fields: tuple[str, ...]) -> dict:
        names = [entry.name for entry in api_fields(type(instance))]
        if isinstance(instance, Page):
            shown = ["lede", *getattr(instance, "reference_fields", [])]
            names = [name for name in names if name in shown]
        members = {}
        for entry in api_fields(type(instance)):
            if entry.name in names:
                members[entry.name] = write_field(instance, entry, self.relations)
        for name in extra_fields:
            members[name] = plain(getattr(instance, name))
        return members

    # Finishing: the loaded objects put in place of the nodes

    def finish_page(self, page: Page, members: dict) -> dict:
        self.shown = [each for each in self._above(page) if each.pk in self.visible_ancestors]
        # A copy, since blocks may note on it what they have rendered.
        self.parent_context = {"page": copy.copy(page)}
        with self.trace.loading(owner(page)):
            finished = self.finish(members, self.site_id(page))
        self.trace.shows(owner(page), self.shown)
        return finished

    def dependencies(self, page: Page) -> dict[Reference, bool]:
        """What the finished page depends on, and of each object whether it shows it."""
        return self.trace.result(owner(page))

    def finish(self, node: Any, site_id: int | None) -> Any:
        if isinstance(node, Reference):
            return self._finish_reference(node, site_id)
        if isinstance(node, Html):
            linked = rich_text.references(node.source)
            self.shown += [each for each in linked if self.loaded.get(each)]
            with rich_text.resolving(self.loaded, site_id):
                return rich_text.expand(node.source)
        if isinstance(node, Rendered):
            with rich_text.resolving(self.loaded, site_id):
                return str(node.block.render(self._python_value(node), self.parent_context))
        if isinstance(node, Represented):
            return self._finish_represented(node, site_id)
        if isinstance(node, Guarded):
            if any(self._find(reference) is None for reference in node.references):
                return OMITTED
            self.shown += node.references
            return node.value
        if isinstance(node, Timed):
            is_on = not self._has_passed(node.end) and self._has_passed(node.start, default=True)
            return self.finish(node.value if is_on else node.otherwise, site_id)
        if isinstance(node, list):
            items = [self.finish(item, site_id) for item in node]
            items = [item for item in items if item is not OMITTED]
            return OMITTED if isinstance(node, Filled) and not items else items
        if isinstance(node, dict):
            return self._finish_members(node, site_id)
        return node

    def _finish_represented(self, node: Represented, site_id: int | None) -> Any:
        if self.finish(node.structure, site_id) is OMITTED:
            return OMITTED
        with rich_text.resolving(self.loaded, site_id):
            value = self._python_value(node)
            return jsonable(node.block.get_api_representation(value, context={}))

    def _has_passed(self, instant: datetime | None, default: bool = False) -> bool:
        if instant is None:
            return default
        return has_passed(instant, self.loaded[Reference(moment_model(), moment_key(instant))])

    def _python_value(self, node: Rendered | Represented) -> Any:
        return python_value(node.block, node.value, self._find)

    def _find(self, reference: Reference) -> Model | None:
        """The object if the public may see it."""
        return self.loaded[Reference(reference.model, reference.pk)]

    def _finish_members(self, node: dict, site_id: int | None) -> Any:
        if isinstance(node, Whole) and node.is_block:
            shown_before = len(self.shown)
            with part(describe(node)):
                return self._finish_whole(node, site_id)
            del self.shown[shown_before:]
            return OMITTED
        return self._finish_whole(node, site_id)

    def _finish_whole(self, node: dict, site_id: int | None) -> Any:
        required = node.required if isinstance(node, Whole) else frozenset()
        shown_before = len(self.shown)
        members = {}
        for name, value in node.items():
            members[name] = self.finish(value, site_id)
            if members[name] is OMITTED:
                if name in required:  # what follows may not get along without it
                    del self.shown[shown_before:]
                    return self._without(node)
                members[name] = None
        return members

    def _without(self, node: Whole) -> Any:
        """What stands in place of a dict that can't do without something hidden."""
        if self.preview and node.is_block:
            label = _("Not shown to the public: the content chosen here is not published.")
            return {"type": "placeholder", "value": {"label": label}, "id": node["id"]}
        return OMITTED

    def _finish_reference(self, reference: Reference, site_id: int | None) -> Any:
        instance = self._find(reference)
        if instance is None:
            return OMITTED
        if isinstance(instance, Page):
            link = link_to(instance, site_id)
            if link is None:
                return OMITTED
            self.shown.append(reference)
            if reference.link:
                return link
            return link | self.finish(self._write_reference(instance, ()), site_id)
        self.shown.append(reference)
        meta = {"type": instance._meta.label}
        if url := detail_url(type(instance), instance.pk):
            meta["detail_url"] = url
        if is_file(type(instance)):
            meta["download_url"] = file_url(instance.url)
        elif hasattr(instance, "get_absolute_url"):
            meta["html_url"] = file_url(instance.get_absolute_url())
        members = self._write_reference(instance, reference.extra_fields)
        title = {"title": instance.title} if shows_title(type(instance)) else {}
        finished = {"id": instance.pk, "meta": meta, **title, **self.finish(members, site_id)}
        if isinstance(instance, AbstractImage):
            # API v2 shows them of any image model, also of one without `api_fields`.
            finished = finished | {"width": instance.width, "height": instance.height}
        return finished
