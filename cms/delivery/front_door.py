"""The front door: a public page at its address, answered with what the log holds of it.

One statement finds the site and the visible page. Whatever is not simply that goes on to Wagtail,
which answers it by the same renderers, through `wagtail_hooks`: visitors who may be signed in,
restricted pages, redirects, addresses below routable pages, nothing found.
"""

import json

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.encoding import escape_uri_path
from wagtail import hooks
from wagtail.models import Page, get_page_models
from wagtail.views import serve

from cms.delivery.answers import for_visitor, page_links
from cms.delivery.context_processors import has_session
from cms.delivery.errors import REFUSALS, refusal, refused_choices
from cms.delivery.feeds import Feed
from cms.delivery.html import canonical_url, template_context
from cms.delivery.listing import Listing
from cms.delivery.negotiation import Format, check_parameters, negotiate
from cms.delivery.rendered import rendered
from cms.delivery.site import find_address, site_of
from cms.publications.addresses import Address
from cms.publications.cache_tags import note_all
from cms.publications.reading import text_of
from cms.representations import SITE_ORIGIN

# What of Wagtail's serving the front door stands in for: a type or plugin that has its own is
# asked. Compared by module, since a subclass inherits these from there.
_SERVING = ["route", "serve", "get_template", "get_context", "check_request_method"]
_OURS = {"wagtail.models.pages", "cms.models.content_page"}
#: In the JSON of a page that is no alias; within a text, the quotation marks would be escaped.
_NO_ALIAS = '"alias_of":null'
_HOOKS = ["before_serve_page", "on_serve_page"]
_OUR_HOOKS = {"wagtail.wagtail_hooks", "cms.delivery.wagtail_hooks"}


def front_door(request: HttpRequest, path: str) -> HttpResponse:
    """Return the page at `path` ("a/b/") of the request's site; in place of
    `wagtail.views.serve`.
    """
    address = _find(request, path)
    if address is None:
        return serve(request, path)
    try:
        # None: hidden since, while its representation was built.
        return _answer(request, address) or serve(request, path)
    except REFUSALS as error:
        response = refusal(request, error)
        patch_vary_headers(response, ["Accept"])
        return response


def _find(request: HttpRequest, path: str) -> Address | None:
    """Return the site and the visible page there; None if Wagtail has to see to it."""
    if request.method not in ("GET", "HEAD") or has_session(request) or _has_other_hooks():
        return None
    address = find_address(request, path)
    if address is None or address.page is None or not is_plain(address.model):
        return None
    return None if _is_routed_by_another(address) else address


def _answer(request: HttpRequest, address: Address) -> HttpResponse | None:
    asked_for = negotiate(request, getattr(address.model, "feeds", ()))
    text, root_url = text_of(address.page), address.site.root_url
    if text is None:
        return None
    items = None
    if asked_for is Format.JSON:
        check_parameters(address.model, request)
        content = text.replace(SITE_ORIGIN, root_url)
        response = HttpResponse(content, content_type="application/json")
    elif isinstance(asked_for, Feed):
        representation = json.loads(text.replace(SITE_ORIGIN, root_url))
        response = asked_for.answer(address.model, representation, request, site_of(address))
    else:
        context = _context(request, address, json.loads(text.replace(SITE_ORIGIN, "")))
        items = context.get("items")
        if refused := context.get("refused"):
            if asked_for is not Format.HTML:
                raise next(iter(refused.values()))
            response = refused_choices(request, address.model.template, context)
            return for_visitor(request, response, None)
        response = rendered(request, address.model.template, context, asked_for, root_url)
    note_all()
    html_url = root_url + escape_uri_path(request.path)
    response["Link"] = page_links(html_url, _canonical_url(text, items, root_url, html_url))
    return for_visitor(request, response, address.last_published_at)


def _context(request: HttpRequest, address: Address, representation: dict) -> dict:
    request.is_preview = False  # as Page.serve() tells templates
    return template_context(address.model, representation, request, site_of(address))


def _canonical_url(text: str, items: Listing | None, root_url: str, html_url: str) -> str:
    """Return the address that the page's HTML names; most pages needn't be read for it."""
    if items is None and _NO_ALIAS in text:
        return html_url
    representation = json.loads(text.replace(SITE_ORIGIN, root_url))
    return canonical_url(representation, items) or html_url


def _has_other_hooks() -> bool:
    """Return whether a plugin takes part in the serving of pages."""
    return any(
        hook.__module__ not in _OUR_HOOKS for name in _HOOKS for hook in hooks.get_hooks(name)
    )


def is_plain(model: type[Page] | None) -> bool:
    """Return whether pages of the type are served as `ContentPage` says."""
    return (
        model is not None
        and hasattr(model, "extra_context")
        and model.ajax_template is None
        and all(getattr(model, name).__module__ in _OURS for name in _SERVING)
    )


def _is_routed_by_another(address: Address) -> bool:
    """Return whether a page above may answer in its place: one with routes of its own."""
    routing = [model for model in get_page_models() if model.route.__module__ not in _OURS]
    if not routing:
        return False
    types = ContentType.objects.get_for_models(*routing).values()
    paths = [address.path[:end] for end in range(Page.steplen, len(address.path), Page.steplen)]
    return Page.objects.filter(path__in=paths, content_type__in=list(types)).exists()
