from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.api.forms import origin
from cms.api.read_only import read_only
from cms.api.views import ENDPOINTS
from cms.delivery.site import root_url
from cms.representations.encoding import to_json


@read_only(parameters=frozenset({"urls"}))
def index(request: HttpRequest) -> HttpResponse:
    """What is here: `{"pages": url, …}`, the address of each list, and of the site."""
    root = origin(request, root_url(request))
    found = {name: root + reverse(f"wagtailapi:{name}:listing") for name in ENDPOINTS}
    found["site"] = root + reverse("wagtailapi:site")
    return HttpResponse(to_json(found), content_type="application/json")
