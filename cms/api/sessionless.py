"""What all addresses have in common: no session, JSON, and errors as problem details. Those of
objects derive from `SessionlessMixin`, the others are `read_only` views.
"""

import re
from collections.abc import Callable, Collection
from functools import cached_property, partial, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError

from cms.api.list_parameters import BoundedPagination
from cms.api.refusals import check_parameters, check_values, early_answer, refusal
from cms.delivery.answers import public
from cms.representations.encoding import to_json

JSON = "application/json"

#: What a single object may be asked with.
DETAIL_PARAMETERS = frozenset({"fields", "rich_text_format", "site", "format", "_"})


class SessionlessMixin:
    """No session, JSON only, every parameter checked, errors as problem details with v2's
    `message`.

    Of Django REST framework's dispatch nothing is left: no authentication, parsers or renderers.
    It takes longer than reading a page.
    """

    pagination_class = BoundedPagination
    detail_parameters = DETAIL_PARAMETERS
    #: What answers may be, and how `format` names it.
    media_types: tuple[str, ...] = (JSON,)
    formats: tuple[str, ...] = ("json",)
    #: Parameters that may stand several times: whoever reads them refuses what is too much.
    read_elsewhere: Collection[str] = ()
    #: Whether the same was asked before, and nothing of it refused.
    is_known = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.request, self.args, self.kwargs = request, args, kwargs
        self.action = self.action_map.get((request.method or "").lower())
        with translation.override("en"):  # errors are for programmers, of any country
            try:
                response = self._respond(request)
            except Exception as error:
                response = refusal(request, error)
        return public(request, response)

    def _respond(self, request: HttpRequest) -> HttpResponse:
        if (early := early_answer(request, *self.media_types)) is not None:
            return early
        if not self.is_known:
            check_values(request, self.read_elsewhere, self.formats)
        response = self.get(request, *self.args, **self.kwargs)
        if isinstance(response, Response):
            return HttpResponse(to_json(response.data), content_type=JSON)
        return response

    @cached_property
    def rich_text_format(self) -> str:
        return self.resolve_rich_text_format()

    def check_parameters(self, allowed: frozenset[str] | set[str]) -> None:
        check_parameters(self.request, allowed)

    def find_view(self, request: HttpRequest) -> HttpResponse:
        self.check_parameters(self.detail_parameters | self.find_query_parameters)
        response = super().find_view(request)
        response["Location"] = response["Location"].removesuffix("?")
        return response

    def find_object(self, queryset, request):
        if "id" in request.GET and not re.fullmatch("[0-9]+", request.GET["id"]):
            raise BadRequestError("id must be a positive integer")
        return super().find_object(queryset, request)


def read_only(
    view: Callable[[HttpRequest], HttpResponse] | None = None,
    *,
    parameters: frozenset[str] = frozenset(),
    media_type: str = JSON,
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
