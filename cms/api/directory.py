"""Where programs find out that there is an API (RFC 9727)."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.api.read_only import read_only
from cms.delivery.site import root_url
from cms.representations.encoding import to_json

#: JSON of links (RFC 9264).
LINKSET = "application/linkset+json"
PROFILE = "https://www.rfc-editor.org/info/rfc9727"


@read_only(media_type=LINKSET)
def catalog(request: HttpRequest) -> HttpResponse:
    """The API's address, its description and its documentation."""
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
