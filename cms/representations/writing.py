"""The first step of a build: values, with nodes where other objects belong."""

from typing import Any

from django.db.models import Model
from wagtail.models import Page

from cms.kinds import api_fields, write_field
from cms.kinds.nodes import Reference
from cms.kinds.urls import children_url, detail_url, page_url
from cms.kinds.values import plain
from cms.representations.links import Ancestors, link_to, paths_above, site_of
from cms.representations.relations import Relations


def write_page(page: Page, relations: Relations, ancestors: Ancestors) -> dict[str, Any]:
    """Return the members of a page."""
    site_id, chain = site_of(page), ancestors.visible_of(page)
    parent_is_visible = bool(chain) and chain[-1].path == paths_above(page)[-1]
    return {
        "id": page.pk,
        "meta": {
            "type": page.specific_class._meta.label,
            "detail_url": detail_url(Page, page.pk),
            "html_url": _address(page),
            "slug": page.slug,
            "show_in_menus": page.show_in_menus,
            "seo_title": page.seo_title,
            "search_description": page.search_description,
            "first_published_at": plain(page.first_published_at),
            "last_published_at": plain(page.last_published_at),
            "alias_of": Reference.to(Page, page.alias_of_id, link=True),
            "parent": link_to(chain[-1], site_id) if parent_is_visible else None,
            "breadcrumb": [link for above in chain if (link := link_to(above, site_id))],
            **({"items_url": children_url(page.pk)} if hasattr(page, "items") else {}),
        },
        "title": page.title,
        **{entry.name: write_field(page, entry, relations) for entry in api_fields(type(page))},
    }


def write_reference(
    instance: Model, relations: Relations, extra_fields: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return what is shown of an object by whoever refers to it."""
    entries = api_fields(type(instance))
    if isinstance(instance, Page):
        shown = ["lede", *getattr(instance, "reference_fields", [])]
        entries = [entry for entry in entries if entry.name in shown]
    members = {entry.name: write_field(instance, entry, relations) for entry in entries}
    return members | {name: plain(getattr(instance, name)) for name in extra_fields}


def _address(page: Page) -> str | None:
    """Return the page's `html_url`. Raises `ValueError` if its site can't lead to it: two who
    move or rename at one moment can leave such a path, since Wagtail writes the paths of what
    lies below by those that it has read.
    """
    url = page_url(page, site_of(page))
    if url is None and page.get_url_parts() is not None:
        raise ValueError(
            f"No address has the path {page.url_path!r}; `manage.py set_url_paths` mends it"
        )
    return url
