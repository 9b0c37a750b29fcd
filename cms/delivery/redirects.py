"""Old addresses that lead to new ones."""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.absent.types import is_orphan
from cms.delivery.taken_down import taken_down

# What may stand in a path as it is (RFC 3986, section 3.3).
_PATH = "/!$&'()*+,;=:@~-._"


class LiveRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, but for redirects to a page that is not live, or of a type that is not installed:
    they would lead to a 404, and tell the page's address before it is published. Those that lead
    round in a circle are left alone, and those of a path with `,` or `;` are found. Where there is
    none, and a page was that has been taken down, the answer is of that.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        found = _leading_on(request)
        if found is None:
            return taken_down(request) or response
        answer = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
        return answer(found.link)


def leading_from(request: HttpRequest) -> str | None:
    """Return where an address at which nothing stands leads to, None if nowhere."""
    found = _leading_on(request)
    return found.link if found else None


def page_led_to(request: HttpRequest, path: str) -> int | None:
    """Return the key of the page to which a redirect leads from a path of the request's site; None
    if none does, or to no page that is live.
    """
    found = _leading(request, path)
    return found.redirect_page_id if found else None


def is_circle(redirect: Redirect) -> bool:
    """Return whether who follows the redirect, saved or not, comes back to where it begins, or goes
    round somewhere behind it. A page that it leads to is the end of the way.
    """
    seen, here = {redirect.old_path}, redirect
    while target := _own_path(here):
        if target in seen:
            return True
        seen.add(target)
        others = Redirect.get_for_site(redirect.site).filter(old_path=target)
        following = others.exclude(pk=redirect.pk).order_by("site").first()
        if following is None or here.redirect_page:
            return False
        here = following
    return False


def _leading_on(request: HttpRequest) -> Redirect | None:
    return _leading(request, request.path, request.META.get("QUERY_STRING", ""))


def _leading(request: HttpRequest, path: str, query: str = "") -> Redirect | None:
    found = _found(request, path, query)
    return found if found is not None and _leads_somewhere(found) else None


def _found(request: HttpRequest, path: str, query: str) -> Redirect | None:
    """Return the redirect of an address of the request's site: with its query string, else without;
    of this site, else of all.
    """
    paths = list(dict.fromkeys(_stored_forms(path, query)))
    found = list(Redirect.objects.filter(old_path__in=paths).select_related("redirect_page"))
    if not found:  # as of most; of whose site it is, nobody needs to know then
        return None
    site = Site.find_for_request(request)
    return min(
        (each for each in found if site is None or each.site_id in (site.pk, None)),
        key=lambda each: (paths.index(each.old_path), each.site_id is None),
        default=None,
    )


def _stored_forms(path: str, query: str) -> Iterator[str]:
    """Yield the forms in which editors may have written the address."""
    path = quote(path, safe=_PATH)
    for address in (f"{path}?{query}", path) if query else (path,):
        escaped = address.replace(",", "%2C").replace(";", "%3B")
        for form in (address, escaped):
            stored = Redirect.normalise_path(form, decode_unicode=False)
            yield uri_to_iri(stored)
            yield stored


def _leads_somewhere(redirect: Redirect) -> bool:
    page = redirect.redirect_page
    if page is not None and not (page.live and not is_orphan(page)):
        return False
    return redirect.link is not None and not is_circle(redirect)


def _own_path(redirect: Redirect) -> str | None:
    """Return where the redirect leads on this site, as paths of redirects are stored; None:
    elsewhere.
    """
    link = redirect.link
    if not link:
        return None
    parts = urlsplit(link)
    if parts.netloc:
        hosts = {urlsplit(site.root_url).netloc for site in Site.objects.all()}
        if parts.netloc not in hosts:
            return None
    return Redirect.normalise_path(f"{parts.path}?{parts.query}" if parts.query else parts.path)
