"""A page as visitors will find it once a release is out, in a site in which it is."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import get_template
from django.urls import Resolver404, resolve, reverse
from wagtail.models import Page, Site

from cms.delivery.errors import REFUSALS, page_not_found, refusal
from cms.delivery.front_door import is_plain
from cms.delivery.html import template_context
from cms.editing.seen import sees
from cms.publications.building import build_each
from cms.publications.reading import Unbuildable
from cms.releases.models import Release
from cms.releases.trying import as_if_out
from cms.representations import with_origin

_LINK = re.compile(rb'(<a\b[^>]*?\shref=")(/[^"?#]*)')


def preview(request: HttpRequest, release: Release, path: str, user: Any) -> HttpResponse:
    """Answer as the site would at `path` ("a/b/"), were the release out. Links to pages lead to
    their previews. Raises `cms.releases.obstacles.Impossible`.
    """
    # As a visitor meets it: nothing that is for who is signed in.
    request.COOKIES = {}
    request.path = request.path_info = f"/{path}"
    request.is_preview = True  # type: ignore[attr-defined]
    with as_if_out(release):
        try:
            response = _answer(request, release, path, user)
        except Http404 as error:
            response = page_not_found(request, error)
        except REFUSALS as error:
            response = refusal(request, error)
    response.content = _LINK.sub(lambda link: _to_preview(release, link), response.content)
    return response


def _answer(request: HttpRequest, release: Release, path: str, user: Any) -> HttpResponse:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    components = [each for each in path.split("/") if each]
    page: Page = site.root_page.specific.route(request, components).page.specific
    if not is_plain(type(page)) or not sees(user, page):
        raise Http404
    [built] = build_each([page])
    if built.representation is None:
        raise Unbuildable(page.pk)
    shown = with_origin(built.representation.page, "")
    context = template_context(type(page), shown, request)
    context |= {"is_public": False, "feeds": [], "previewed_release": release}
    return HttpResponse(get_template(page.template).render(context, request))


def _to_preview(release: Release, link: re.Match[bytes]) -> bytes:
    path = link[2].decode()
    try:
        is_page = resolve(path).url_name == "wagtail_serve"
    except Resolver404:
        is_page = False
    if not is_page:
        return link[0]
    return link[1] + reverse("releases:preview", args=[release.pk, path[1:]]).encode()
