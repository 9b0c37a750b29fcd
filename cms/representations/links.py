"""A page as a link, and the way down to it."""

from collections.abc import Hashable, Iterable
from functools import cached_property

from django.db.models import Model
from wagtail.models import Page

from cms.kinds.nodes import Reference
from cms.kinds.urls import detail_url, page_url, site_root_paths
from cms.visibility import visible


class SiteRoots:
    """Where the sites begin, as the database has it: Wagtail would take it from a cache that
    changes made by other processes don't reach.
    """

    @cached_property
    def _paths(self) -> list:
        return site_root_paths()

    def tell(self, instances: Iterable[Model]) -> None:
        """Tell it to those of the instances that are pages. One query, for the first of them."""
        for instance in instances:
            if isinstance(instance, Page):
                instance._wagtail_cached_site_root_paths = self._paths


class Ancestors:
    """What lies above the pages of a build, from below the tree's root down to the parents."""

    def __init__(self, pages: list[Page], roots: SiteRoots) -> None:
        above = Page.objects.filter(path__in={path for page in pages for path in paths_above(page)})
        #: The keys of all by path, and of these the visible ones by key.
        self._keys: dict[str, int] = dict(above.values_list("path", "pk")) if pages else {}
        self._visible: dict[int, Page] = visible(above).in_bulk() if pages else {}
        roots.tell(self._visible.values())

    def of(self, page: Page) -> list[Reference]:
        """Return all that lie above a page."""
        paths = paths_above(page)
        return [Reference(Page, self._keys[path]) for path in paths if path in self._keys]

    def visible_of(self, page: Page) -> list[Page]:
        """Return those that the public may see."""
        keys = [reference.pk for reference in self.of(page)]
        return [self._visible[key] for key in keys if key in self._visible]


def link_to(page: Page, site_id: int | None) -> dict | None:
    url = page_url(page, site_id)
    if url is None:
        return None
    label = page.specific_class._meta.label
    meta = {"type": label, "detail_url": detail_url(Page, page.pk), "html_url": url}
    return {"id": page.pk, "meta": meta, "title": page.title}


def owner(page: Page) -> Hashable:
    """Return the page as it is built, unlike a `Reference` to it from another page of the same
    build.
    """
    return ("built", id(page))


def paths_above(page: Page) -> list[str]:
    """Return the paths of the page's ancestors, from below the tree's root down to the parent."""
    return [page.path[: depth * page.steplen] for depth in range(2, page.depth)]


def site_of(page: Page) -> int | None:
    """Return the key of the site that leads to a page."""
    parts = page.get_url_parts()
    return parts and parts[0]
