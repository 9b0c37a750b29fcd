"""Which addresses take a key, and what becomes of an answer to one."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from cms.keys.bearer import Refused, key_of, read_key, refused

#: Kept by nobody: it is for who has the key.
_PRIVATE = "private, no-store"
_OF_CACHES = ["ETag", "Last-Modified", "Cache-Tag", "CDN-Cache-Control"]


class KeyMiddleware:
    """What reads the key of a request to the API or to a page. A bad one is a 401, whatever is
    asked for; an answer to a good one is kept by nobody, and what is kept of the public's is told
    to depend on there being none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if key_of(request) is not None:
            response["Cache-Control"] = _PRIVATE
            for name in _OF_CACHES:
                del response[name]
        elif takes_keys(request) and "public" in response.get("Cache-Control", ""):
            patch_vary_headers(response, ["Authorization"])
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, args: list, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not takes_keys(request):
            return None
        try:
            key = read_key(request)
        except Refused as error:
            return refused(request, error)
        if key is not None:
            request.key = key  # type: ignore[attr-defined]
        return None


def takes_keys(request: HttpRequest) -> bool:
    """Return whether the address is one of the API, or a page's."""
    match = request.resolver_match
    if match is None:
        return False
    return match.namespaces[:1] == ["wagtailapi"] or match.view_name == "wagtail_serve"
