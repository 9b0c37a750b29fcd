"""Where to go from a page that is closed to a visitor: what stands above it, and who knows more.

Nothing of the closed page itself is told, and what is told of the other is its representation.
"""

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.delivery.published import representation_of
from cms.kinds.urls import url_path_at
from cms.representations import with_origin
from cms.visibility import is_restricted, visible


def closed_page(request: HttpRequest, path: str) -> Page | None:
    """Return the published page at a path ("/a/b/") of the request's site if it is restricted."""
    site = Site.find_for_request(request) if path else None
    url_path = url_path_at(site, path) if site else None
    if url_path is None:
        return None
    page = Page.objects.filter(url_path=url_path, live=True).first()
    return page if page and is_restricted(page) else None


def way_around(request: HttpRequest, page: Page) -> dict | None:
    """Return the representation of the nearest page above that everybody may see."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    above = page.get_ancestors().filter(path__startswith=site.root_page.path)
    nearest = visible(above).order_by("-depth").first()
    return nearest and with_origin(representation_of(nearest.specific), "")
