"""The addresses of pages that were public and were taken down or deleted."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from wagtail.models import Site

from cms.delivery.answers import SHARED
from cms.delivery.errors import wants_html
from cms.problems import problem
from cms.publications.items import Addresses, said_of
from cms.publications.removals import removed_at

_SERVED = "wagtail_serve"


def taken_down(request: HttpRequest) -> HttpResponse | None:
    """Return the answer at the address of a page that is gone: a redirect to the page that took its
    place, or 410 (RFC 9110, section 15.5.11) with what its editor has said. None if none is gone
    from there, as far as the public knew of one.
    """
    match, site = request.resolver_match, Site.find_for_request(request)
    if match is None or match.url_name != _SERVED or site is None or "\0" in request.path:
        return None
    path = request.path.strip("/")
    removed = removed_at(f"{site.root_page.url_path}{path}/" if path else site.root_page.url_path)
    if removed is None:
        return None
    said = said_of(removed, Addresses.of(None))
    if to := said.get("replaced_by"):
        query = urlencode({"format": form}) if (form := request.GET.get("format")) else ""
        leading = HttpResponsePermanentRedirect(f"{to}?{query}" if query else to)
        # Asked for again each time: the page may come back.
        leading["Cache-Control"] = SHARED
        return leading
    if not wants_html(request):
        detail = "This page was public, and has been removed."
        return problem(request, HTTPStatus.GONE, detail, **said)
    response = render(request, "410.html", said, status=HTTPStatus.GONE)
    response["Cache-Control"] = "no-store"
    return response
