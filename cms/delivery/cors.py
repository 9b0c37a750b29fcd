"""Who may read our answers from elsewhere: scripts of any site, whatever the public is answered
(Fetch standard, "CORS protocol").

A `*` lets a browser show a script only what it got without cookies, so nothing is opened that
anybody could not fetch. What concerns one visitor is left out all the same, and the admin.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

_EVERYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


class CrossOriginMiddleware:
    """Add the headers to everything public: pages, API, files, static files, redirects, errors.

    Stands first, so that it sees what other middlewares answer too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.admin_path):
            return self.get_response(request)
        # A browser asks so before a script may send headers of its own. Nothing is told of what
        # is at the address, so the view need not know of it.
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return HttpResponse(headers=_EVERYBODY | _PREFLIGHT | {"Content-Length": "0"})
        response = self.get_response(request)
        if not _is_personal(response):
            added = _EVERYBODY | (_PREFLIGHT if request.method == "OPTIONS" else {})
            for name, value in added.items():
                response[name] = value
        return response


def _is_personal(response: HttpResponse) -> bool:
    return bool(response.cookies) or "private" in response.get("Cache-Control", "")
