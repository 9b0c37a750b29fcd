"""Addresses of the API that are no endpoint of Wagtail's: what is here, where programs find out
about it (RFC 9727), and of which site.
"""

import json
from http import HTTPStatus
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from cms.api.additions import added_names
from cms.api.represented import origin
from cms.api.sessionless import read_only
from cms.api.views import ENDPOINTS
from cms.delivery.site import find_address, root_url
from cms.problems import problem
from cms.publications.cache_tags import note_all
from cms.representations import with_origin
from cms.representations.encoding import to_json
from cms.representations.site import is_told

#: JSON of links (RFC 9264).
LINKSET = "application/linkset+json"
#: In the index, where live events are told.
EVENTS_URL = "events_url"
PROFILE = "https://www.rfc-editor.org/info/rfc9727"


@read_only(media_type=LINKSET)
def catalog(request: HttpRequest) -> HttpResponse:
    """Return the API's address, its description and its documentation."""
    root = root_url(request)
    here, api = root + reverse("api_catalog"), root + reverse("wagtailapi:index")
    described = root + reverse("wagtailapi:openapi")
    found = {
        "linkset": [
            {"anchor": here, "item": [{"href": api}]},
            {
                "anchor": api,
                "service-desc": [{"href": described, "type": "application/json"}],
                "service-doc": [{"href": root + reverse("api_docs"), "type": "text/html"}],
                "service-meta": [
                    {"href": root + reverse("wagtailapi:site"), "type": "application/json"}
                ],
            },
        ]
    }
    response = HttpResponse(to_json(found), content_type=f'{LINKSET}; profile="{PROFILE}"')
    # What a HEAD request is answered with as well (RFC 9727, section 2).
    response["Link"] = f'<{here}>; rel="api-catalog"'
    return response


@read_only(parameters=frozenset({"urls"}))
def index(request: HttpRequest) -> HttpResponse:
    """Return what is here: `{"pages": url, …}`, the address of each list, the changes, the site,
    and of live events, where they are told.
    """
    root = origin(request, root_url(request))
    found = {name: root + reverse(f"wagtailapi:{name}:listing") for name in ENDPOINTS}
    found["changes"] = root + reverse("wagtailapi:changes:listing")
    for name in added_names():
        found[name] = root + reverse(f"wagtailapi:{name}")
    found["site"] = root + reverse("wagtailapi:site")
    if settings.EVENTS_URL:
        found[EVENTS_URL] = urljoin(f"{root}/", settings.EVENTS_URL)
    return HttpResponse(to_json(found), content_type="application/json")


@read_only(parameters=frozenset({"urls"}))
def site(request: HttpRequest) -> HttpResponse:
    """Return what all pages of the site show besides their own content: see `represent_site`."""
    address = find_address(request)
    if address is None:
        return problem(request, HTTPStatus.NOT_FOUND, "There is no site at this host.")
    found = json.loads(address.site_representation())
    # What has ended is not told any more, even if nobody has told the log yet.
    now = timezone.now()
    found["messages"] = [each for each in found["messages"] if is_told(each, now)]
    note_all()
    content = to_json(with_origin(found, origin(request, address.site.root_url)))
    return HttpResponse(content, content_type="application/json")
