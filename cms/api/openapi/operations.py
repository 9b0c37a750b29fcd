"""What is asked at an address, as the document says it."""

from typing import Any

from django.urls import reverse

from cms.api.list_parameters import declared
from cms.api.openapi.answers import refer
from cms.api.openapi.parameters import SHARED, Parameter

CONDITIONS = ["IfNoneMatch", "IfMatch"]
#: How any request may be refused.
REFUSALS = [400, 401, 405, 406, 412, 414]


def operation(
    name: str, tag: str, summary: str, parameters: list[Parameter], responses: dict[str, Any]
) -> dict:
    """Return a path item: what GET is asked with there, and how it is answered."""
    found = {
        "operationId": name,
        "summary": summary,
        "tags": [tag],
        "parameters": [*parameters, *named(*CONDITIONS)],
        # Whatever is asked for, the database may be away.
        "responses": dict(sorted((responses | refer(503)).items())),
    }
    return {"get": found}


def named(*names: str) -> list[dict]:
    """Return parameters that the document keeps among its components."""
    assert set(names) <= SHARED.keys() | declared().keys()
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def address(view: str) -> str:
    """Return the path of a view of the API."""
    found = reverse(f"wagtailapi:{view}", args=[0] if view.endswith("detail") else [])
    return found.replace("/0/", "/{id}/") if view.endswith("detail") else found
