"""The site of a request, as templates show it."""

import json

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site

from cms.publications.addresses import Address, find
from cms.representations import SITE_ORIGIN, with_origin
from cms.representations.site import represent_site


def site_representation(request: HttpRequest) -> dict:
    """Return the representation of the request's site, see `represent_site`, with root-relative
    URLs.
    """
    address = find_address(request)
    if address is None:
        host = _host(request)
        root_url = f"{request.scheme}://{host}" if host else ""
        return with_origin(represent_site(None), "") | {"root_url": root_url}
    return site_of(address)


def find_address(request: HttpRequest, path: str | None = None) -> Address | None:
    """Return what is at a path of the request's site; without a path only the site."""
    host = _host(request)
    return find(split_domain_port(host)[0], request.get_port(), path) if host else None


def _host(request: HttpRequest) -> str | None:
    """Return the host that is asked; None for one that is refused, which a page tells its
    visitor.
    """
    try:
        return request.get_host()
    except DisallowedHost:
        return None


def root_url(request: HttpRequest) -> str:
    """Return under which an answer's URLs stand: the site's, or the host asked if it is no
    site's.
    """
    site = Site.find_for_request(request)
    return site.root_url if site else f"{request.scheme}://{request.get_host()}"


def site_of(address: Address) -> dict:
    """Return the representation of the address's site, with root-relative URLs."""
    return json.loads(address.site_representation().replace(SITE_ORIGIN, ""))
