"""The addresses of pages that were public and were taken down or deleted."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from wagtail.models import Site

from cms.delivery.answers import SHARED
from cms.delivery.errors import wants_html
from cms.kinds.urls import url_path_at
from cms.problems import problem
from cms.publications.items import REMOVED, said_of
from cms.publications.removals import removed_at

_SERVED = "wagtail_serve"


def taken_down(request: HttpRequest) -> HttpResponse | None:
    """Return the answer at the address of a page that is gone: a redirect to the page that took its
    place, or 410 (RFC 9110, section 15.5.11) with what its editor has said. None if none is gone
    from there, as far as the public knew of one.
    """
    match = request.resolver_match
    if match is None or match.url_name != _SERVED:
        return None
    site = Site.find_for_request(request)
    url_path = url_path_at(site, request.path) if site else None
    removed = removed_at(url_path) if url_path else None
    if removed is None:
        return None
    said = said_of(removed)
    if to := said.get("replaced_by"):
        query = urlencode({"format": form}) if (form := request.GET.get("format")) else ""
        leading = HttpResponsePermanentRedirect(f"{to}?{query}" if query else to)
        # Asked for again each time: the page may come back.
        leading["Cache-Control"] = SHARED
        return leading
    if not wants_html(request):
        return problem(request, HTTPStatus.GONE, REMOVED, **said)
    response = render(request, "410.html", said, status=HTTPStatus.GONE)
    response["Cache-Control"] = "no-store"
    return response
