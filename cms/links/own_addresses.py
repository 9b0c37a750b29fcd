"""Addresses of the site itself, written out: whether they answer, as Wagtail's routing, redirects
and the site's own views say, without a request over the network.
"""

import io
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.urls import Resolver404, ResolverMatch, resolve
from wagtail.models import Page, Site, get_page_models

from cms.delivery.redirects import leading_from
from cms.kinds.urls import url_path_at
from cms.links.found import Link
from cms.links.objects import State
from cms.outgoing import PORTS
from cms.postgres.stops import why_stopped
from cms.publications.removals import removed_at
from cms.visibility import is_restricted, visible

logger = logging.getLogger(__name__)

#: How many redirects are followed.
_MOST_REDIRECTS = 5
_NOTHING = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.METHOD_NOT_ALLOWED}
_PAGES = "wagtail_serve"


@dataclass(frozen=True)
class Own:
    """An address of one of the sites; its path is decoded."""

    site: Site
    path: str
    query: str = ""

    @property
    def url_path(self) -> str | None:
        """The `Page.url_path` of the page that may be there."""
        return url_path_at(self.site, self.path)


def own_sites() -> list[Site]:
    """Return the sites whose addresses are ours, the default one first."""
    return list(Site.objects.select_related("root_page").order_by("-is_default_site", "pk"))


def own_address(text: str, sites: list[Site], page: Any = None) -> Own | None:
    """Return the address of ours that a text means; None if it is of another site, or none that a
    browser fetches. One without a host is of the page's site.
    """
    parts = _parts(text)
    if parts is None or (not parts.netloc and (parts.scheme or not parts.path.startswith("/"))):
        return None
    if parts.netloc:
        found = next((site for site in sites if _is_of(parts, site)), None)
    else:
        above = [each for each in sites if page and page.path.startswith(each.root_page.path)]
        found = max(above, key=lambda each: len(each.root_page.path), default=None)
        found = found or next(iter(sites), None)
    return None if found is None else Own(found, unquote(parts.path) or "/", parts.query)


def _parts(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in ("", *PORTS) else None


def _is_of(parts: SplitResult, site: Site) -> bool:
    port = parts.port or PORTS.get(parts.scheme) or site.port
    is_usual = {port, site.port} <= set(PORTS.values())
    return (parts.hostname or "") == site.hostname.lower() and (is_usual or port == site.port)


def addresses(links: Iterable[Link], page: Any) -> dict[Link, State]:
    """Return those of the links to addresses of ours that lead nowhere for the public."""
    written = [each for each in links if each.address]
    if not written:
        return {}
    sites = own_sites()
    asked = {each: own for each in written if (own := own_address(each.address, sites, page))}
    states = dict(_states(set(asked.values())))
    return {link: states[own] for link, own in asked.items() if own in states}


def _states(asked: set[Own], followed: int = 0) -> Iterator[tuple[Own, State]]:
    """Yield what is wrong with addresses, of which some were come to by so many redirects."""
    if not asked:
        return
    live = Page.objects.filter(url_path__in={each.url_path for each in asked}, live=True)
    there = set(live.values_list("url_path", flat=True))
    open_to_all = set(visible(live).values_list("url_path", flat=True)) if there else set()
    for each in asked:
        if each.url_path in open_to_all:
            continue
        state = (
            State.PAGE_RESTRICTED if each.url_path in there else _found_elsewhere(each, followed)
        )
        if state:
            yield each, state


def _found_elsewhere(own: Own, followed: int) -> State | None:
    """Return what is wrong with an address at which no page stands by its place in the tree."""
    if _is_answered_by_others(own.path):
        return None
    request = _request(own)
    match = _match(own.path)
    if match is None or match.url_name == _PAGES:
        is_routed, state = _routed(own, request)
        if is_routed:
            return state
    elif _answers(match, request):
        return None
    if target := leading_from(request):
        following = own_address(target, [own.site])
        if following is None or followed >= _MOST_REDIRECTS:
            return None
        return dict(_states({following}, followed + 1)).get(following)
    removed = removed_at(own.url_path) if own.url_path else None
    is_replaced = removed is not None and removed.replaced_by
    return None if is_replaced else State.NOTHING_AT_ADDRESS


def _is_answered_by_others(path: str) -> bool:
    """Return whether a web server in front or another process answers there, as far as settings
    say.
    """
    folders = [settings.STATIC_URL] if settings.SERVE_MEDIA else [settings.STATIC_URL, "/media/"]
    return path.startswith(tuple(folders)) or path == urlsplit(settings.EVENTS_URL).path


def _match(path: str) -> ResolverMatch | None:
    for each in (path, f"{path}/"):  # CommonMiddleware leads from the one to the other
        try:
            return resolve(each)
        except Resolver404:
            continue
    return None


def _routed(own: Own, request: WSGIRequest) -> tuple[bool, State | None]:
    """Return whether a page with routes of its own answers, and what is wrong with it."""
    if all(model.route is Page.route for model in get_page_models()):
        return False, None
    parts = [each for each in own.path.split("/") if each]
    try:
        page, _args, _kwargs = own.site.root_page.specific.route(request, parts)
    except Http404:
        return False, None
    return True, State.PAGE_RESTRICTED if is_restricted(page) else None


def _answers(match: ResolverMatch, request: WSGIRequest) -> bool:
    """Return whether a view has something there: one that takes nothing of the address has; any
    other is asked, as a visitor would.
    """
    if not match.kwargs and not match.args:
        return True
    request.resolver_match = match
    try:
        response = match.func(request, *match.args, **match.kwargs)
    except Http404:
        return False
    except PermissionDenied:
        return True
    except Exception as error:
        if why_stopped(error):
            raise
        logger.exception("What %s answers can't be told", request.path)
        return True
    for close in response._resource_closers:  # `close()` would end the request that is going on
        close()
    return response.status_code not in _NOTHING


def _request(own: Own) -> WSGIRequest:
    """Return a visitor's request for the address."""
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": own.path.encode().decode("latin-1"),  # as WSGI has it (PEP 3333)
            "QUERY_STRING": own.query,
            "SERVER_NAME": own.site.hostname,
            "SERVER_PORT": str(own.site.port),
            "HTTP_HOST": urlsplit(own.site.root_url).netloc,
            "wsgi.input": io.BytesIO(),
            "wsgi.url_scheme": urlsplit(own.site.root_url).scheme,
        }
    )
    request.user = AnonymousUser()
    return request
