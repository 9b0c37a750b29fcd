"""Addresses of the API that are no endpoint of Wagtail's: what is here, and of which site."""

from collections.abc import Callable
from functools import partial, wraps

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from cms.api.refusals import check_parameters, check_values, early_answer, refusal
from cms.delivery.answers import public


def read_only(
    view: Callable[[HttpRequest], HttpResponse] | None = None,
    *,
    parameters: frozenset[str] = frozenset(),
    media_type: str = "application/json",
) -> Callable:
    """Answer as the endpoints do: with the headers of what is public, strict about parameters
    (those named, and `format=json`), and 405 to who would write.
    """
    if view is None:
        return partial(read_only, parameters=parameters, media_type=media_type)

    @wraps(view)
    def inner(request: HttpRequest) -> HttpResponse:
        with translation.override("en"):  # errors are for programmers, of any country
            if (early := early_answer(request, media_type)) is not None:
                return public(request, early)
            try:
                check_values(request)
                check_parameters(request, parameters | {"format"})
                return public(request, view(request))
            except Exception as error:
                return public(request, refusal(request, error))

    # Who posts is told that this can't be done, not that a token is missing.
    return csrf_exempt(inner)
