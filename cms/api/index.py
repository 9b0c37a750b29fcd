from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Site

from cms.api.read_only import read_only
from cms.representations.encoding import to_json

ENDPOINTS = ["pages", "images", "documents", "redirects"]


@read_only
def index(request: HttpRequest) -> HttpResponse:
    """What is here: `{"pages": url, …}`, the address of each list."""
    root = root_url(request)
    lists = {name: root + reverse(f"wagtailapi:{name}:listing") for name in ENDPOINTS}
    return HttpResponse(to_json(lists), content_type="application/json")


def root_url(request: HttpRequest) -> str:
    """Under which an answer's URLs stand: the site's, or the host asked if it is no site's."""
    site = Site.find_for_request(request)
    return site.root_url if site else f"{request.scheme}://{request.get_host()}"
