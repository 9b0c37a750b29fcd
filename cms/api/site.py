import json
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cms.api.forms import origin
from cms.api.read_only import read_only
from cms.delivery.site import find_address
from cms.problems import problem
from cms.representations import with_origin
from cms.representations.encoding import to_json
from cms.representations.site import is_told


@read_only(parameters=frozenset({"urls"}))
def site(request: HttpRequest) -> HttpResponse:
    """What all pages of the site show besides their own content: see `represent_site`."""
    address = find_address(request)
    if address is None:
        return problem(request, HTTPStatus.NOT_FOUND, "There is no site at this host.")
    found = json.loads(address.site_representation())
    # What has ended is not told any more, even if nobody has told the log yet.
    now = timezone.now()
    found["messages"] = [each for each in found["messages"] if is_told(each, now)]
    content = to_json(with_origin(found, origin(request, address.site.root_url)))
    return HttpResponse(content, content_type="application/json")
