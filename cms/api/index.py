from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Site

from cms.delivery.answers import public
from cms.problems import problem
from cms.representations.encoding import to_json

METHODS = ["GET", "HEAD", "OPTIONS"]
ENDPOINTS = ["pages", "images", "documents", "redirects"]


# As the endpoints are: who posts is told that this can't be done, not that a token is missing.
@csrf_exempt
def index(request: HttpRequest) -> HttpResponse:
    """What is here: `{"pages": url, …}`, the address of each list."""
    if request.method not in METHODS:
        detail = f'Method "{request.method}" not allowed.'
        refusal = problem(request, HTTPStatus.METHOD_NOT_ALLOWED, detail)
        refusal["Allow"] = ", ".join(METHODS)
        return public(request, refusal)
    root = root_url(request)
    lists = {name: root + reverse(f"wagtailapi:{name}:listing") for name in ENDPOINTS}
    return public(request, HttpResponse(to_json(lists), content_type="application/json"))


def root_url(request: HttpRequest) -> str:
    """Under which an answer's URLs stand: the site's, or the host asked if it is no site's."""
    site = Site.find_for_request(request)
    return site.root_url if site else f"{request.scheme}://{request.get_host()}"
