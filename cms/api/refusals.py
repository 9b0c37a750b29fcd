"""What every address of the API refuses, and how.

A parameter that lists values, with commas between, has to be named here, with how many it takes:
every request is held against it before anything else is done, and `listed` is the only way to the
values. A parameter that isn't named takes a single value, see `cms.limits`.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework.exceptions import APIException
from wagtail.api.v2.utils import BadRequestError
from wagtail.models import get_page_models

from cms.api.gone import RemovedPage
from cms.delivery.errors import unavailable
from cms.delivery.negotiation import preferred
from cms.limits import (
    MOST_FIELDS,
    MOST_ORDERS,
    MOST_TAGS,
    MOST_VALUES,
    check_length,
    values,
)
from cms.problems import BadQuery, problem, shortened
from cms.publications.reading import Unbuildable, Unbuilt

METHODS = ["GET", "HEAD", "OPTIONS"]
_MOST: dict[str, Callable[[], int]] = {
    "facets": lambda: MOST_VALUES,
    "fields": lambda: MOST_FIELDS,
    "order": lambda: MOST_ORDERS,
    "renditions": lambda: len(rendition_names()),
    "tags": lambda: MOST_TAGS,
    "type": lambda: len(get_page_models()),
}


class NotAllowed(BadRequestError):
    """A parameter, field, type or value that is not among those allowed.

    `allowed` goes into the problem's `detail`, and stands in it as a member of that name.
    """

    def __init__(self, message: str, allowed: Iterable[str]) -> None:
        super().__init__(message)
        self.members = {"allowed": list(dict.fromkeys(allowed))}
        self.detail = f"{message}. Allowed: {', '.join(self.members['allowed']) or 'none'}"


class NullCharacter(BadRequestError):
    """A parameter with a character that PostgreSQL's texts can't hold."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"field filter error. null characters are not allowed for {name}")
        self.members: dict = {}
        self.detail = f"null characters are not allowed: {name}={value!r}"


def check_values(
    request: HttpRequest, others: Collection[str] = (), formats: Sequence[str] = ("json",)
) -> None:
    """Raise `BadRequestError` for a parameter that stands twice or holds a null character, and for
    a `format` that there isn't; `TooMuch` for more than a parameter takes. `others` may be
    repeated, and are measured by who reads them.
    """
    for name, given in request.GET.lists():
        for value in given:
            if "\x00" in name + value:
                raise NullCharacter(name, value)
        if name in others:
            continue
        if len(given) > 1:
            raise BadRequestError(f"{name} is given {len(given)} times; give it once")
        check_size(name, given[0])
    if (name := request.GET.get("format", "json")) not in formats:
        raise NotAllowed(f"format={name!r} is unknown; expected {' or '.join(formats)}", formats)


def check_parameters(request: HttpRequest, allowed: frozenset[str] | set[str]) -> None:
    """Raise `BadRequestError` unless all parameters are allowed."""
    if unknown := sorted(request.GET.keys() - allowed):
        raise NotAllowed(
            "query parameter is not an operation or a recognised field: "
            + shortened(", ".join(unknown)),
            sorted(allowed - {"_"}),
        )


def early_answer(request: HttpRequest, *media_types: str) -> HttpResponse | None:
    """Return the answer to a method or an `Accept` that rules out any other: 405, 406, or to
    OPTIONS.
    """
    if request.method not in METHODS:
        detail = f'Method "{request.method}" not allowed.'
        response = problem(request, HTTPStatus.METHOD_NOT_ALLOWED, detail)
    elif preferred(request, media_types) is None:
        accept = shortened(request.headers["Accept"])
        detail = f"Accept: {accept} rules out {' and '.join(media_types)}."
        return problem(request, HTTPStatus.NOT_ACCEPTABLE, detail)
    elif request.method == "OPTIONS":
        response = HttpResponse(content_type=media_types[0])
    else:
        return None
    response["Allow"] = ", ".join(METHODS)
    return response


def refusal(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the answer to a request that raised this; an error that nobody can be blamed for is
    raised again.
    """
    if isinstance(error, Unbuildable | Unbuilt):
        return unavailable(request)
    if isinstance(error, NotAllowed | NullCharacter):
        members = {"message": str(error), **error.members}
        return problem(request, HTTPStatus.BAD_REQUEST, error.detail, **members)
    if isinstance(error, BadQuery):
        return problem(request, HTTPStatus.BAD_REQUEST, str(error), **error.members)
    if isinstance(error, RemovedPage):
        return problem(request, HTTPStatus.GONE, str(error), **error.members)
    if isinstance(error, BadRequestError):
        status = HTTPStatus.BAD_REQUEST
    elif isinstance(error, Http404):
        status = HTTPStatus.NOT_FOUND
    elif isinstance(error, APIException):
        status = HTTPStatus(error.status_code)
    else:
        raise error
    return problem(request, status, str(error) or status.phrase)


def most(parameter: str) -> int | None:
    """Return how many values the parameter lists at most; None: it takes a single one."""
    if parameter.endswith("__in"):
        return MOST_VALUES
    return _MOST[parameter]() if parameter in _MOST else None


def listed(parameter: str, text: str) -> list[str]:
    """Return the values of a parameter that lists them, each once. Raises `TooMuch`."""
    return values(parameter, text, most(parameter) or 1)


def check_size(parameter: str, text: str) -> None:
    """Raise `TooMuch` for more than the parameter takes: values of a list, characters of others."""
    if most(parameter) is None or parameter == "fields":
        check_length(parameter, text)
    if most(parameter) is not None:
        listed(parameter, text)


def rendition_names() -> dict[str, list[str]]:
    """Return the specs that a value of `renditions` stands for: groups first, then the specs."""
    groups: dict[str, list[str]] = getattr(settings, "RENDITION_SPECS", {})
    return {**groups, **{spec: [spec] for group in groups.values() for spec in group}}
