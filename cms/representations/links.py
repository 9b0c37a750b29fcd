"""A page as a link, and the way down to it."""

from collections.abc import Hashable

from wagtail.models import Page

from cms.kinds.urls import detail_url, page_url


def link_to(page: Page, site_id: int | None) -> dict | None:
    url = page_url(page, site_id)
    if url is None:
        return None
    label = page.specific_class._meta.label
    meta = {"type": label, "detail_url": detail_url(Page, page.pk), "html_url": url}
    return {"id": page.pk, "meta": meta, "title": page.title}


def owner(page: Page) -> Hashable:
    """The page as it is built, unlike a `Reference` to it from another page of the same build."""
    return ("built", id(page))


def paths_above(page: Page) -> list[str]:
    """The paths of the page's ancestors, from below the tree's root down to the parent."""
    return [page.path[: depth * page.steplen] for depth in range(2, page.depth)]
