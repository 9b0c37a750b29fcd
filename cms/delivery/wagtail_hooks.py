"""A page in the form that was asked for. JSON and Markdown show only what the public may see, so
they are refused for a restricted page before Wagtail asks who is there; but for JSON where a key
opens it.
"""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from wagtail import hooks
from wagtail.models import Page

from cms.absent.types import is_orphan
from cms.delivery.answers import for_visitor, page_links
from cms.delivery.errors import REFUSALS, refusal
from cms.delivery.feeds import Feed
from cms.delivery.html import canonical_url
from cms.delivery.markdown import markdown_answer
from cms.delivery.negotiation import Format, check_parameters, negotiate
from cms.delivery.published import representation_of
from cms.delivery.rendered import front_of, rendered
from cms.delivery.site import site_representation
from cms.keys.bearer import key_of
from cms.problems import problem
from cms.representations import with_origin
from cms.representations.encoding import to_json
from cms.visibility import is_restricted


# Lower than Wagtail's own check of the method, which answers OPTIONS of any page.
@hooks.register("before_serve_page", order=-10)
def leave_out_types_that_are_not_installed(
    page: Page, request: HttpRequest, args: list, kwargs: dict
) -> None:
    if is_orphan(page):
        raise Http404


# Lower than Wagtail's own check of view restrictions, which asks for a session.
@hooks.register("on_serve_page", order=-10)
def serve_negotiated(serve):
    """Wrap Wagtail's serving of a page in content negotiation."""

    def inner(page: Page, request: HttpRequest, args: list, kwargs: dict) -> HttpResponse:
        try:
            response = _serve(page, request, args, kwargs)
        except REFUSALS as error:
            response = refusal(request, error)
        patch_vary_headers(response, ["Accept"])
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _serve(page: Page, request: HttpRequest, args: list, kwargs: dict) -> HttpResponse:
        model = page.specific_class
        asked_for = negotiate(request, getattr(model, "feeds", ()))
        if asked_for is Format.HTML:
            served = serve(page, request, args, kwargs)
            response = _written(served, request)
            if not (args or kwargs):  # what a page answers below its address has no other forms
                _link(page, response, _known_as(served))
            return for_visitor(request, response, page.last_published_at)
        if is_restricted(page) and not (asked_for is Format.JSON and _is_opened(page, request)):
            return problem(request, HTTPStatus.FORBIDDEN, "This page is not public.")
        site_url = page.get_site().root_url
        if asked_for is Format.JSON:
            check_parameters(model, request)
            representation = with_origin(representation_of(page), site_url)
            response = HttpResponse(to_json(representation), content_type="application/json")
            known_as = canonical_url(representation)
        elif isinstance(asked_for, Feed):
            representation = with_origin(representation_of(page), site_url)
            known_as = canonical_url(representation)
            site = site_representation(request)
            response = asked_for.answer(model, representation, request, site)
        else:
            served = serve(page, request, args, kwargs)
            response = _written(served, request, Format.MARKDOWN, site_url)
            if response.status_code != HTTPStatus.OK:
                return response
            known_as = _known_as(served)
        _link(page, response, known_as)
        return for_visitor(request, response, page.last_published_at)

    return inner


def _is_opened(page: Page, request: HttpRequest) -> bool:
    """Return whether the request's key opens a restricted page."""
    key = key_of(request)
    return key is not None and key.opens(page)


def _link(page: Page, response: HttpResponse, known_as: str | None) -> None:
    """Name the page's other forms, which only a public page has; Wagtail has told caches of the
    others.
    """
    if response.status_code == HTTPStatus.OK and not response.has_header("Cache-Control"):
        url = page.get_full_url()
        if known_as and known_as.startswith("/"):
            known_as = page.get_site().root_url + known_as
        response["Link"] = page_links(url, known_as or url)


def _known_as(response: HttpResponse) -> str | None:
    """Return the address that the rendered page names; None if its template got no
    representation.
    """
    context = getattr(response, "context_data", None) or {}
    page = context.get("page")
    return canonical_url(page, context.get("items")) if isinstance(page, dict) else None


def _written(
    served: HttpResponse, request: HttpRequest, form: Format = Format.HTML, root_url: str = ""
) -> HttpResponse:
    """Return what a page has served, as HTML or as Markdown with URLs under `root_url`."""
    if refused := (getattr(served, "context_data", None) or {}).get("refused"):
        if form is not Format.HTML:
            raise next(iter(refused.values()))
        served.status_code = HTTPStatus.BAD_REQUEST
        served["Cache-Control"] = "no-store"
    if isinstance(served, TemplateResponse) and _is_all_that_it_says(served, request):
        return rendered(request, served.template_name, served.context_data, form, root_url)
    if hasattr(served, "render"):
        served = served.render()
    if form is Format.HTML or served.status_code != HTTPStatus.OK:
        return served
    front = front_of(getattr(served, "context_data", None) or {}, root_url)
    return markdown_answer(served.content.decode(), root_url, front)


def _is_all_that_it_says(served: TemplateResponse, request: HttpRequest) -> bool:
    """Return whether the template and its context are all there is to the response: a page type or
    plugin has added no header, cookie, or work to do once it is rendered.
    """
    return (
        type(served) is TemplateResponse
        and not served.is_rendered
        and not served._post_render_callbacks
        and served._request is request
        and served.using is None
        and isinstance(served.template_name, str)
        and isinstance(served.context_data, dict)
        and served.status_code == HTTPStatus.OK
        and dict(served.items()) == {"Content-Type": "text/html; charset=utf-8"}
        and not served.cookies
    )
