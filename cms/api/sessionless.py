"""What all endpoints have in common: no session, JSON, and errors as problem details."""

from http import HTTPStatus
from types import SimpleNamespace

from django.http import Http404, HttpResponse
from rest_framework.exceptions import APIException
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.utils import BadRequestError

from cms.api.errors import NotAllowed
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
    """No session, JSON only, errors as problem details with v2's `message`."""

    content_negotiation_class = AcceptOnly
    authentication_classes: list = []
    renderer_classes = [RepresentationRenderer]

    def handle_exception(self, exc: Exception) -> HttpResponse:
        if isinstance(exc, Unbuildable):
            return unavailable(self.request)
        if isinstance(exc, NotAllowed):
            return problem(
                self.request,
                HTTPStatus.BAD_REQUEST,
                exc.detail,
                message=str(exc),
                allowed=exc.allowed,
            )
        if isinstance(exc, BadRequestError):
            status = HTTPStatus.BAD_REQUEST
        elif isinstance(exc, Http404):
            status = HTTPStatus.NOT_FOUND
        elif isinstance(exc, APIException):
            status = HTTPStatus(exc.status_code)
        else:
            raise exc
        return problem(self.request, status, str(exc) or status.phrase)
