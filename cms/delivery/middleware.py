"""Django's own middleware, but for what it says of an answer without a body."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.middleware import common


class CommonMiddleware(common.CommonMiddleware):
    """Django's, which would give a 304 the length 0: the length there is that of what the client
    has, or isn't told (RFC 9110, section 8.6).
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            return response
        return super().process_response(request, response)
