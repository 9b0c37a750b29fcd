from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.api.openapi.document import document
from cms.api.sessionless import read_only
from cms.delivery.site import root_url, site_representation
from cms.representations.encoding import to_json


@read_only
def openapi(request: HttpRequest) -> HttpResponse:
    """Return the OpenAPI document, with the address of the site that is asked, and whom to write
    to.
    """
    found, root = document(), root_url(request)
    contact = _contact(request) | {"url": root + reverse("api_docs")}
    info = found["info"] | {"contact": contact}
    content = to_json(found | {"info": info, "servers": [{"url": root}]})
    return HttpResponse(content, content_type="application/json")


def _contact(request: HttpRequest) -> dict:
    site = site_representation(request)
    mail = site["footer"]["mail"]
    return {"name": site["name"], **({"email": mail} if mail else {})}
