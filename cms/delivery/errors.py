"""Error pages: problem details for programs, a page in Danish for people."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.formats import number_format

from cms.delivery.negotiation import (
    Format,
    NotAcceptable,
    UnknownFormat,
    negotiate,
)
from cms.limits import LONGEST_ADDRESS
from cms.problems import BadQuery, problem
from cms.publications.reading import Unbuildable, Unbuilt

__all__ = ["REFUSALS", "bad_query", "page_not_found", "refusal"]

#: What a view that negotiates may raise; `refusal` answers it.
REFUSALS = (UnknownFormat, NotAcceptable, BadQuery, Unbuildable, Unbuilt)

# Seconds after which the log tries again to build what failed.
_RETRY_AFTER = 60


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer as Django's `handler404`."""
    if wants_html(request):
        return _page(request, HTTPStatus.NOT_FOUND)
    return problem(request, HTTPStatus.NOT_FOUND, "There is nothing at this address.")


def refusal(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the answer to a request that raised one of `REFUSALS`: 400 or 406 with the reason, or
    503.
    """
    if isinstance(error, (Unbuildable, Unbuilt)):
        return _unavailable(request)
    if isinstance(error, BadQuery):
        return bad_query(request, error)
    is_unknown = isinstance(error, UnknownFormat)
    if is_unknown and _is_browser(request):
        return _page(request, HTTPStatus.BAD_REQUEST, rest=_without(request, "format"))
    status = HTTPStatus.BAD_REQUEST if is_unknown else HTTPStatus.NOT_ACCEPTABLE
    return problem(request, status, str(error))


def bad_query(request: HttpRequest, error: BadQuery) -> HttpResponse:
    """Answer a query string that makes no sense with 400."""
    if wants_html(request) or _is_browser(request):
        parameter = getattr(error, "parameter", "")
        rest = _without(request, parameter, "format")
        return _page(request, HTTPStatus.BAD_REQUEST, error=error, rest=rest)
    return problem(request, HTTPStatus.BAD_REQUEST, str(error), **error.members)


def refused_choices(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    """Answer for a list of which not all choices make sense, with 400: the form with what is wrong
    at its fields, and the list that the other choices find.
    """
    content = get_template(template).render(context, request)
    response = HttpResponse(content, status=HTTPStatus.BAD_REQUEST)
    response["Cache-Control"] = "no-store"
    return response


def incomplete_form(request: HttpRequest) -> HttpResponse:
    """Answer a form that lacks fields which it is always sent with by 400."""
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if not is_script and wants_html(request):
        return _page(request, HTTPStatus.BAD_REQUEST, is_incomplete=True)
    return problem(request, HTTPStatus.BAD_REQUEST, "The form lacks fields that belong to it.")


def address_too_long(request: HttpRequest) -> HttpResponse:
    """Answer an address that is longer than anyone means with 414. Its query string isn't read."""
    # `HTTPStatus` has another name and phrase for it from Python 3.13 on.
    status = HTTPStatus(414)
    if "text/html" in request.headers.get("Accept", ""):
        longest = number_format(LONGEST_ADDRESS, force_grouping=True)
        return _page(request, status, longest=longest)
    return problem(request, status, f"An address takes at most {LONGEST_ADDRESS} octets.")


def _unavailable(request: HttpRequest) -> HttpResponse:
    """Answer for a public page that can't be built: the fault is ours, and others see to it."""
    if wants_html(request):
        content = render_to_string("500.html")
        return _retried_later(HttpResponse(content, status=HTTPStatus.SERVICE_UNAVAILABLE))
    return unavailable(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Return the same for a program, whatever it accepts."""
    detail = "This page cannot be shown at the moment."
    return _retried_later(problem(request, HTTPStatus.SERVICE_UNAVAILABLE, detail))


def _retried_later(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = str(_RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def wants_html(request: HttpRequest) -> bool:
    """Return whether the request is a person's, who is told of errors by a page, and not a
    program's.
    """
    if request.path.startswith(reverse("wagtailapi:index")):
        return False
    try:
        return negotiate(request) is Format.HTML
    except (UnknownFormat, NotAcceptable):
        return False


def _is_browser(request: HttpRequest) -> bool:
    """Return whether a person reads the answer, although the address asks for a form that programs
    read: a feed that is followed as a link. Who asks for JSON or Markdown means it.
    """
    asked = request.GET.get("format")
    return "text/html" in request.headers.get("Accept", "") and asked not in (
        Format.JSON,
        Format.MARKDOWN,
    )


def _without(request: HttpRequest, *parameters: str) -> str:
    """Return the address without these parameters."""
    query = request.GET.copy()
    for each in parameters:
        query.pop(each, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _page(request: HttpRequest, status: HTTPStatus, **context) -> HttpResponse:
    response = render(request, f"{status.value}.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
