"""URLs inside representations."""

import json

from django.apps import apps
from django.db.models import Model
from django.urls import reverse
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath

#: Stands for the site's own root URL inside a representation, since the same page is served
#: with different roots (RFC 6761 reserves .invalid, so no real address can be meant).
SITE_ORIGIN = "https://site.invalid"

_ENDPOINTS = [(Page, "pages"), (AbstractImage, "images"), (AbstractDocument, "documents")]


def with_origin(representation: dict, root_url: str) -> dict:
    """Return a copy with every URL of the site itself under `root_url`, or root-relative if that is
    "".
    """
    return json.loads(json.dumps(representation).replace(SITE_ORIGIN, root_url))


def has_endpoint(model: type[Model]) -> bool:
    """Return whether the API serves objects of this model, and so gives them a `detail_url`."""
    return _endpoint(model) is not None


def detail_url(model: type[Model], pk) -> str | None:
    """Return where the API answers the object, or None if it has no endpoint or is not saved
    yet.
    """
    endpoint = _endpoint(model)
    if endpoint is None or pk is None:
        return None
    return SITE_ORIGIN + reverse(f"wagtailapi:{endpoint}:detail", args=[pk])


def children_url(pk) -> str | None:
    """Return the API query that lists the children of an index page."""
    if pk is None:
        return None
    return f"{SITE_ORIGIN}{reverse('wagtailapi:pages:listing')}?child_of={pk}"


def page_url(page: Page, site_id: int | None) -> str | None:
    """Return the page's address as seen from the site with this id, or None if no site leads
    to it.
    """
    parts = page.get_url_parts()
    if parts is None or parts[1] is None:
        return None
    page_site_id, root_url, path = parts
    return (SITE_ORIGIN if page_site_id == site_id else root_url) + path


def url_path_at(site: Site, path: str) -> str | None:
    """Return the `Page.url_path` of a page at this path ("/a/b/") of the site; None where none can
    be.
    """
    if "\0" in path:
        return None
    below, root_path = path.strip("/"), site.root_page.url_path
    return f"{root_path}{below}/" if below else root_path


def site_root_paths() -> list[SiteRootPath]:
    """Return where the sites begin, in the order in which they are tried:
    `Site.get_site_root_paths()` for one language, without its cache.
    """
    sites = Site.objects.select_related("root_page__locale")
    return [
        SiteRootPath(
            site.pk, site.root_page.url_path, site.root_url, site.root_page.locale.language_code
        )
        for site in sites.order_by("-root_page__url_path", "-is_default_site", "hostname")
    ]


def file_url(url: str) -> str:
    """Return a storage's or an object's URL, under the site's own origin where it is
    root-relative.
    """
    return SITE_ORIGIN + url if url.startswith("/") else url


def own_endpoints() -> dict[str, type[Model]]:
    """Return the models that have a list in the API because they say so, by its name: a model that
    is no page, image or document declares `api_endpoint = "teachers"`.
    """
    declared = {model: getattr(model, "api_endpoint", None) for model in apps.get_models()}
    return {name: model for model, name in declared.items() if name}


def _endpoint(model: type[Model]) -> str | None:
    own = getattr(model, "api_endpoint", None)
    return own or next((name for base, name in _ENDPOINTS if issubclass(model, base)), None)
