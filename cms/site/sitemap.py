"""For search engines: where they may look, and what is there (sitemaps.org, RFC 9309)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, islice

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import escape
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from cms.delivery.answers import public
from cms.delivery.site import root_url
from cms.kinds.urls import site_root_paths
from cms.models import Person, Topic
from cms.models.tree import of_site
from cms.subjects.shown import shown
from cms.values.dates import is_fit
from cms.visibility import listed, visible

#: As many addresses as one sitemap may hold.
LONGEST = 50_000
_OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Return every visible page of the site, with the day on which its own content last changed,
    and the persons and topics that they show. An alias is left out: it is the same page once more.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    urls = islice(chain(_pages(site), _subjects(site)), LONGEST)
    content = "".join([_OPENING, *urls, "</urlset>\n"])
    return public(request, HttpResponse(content, content_type="application/xml"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer that all may be read but the editors' side and lists that any search makes anew."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        f"Disallow: {reverse('login')}",
        f"Sitemap: {root_url(request)}{reverse('sitemap')}",
    ]
    content = "\n".join(lines) + "\n"
    return public(request, HttpResponse(content, content_type="text/plain; charset=utf-8"))


def _pages(site: Site) -> Iterator[str]:
    # A page belongs to the site whose root is the nearest above it.
    pages = of_site(listed(visible(Page.objects.filter(alias_of=None))), site, site_root_paths())
    start = len(site.root_page.url_path)
    for url_path, changed in pages.order_by("path").values_list("url_path", "last_published_at"):
        yield _url(f"{site.root_url}/{url_path[start:]}", changed)


def _subjects(site: Site) -> Iterator[str]:
    if topics := list(shown(Topic, site)):
        yield _url(site.root_url + reverse("topics"))
    for subject in [*topics, *shown(Person, site)]:
        yield _url(site.root_url + subject.get_absolute_url())


def _url(location: str, changed: datetime | None = None) -> str:
    is_told = changed is not None and is_fit(changed)
    day = f"<lastmod>{changed.astimezone(UTC):%Y-%m-%d}</lastmod>" if is_told else ""
    # Percent-encoded, as sitemaps.org asks, a path by SQL can hold nothing that isn't XML.
    return f"<url><loc>{escape(iri_to_uri(location))}</loc>{day}</url>\n"
