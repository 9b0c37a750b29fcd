from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from cms.api.forms import origin
from cms.api.read_only import read_only
from cms.delivery.site import find_address
from cms.problems import problem
from cms.representations import SITE_ORIGIN


@read_only(parameters=frozenset({"urls"}))
def site(request: HttpRequest) -> HttpResponse:
    """What all pages of the site show besides their own content: see `represent_site`."""
    address = find_address(request)
    if address is None:
        return problem(request, HTTPStatus.NOT_FOUND, "There is no site at this host.")
    text = address.site_representation()
    content = text.replace(SITE_ORIGIN, origin(request, address.site.root_url))
    return HttpResponse(content, content_type="application/json")
