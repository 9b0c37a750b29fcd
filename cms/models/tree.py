"""The page tree by id and by site. The tree's own methods want a page instance, which costs a query
to load.
"""

from collections.abc import Iterable

from django.db.models import F, QuerySet
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath


def descendants_of(model: type[Page], page_id: int) -> QuerySet:
    """Return the pages of `model` below the page with this id, in one query."""
    ancestor = Page.objects.filter(pk=page_id)
    return model.objects.filter(path__startswith=ancestor.values("path")[:1]).exclude(pk=page_id)


def children_of(model: type[Page], page_id: int) -> QuerySet:
    """Return the pages of `model` directly below the page with this id, in one query."""
    parent = Page.objects.filter(pk=page_id)
    return descendants_of(model, page_id).filter(depth=parent.values(level=F("depth") + 1)[:1])


def of_site(pages: QuerySet, site: Site, roots: Iterable[SiteRootPath]) -> QuerySet:
    """Return the pages at whose address this site answers: below its root, but not below the root
    of another site that lies within it. `roots` are those of all sites, as new as the caller needs.
    """
    root = site.root_page.url_path
    pages = pages.filter(url_path__startswith=root)
    for other in roots:
        if other.root_path != root and other.root_path.startswith(root):
            pages = pages.exclude(url_path__startswith=other.root_path)
    return pages
