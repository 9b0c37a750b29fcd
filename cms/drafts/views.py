"""Below ``/kladde/``: what a link opens, in HTML, JSON and Markdown, and the files of that state.

The token is all that is asked for: whoever comes, signed in or not, gets the same, and nothing is
kept of it, by browsers, caches or search engines, nor told to who is visited next.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.http import require_safe

from cms.delivery.errors import (
    REFUSALS,
    page_not_found,
    refusal,
    refused_choices,
    wants_html,
)
from cms.delivery.html import template_context
from cms.delivery.markdown import front_matter, markdown_answer
from cms.delivery.negotiation import Format, check_parameters, negotiate
from cms.delivery.site import root_url
from cms.drafts.shared_states import Ended, NoLink, State, state_of
from cms.media import views as files
from cms.media.access import open_for
from cms.problems import problem
from cms.representations import with_origin
from cms.representations.encoding import to_json

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


def behind_the_token(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer by the token alone, and say of every answer, refusals too, that it is not kept."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Else a page for who is signed in would have forms, and set a cookie for them.
        request.COOKIES = {}
        try:
            response = view(request, *args, **kwargs)
        except Ended:
            response = _ended(request)
        except (NoLink, Http404) as error:
            response = page_not_found(request, error)
        except REFUSALS as error:
            response = refusal(request, error)
        for name, value in _HEADERS.items():
            response[name] = value
        return response

    return answer


@behind_the_token
@require_safe
def draft(request: HttpRequest, token: str) -> HttpResponse:
    """Return the page, as `?format=` or `Accept` asks for it."""
    state = state_of(token)
    asked_for = negotiate(request)
    site_url = root_url(request)
    if asked_for is Format.JSON:
        check_parameters(type(state.page), request)
        content = to_json(with_origin(state.representation, site_url))
        return HttpResponse(content, content_type="application/json")
    context, template = _context(request, state), type(state.page).template
    if refused := context.get("refused"):
        if asked_for is not Format.HTML:
            raise next(iter(refused.values()))
        return refused_choices(request, template, context)
    html = get_template(template).render(context, request)
    if asked_for is Format.MARKDOWN:
        return markdown_answer(html, site_url, front_matter(context["page"], None, site_url))
    return HttpResponse(html)


@behind_the_token
@require_safe
def document(request: HttpRequest, token: str, document_id: int, filename: str) -> HttpResponse:
    """Answer with a document that the state shows."""
    _open(request, token, document_id)
    return files.document(request, document_id, filename)


@behind_the_token
@require_safe
def thumbnail(request: HttpRequest, token: str, document_id: int, filename: str) -> HttpResponse:
    """Return the first page of a document that the state shows, as an image."""
    _open(request, token, document_id)
    return files.thumbnail(request, document_id, filename)


def _context(request: HttpRequest, state: State) -> dict:
    request.is_preview = True  # type: ignore[attr-defined]
    page = with_origin(state.representation, "")
    context = template_context(type(state.page), page, request)
    return context | {"is_public": False, "feeds": [], "shared_draft": state.notice}


def _open(request: HttpRequest, token: str, document_id: int) -> None:
    if document_id not in state_of(token).documents:
        raise Http404
    open_for(request, document_id)


def _ended(request: HttpRequest) -> HttpResponse:
    if wants_html(request):
        return render(request, "drafts/ended.html", status=HTTPStatus.GONE)
    return problem(request, HTTPStatus.GONE, "This link to a draft has ended.")
