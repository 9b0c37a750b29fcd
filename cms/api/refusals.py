"""What every address of the API refuses, and how."""

from collections.abc import Collection
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from rest_framework.exceptions import APIException
from wagtail.api.v2.utils import BadRequestError

from cms.api.errors import NotAllowed, NullCharacter
from cms.api.lists import check_size
from cms.delivery.errors import unavailable
from cms.delivery.negotiation import accepts
from cms.problems import BadQuery, problem, shortened
from cms.publications.reading import Unbuildable

METHODS = ["GET", "HEAD", "OPTIONS"]


def check_values(request: HttpRequest, besides: Collection[str] = ()) -> None:
    """Raise `BadRequestError` for a parameter that stands twice or holds a null character, and for
    a `format` that there isn't; `TooMuch` for more than a parameter takes. Those `besides` may be
    repeated, and are measured by who reads them.
    """
    for name, values in request.GET.lists():
        for value in values:
            if "\x00" in name + value:
                raise NullCharacter(name, value)
        if name in besides:
            continue
        if len(values) > 1:
            raise BadRequestError(f"{name} is given {len(values)} times; give it once")
        check_size(name, values[0])
    if (name := request.GET.get("format", "json")) != "json":
        raise NotAllowed(f"format={name!r} is unknown; expected json", ["json"])


def check_parameters(request: HttpRequest, allowed: frozenset[str] | set[str]) -> None:
    """Raise `BadRequestError` unless all parameters are allowed."""
    if unknown := sorted(request.GET.keys() - allowed):
        raise NotAllowed(
            "query parameter is not an operation or a recognised field: "
            + shortened(", ".join(unknown)),
            sorted(allowed - {"_"}),
        )


def early_answer(request: HttpRequest, media_type: str) -> HttpResponse | None:
    """The answer to a method or an `Accept` that rules out any other: 405, 406, or to OPTIONS."""
    if request.method not in METHODS:
        detail = f'Method "{request.method}" not allowed.'
        response = problem(request, HTTPStatus.METHOD_NOT_ALLOWED, detail)
    elif not accepts(request, media_type):
        detail = f"Accept: {shortened(request.headers['Accept'])} rules out {media_type}."
        return problem(request, HTTPStatus.NOT_ACCEPTABLE, detail)
    elif request.method == "OPTIONS":
        response = HttpResponse(content_type=media_type)
    else:
        return None
    response["Allow"] = ", ".join(METHODS)
    return response


def refusal(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to a request that raised this; an error that nobody can be blamed for is raised
    again.
    """
    if isinstance(error, Unbuildable):
        return unavailable(request)
    if isinstance(error, NotAllowed | NullCharacter):
        members = {"message": str(error), **error.members}
        return problem(request, HTTPStatus.BAD_REQUEST, error.detail, **members)
    if isinstance(error, BadQuery):
        return problem(request, HTTPStatus.BAD_REQUEST, str(error), **error.members)
    if isinstance(error, BadRequestError):
        status = HTTPStatus.BAD_REQUEST
    elif isinstance(error, Http404):
        status = HTTPStatus.NOT_FOUND
    elif isinstance(error, APIException):
        status = HTTPStatus(error.status_code)
    else:
        raise error
    return problem(request, status, str(error) or status.phrase)
