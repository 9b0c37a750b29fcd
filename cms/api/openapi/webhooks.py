"""What is posted to who has asked for it: not an answer of the API, and told in its schemas.

The posts are made by `cms.integrations`, above the API; its tests hold them against this.
"""

from cms.api.openapi.changes import thin_change
from cms.api.openapi.parameters import TEXT
from cms.api.openapi.schemas import Answers
from cms.kinds.components import DATE_TIME, STRING, URL, array, constant, record
from cms.publications.items import DELETE, UPSERT
from cms.representations.schema import Schema

#: How many changes a post has at most.
MOST = 100

_CURSOR = "0123456789abcdef-1234-56-1200-0"
_HEADERS = {
    "webhook-id": (
        "Of the post: the same each time that it comes, until a 2xx has answered it.",
        f"webhook-1-1_{_CURSOR}_1201-0",
    ),
    "webhook-timestamp": ("When it was sent, in seconds since 1970.", "1777882500"),
    "webhook-signature": (
        "HMAC-SHA-256 of `webhook-id`, `webhook-timestamp` and the body, with full stops between, "
        "by the webhook's secret: `v1,` and Base64. Of several, which stand with a space between "
        "while a secret is changed, one has to be right.",
        "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    ),
}


def webhooks(answers: Answers) -> dict[str, dict]:
    """Return the document's `webhooks`, by the `type` of their posts."""
    upsert, delete = (
        answers.schemas.declare(f"Posted{name.capitalize()}", lambda name=name: _posted(name))
        for name in (UPSERT, DELETE)
    )
    items = {**array({"oneOf": [upsert, delete]}), "maxItems": MOST}
    return {
        "pages.changed": _post(
            "postChanges",
            "Pages were published, changed or hidden: what `changes` tells, without the pages",
            answers.schemas.declare("PostedChanges", lambda: _body("pages.changed", items)),
        ),
        "test": _post(
            "postTest",
            "Somebody tries the webhook out",
            answers.schemas.declare("PostedTest", lambda: _body("test", {**items, "maxItems": 0})),
        ),
    }


def _post(name: str, summary: str, body: Schema) -> dict:
    said = {
        "2XX": "Taken, within 10 seconds: the next post may come.",
        "410": "Nothing more is wanted: the webhook is paused.",
        "default": "Not taken: the same post comes again, later each time.",
    }
    parameters = [
        {
            "name": header,
            "in": "header",
            "required": True,
            "description": description,
            "schema": TEXT,
            "example": example,
        }
        for header, (description, example) in _HEADERS.items()
    ]
    operation = {
        "operationId": name,
        "summary": summary,
        "description": "Signed as Standard Webhooks say. A webhook is set up in the admin.",
        "tags": ["Changes"],
        "security": [],
        "parameters": parameters,
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {status: {"description": text} for status, text in said.items()},
    }
    return {"post": operation}


def _posted(name: str) -> Schema:
    tags = {**array(STRING), "description": "By which a cache drops what it keeps of the site."}
    return thin_change(name, {"cache_tags": tags})


def _body(name: str, items: Schema) -> Schema:
    address = {**URL, "description": "Where `changes` tells the same, and what came since."}
    data = record({"changes_url": address, "items": items})
    return record({"type": constant(name), "timestamp": DATE_TIME, "data": data})
