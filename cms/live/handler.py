"""Django, as the process of live events asks it: with the site's middleware, for few addresses."""

from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.urls import ResolverMatch, is_valid_path, resolve

URLCONF = "cms.live.urls"


class Handler(BaseHandler):
    """What answers requests in the thread that calls `get_response`. The thread's own addresses
    stay those of the site, of which the pages are built that it reads.
    """

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware(is_async=False)

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        found = resolve(request.path_info, URLCONF)
        request.resolver_match = found
        return found


def is_answered(path: str) -> bool:
    """Return whether there is anything at a path for `Handler` to answer."""
    return is_valid_path(path, URLCONF)
