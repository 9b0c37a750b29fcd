"""What all endpoints have in common: no session, JSON, and errors as problem details."""

import re
from http import HTTPStatus
from types import SimpleNamespace

from django.http import Http404, HttpResponse
from django.utils import translation
from rest_framework.exceptions import APIException
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.utils import BadRequestError

from cms.api.errors import NotAllowed, NullCharacter
from cms.api.pagination import BoundedPagination
from cms.delivery.answers import public
from cms.delivery.errors import unavailable
from cms.problems import problem
from cms.publications.reading import Unbuildable
from cms.representations.encoding import to_json


class RepresentationRenderer(JSONRenderer):
    def render(self, data, accepted_media_type=None, renderer_context=None) -> bytes:
        return to_json(data)


class AcceptOnly(DefaultContentNegotiation):
    """`Accept` alone decides; what `format` says is checked with the other parameters."""

    settings = SimpleNamespace(URL_FORMAT_OVERRIDE=None)


class SessionlessMixin:
    """No session, JSON only, every parameter checked, errors as problem details with v2's
    `message`.
    """

    content_negotiation_class = AcceptOnly
    authentication_classes: list = []
    renderer_classes = [RepresentationRenderer]
    pagination_class = BoundedPagination

    def dispatch(self, request, *args, **kwargs):
        with translation.override("en"):  # errors are for programmers, of any country
            response = super().dispatch(request, *args, **kwargs)
            return public(request, response.render() if hasattr(response, "render") else response)

    def initial(self, request, *args, **kwargs) -> None:
        for name, value in request.GET.items():
            if "\x00" in name + value:
                raise NullCharacter(name, value)
        if (name := request.GET.get("format", "json")) != "json":
            raise NotAllowed(f"format={name!r} is unknown; expected json", ["json"])
        self.resolve_rich_text_format()
        super().initial(request, *args, **kwargs)

    def find_object(self, queryset, request):
        if "id" in request.GET and not re.fullmatch("[0-9]{1,18}", request.GET["id"]):
            raise BadRequestError("id must be a positive integer")
        return super().find_object(queryset, request)

    def handle_exception(self, exc: Exception) -> HttpResponse:
        if isinstance(exc, Unbuildable):
            return unavailable(self.request)
        if isinstance(exc, NotAllowed | NullCharacter):
            members = {"message": str(exc), **exc.members}
            return problem(self.request, HTTPStatus.BAD_REQUEST, exc.detail, **members)
        if isinstance(exc, BadRequestError):
            status = HTTPStatus.BAD_REQUEST
        elif isinstance(exc, Http404):
            status = HTTPStatus.NOT_FOUND
        elif isinstance(exc, APIException):
            status = HTTPStatus(exc.status_code)
        else:
            raise exc
        return problem(self.request, status, str(exc) or status.phrase)
