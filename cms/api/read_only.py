from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from cms.delivery.answers import public
from cms.problems import problem

METHODS = ["GET", "HEAD", "OPTIONS"]


def read_only(view: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Answer as the endpoints do: with the headers of what is public, 405 to who would write."""

    @wraps(view)
    def inner(request: HttpRequest) -> HttpResponse:
        if request.method in METHODS:
            return public(request, view(request))
        detail = f'Method "{request.method}" not allowed.'
        refusal = problem(request, HTTPStatus.METHOD_NOT_ALLOWED, detail)
        refusal["Allow"] = ", ".join(METHODS)
        return public(request, refusal)

    # Who posts is told that this can't be done, not that a token is missing.
    return csrf_exempt(inner)
