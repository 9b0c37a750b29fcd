"""How requests may be answered: headers, problems, and the content when all is well."""

from http import HTTPStatus
from typing import Any

from cms.limits import LONGEST_ADDRESS

PROBLEM = {
    "type": "object",
    "description": "What is wrong (RFC 9457).",
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "examples": ["about:blank"]},
        "title": {"type": "string", "examples": ["Bad Request"]},
        "status": {"type": "integer", "examples": [400]},
        "detail": {
            "type": "string",
            "description": "What is wrong, with the value, and what is allowed.",
            "examples": ["unknown fields: titel. Allowed: id, title, lede"],
        },
        "instance": {
            "type": "string",
            "format": "uri-reference",
            "description": "The path asked for.",
            "examples": ["/api/v2/pages/"],
        },
        "message": {
            "type": "string",
            "description": "The reason in the words of Wagtail's API v2.",
            "examples": ["unknown fields: titel"],
        },
        "allowed": {
            "type": "array",
            "items": {"type": "string"},
            "description": "What would be understood.",
            "examples": [["id", "title", "lede"]],
        },
        "reason": {
            "type": "string",
            "description": "Of a 410: why the cursor leads nowhere any more. Of a 401: what "
            "is wrong with the key.",
            "examples": ["expired"],
        },
        "request_id": {
            "type": "string",
            "description": "What those who run the site find the request by, as `X-Request-ID`.",
            "examples": ["0123456789abcdef0123456789abcdef"],
        },
        "note": {
            "type": "string",
            "description": "Of a page that was taken down: why, in its editor's words.",
            "examples": ["Ordningen er ophørt."],
        },
        "replaced_by": {
            "type": "string",
            "format": "uri-reference",
            "description": "Of a page that was taken down: the page that took its place.",
            "examples": ["https://example.org/moeder-og-netvaerk/nyheder/ny-ordning/"],
        },
        "parameter": {
            "type": "string",
            "description": "The parameter that is not understood.",
            "examples": ["page"],
        },
    },
    "required": ["type", "title", "status", "detail", "instance", "message"],
}


def _text(description: str, example: str) -> dict:
    return {"description": description, "schema": {"type": "string"}, "example": example}


HEADERS = {
    "ETag": _text(
        "A strong validator of the bytes sent, for `If-None-Match`.",
        '"0123456789abcdef0123456789abcdef"',
    ),
    "Cache-Control": _text("Whether the answer may be kept.", "public, no-cache"),
    "Cache-Tag": _text(
        "By what a cache drops the answer: the pages, lists and site that it shows.",
        "list-news.newspage,page-12,page-15",
    ),
    "Vary": _text(
        "Of which request headers the answer depends.", "Accept, Accept-Encoding, Authorization"
    ),
    "Location": {
        "description": "Where the object is.",
        "schema": {"type": "string", "format": "uri-reference"},
        "example": "/api/v2/pages/12/?",
    },
    "WWW-Authenticate": _text("How to bring a key (RFC 6750).", 'Bearer realm="API"'),
    "Allow": _text("The methods that are allowed.", "GET, HEAD, OPTIONS"),
    "Retry-After": {
        "description": "After how many seconds it is worth another try.",
        "schema": {"type": "integer"},
        "example": 60,
    },
}


def _headers(*names: str) -> dict:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _problem(description: str, *headers: str) -> dict:
    return {
        "description": description,
        "headers": _headers("Cache-Control", *headers),
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }


#: Answers of the document's own, by status, to which operations refer.
SHARED: dict[int, dict[str, Any]] = {
    301: {
        "description": "Found by an address that it no longer has: its present one replaces it.",
        "headers": _headers("Location", "Cache-Control"),
    },
    302: {
        "description": "Found: it is there.",
        "headers": _headers("Location", "Cache-Control"),
    },
    304: {
        "description": "What you have is still right.",
        "headers": _headers("ETag", "Cache-Control", "Cache-Tag", "Vary"),
    },
    400: _problem("A parameter, field, type or value that is not understood; `detail` names it."),
    401: _problem(
        "The request brings a key that opens nothing: `reason` says why; or it asks for what only "
        "a key opens.",
        "WWW-Authenticate",
    ),
    403: _problem("The page is not public, or the key opens no drafts."),
    404: _problem("Nothing public is here."),
    405: _problem("Only GET, HEAD and OPTIONS are allowed.", "Allow"),
    406: _problem("`Accept` rules out every form, or `Accept-Encoding` every coding."),
    410: _problem(
        "Of a page: it was public, and has been removed; `note` may say why. Of the log: it can't "
        "be followed from this cursor: begin anew; `reason` says why."
    ),
    412: _problem("`If-Match` names another state than the present one."),
    414: _problem(f"The address is longer than {LONGEST_ADDRESS:,} octets."),
    503: _problem("The request is right, and cannot be answered at the moment.", "Retry-After"),
}


def name_of(status: int) -> str:
    # Python 3.13 has another phrase for it.
    phrase = "URI Too Long" if status == 414 else HTTPStatus(status).phrase
    return phrase.replace(" ", "")


def refer(*statuses: int) -> dict[str, dict]:
    """Return the answers of these statuses, by reference."""
    return {
        str(status): {"$ref": f"#/components/responses/{name_of(status)}"} for status in statuses
    }


def success(description: str, schema: dict, example: Any = None, **others: dict) -> dict:
    """Return the answer to a request that is understood, as JSON; `others` by media type."""
    content: dict = {"schema": schema}
    if example is not None:
        content["example"] = example
    return {
        "description": description,
        "headers": _headers("ETag", "Cache-Control", "Cache-Tag", "Vary"),
        "content": {"application/json": content, **others},
    }
