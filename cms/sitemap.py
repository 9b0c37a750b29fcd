"""For search engines: where they may look, and what is there (sitemaps.org, RFC 9309)."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from cms.delivery.answers import public
from cms.models import Person, Topic
from cms.representations import SITE_ORIGIN
from cms.representations.urls import page_url
from cms.subjects.shown import shown
from cms.visibility import visible

#: As many addresses as one sitemap may hold.
LONGEST = 50_000


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every visible page of the site, with the day on which its own content last changed, and the
    persons and topics that they show. An alias is left out: it is the same page once more.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    urls = [*_pages(site), *_subjects(site)][:LONGEST]
    content = render_to_string("sitemap.xml", {"urlset": urls})
    return public(request, HttpResponse(content, content_type="application/xml"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but the editors' side and lists that any search makes anew."""
    site = Site.find_for_request(request)
    root = site.root_url if site else f"{request.scheme}://{request.get_host()}"
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        f"Disallow: {reverse('login')}",
        f"Sitemap: {root}{reverse('sitemap')}",
    ]
    content = "\n".join(lines) + "\n"
    return public(request, HttpResponse(content, content_type="text/plain; charset=utf-8"))


def _pages(site: Site) -> Iterator[dict]:
    below = Page.objects.filter(path__startswith=site.root_page.path, alias_of=None)
    found = visible(below).only("url_path", "last_published_at").order_by("path")
    for page in found:
        if url := page_url(page, site.pk):
            yield {
                "location": url.replace(SITE_ORIGIN, site.root_url),
                "lastmod": page.last_published_at,
            }


def _subjects(site: Site) -> Iterator[dict]:
    if topics := list(shown(Topic, site)):
        yield {"location": site.root_url + reverse("topics")}
    for subject in [*topics, *shown(Person, site)]:
        yield {"location": site.root_url + subject.get_absolute_url()}
