"""What is settled of every request before a view is looked for, and of every answer after it."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware import common

from cms.delivery.errors import address_too_long
from cms.limits import LONGEST_ADDRESS
from cms.publications.cache_tags import ANY, HEADER, SEPARATOR, noting


class LongestAddressMiddleware:
    """What refuses addresses longer than `LONGEST_ADDRESS` with 414 (RFC 9110, section 15.5.15):
    the web server itself takes 65,534 octets, and reads what no one means.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(request.get_full_path()) > LONGEST_ADDRESS:
            return address_too_long(request)
        return self.get_response(request)


class CacheTagMiddleware:
    """What tells caches what an answer that they may keep shows: the tags by which they drop it.
    Those that are told what changes need not ask about it for a while (RFC 9213), as browsers do;
    about what can't be told in detail, or is soon another, they ask as well.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with noting() as noted:
            response = self.get_response(request)
        if "public" in response.get("Cache-Control", ""):
            tags = noted.tags()
            response[HEADER] = SEPARATOR.join(tags)
            if settings.WAGTAILFRONTENDCACHE and tags != [ANY] and not noted.is_passing:
                response["CDN-Cache-Control"] = f"public, max-age={settings.CDN_MAX_AGE}"
        return response


class CommonMiddleware(common.CommonMiddleware):
    """Django's, which would give a 304 the length 0: the length there is that of what the client
    has, or isn't told (RFC 9110, section 8.6). Who asks how a process is knows its address, and not
    by which names the site is called.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if request.path.startswith("/health/"):
            return None
        return super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            return response
        return super().process_response(request, response)
