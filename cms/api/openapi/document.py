"""The document as a whole."""

from functools import cache

from cms.api.additions import added_names
from cms.api.openapi import answers, parameters
from cms.api.openapi.filters import declared_parameters
from cms.api.openapi.paths import paths, tags
from cms.api.openapi.schemas import Answers
from cms.api.openapi.webhooks import webhooks
from cms.api.views import ENDPOINTS

#: Of the contract: the first number changes when a client may break, the second with additions.
VERSION = "2.19.0"

_DESCRIPTION = """\
The published content as JSON: complete, typed and public. The API needs no key and knows no
session, so an answer is the same for everyone. Who brings a key reads besides what it opens, in
`pages/`, `changes/` and at pages' own addresses as JSON; such an answer is kept by nobody.

Its grammar is that of Wagtail's API v2. Whatever is not understood is a 400 that names it and lists
what is allowed. Members may be added to answers at any time.

A list or detail holds whole objects, or, where `fields` chooses among their members, a selection of
which any member may be missing. What is not public is left out wherever it is referred to."""

_KEY = "key"


@cache
def document() -> dict:
    """Return the document in OpenAPI 3.1. It tells of the installed types and of no content."""
    found = Answers([*ENDPOINTS, "changes", *added_names(), "site"])
    described, posted = paths(found), webhooks(found)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Content API",
            "version": VERSION,
            "summary": "Pages, images, documents and redirects of the site",
            "description": _DESCRIPTION,
        },
        "servers": [{"url": "/"}],
        "security": [{}, {_KEY: []}],
        "tags": tags(),
        "paths": described,
        "webhooks": posted,
        "components": {
            "schemas": dict(sorted(found.schemas.components.items())),
            "parameters": parameters.SHARED | declared_parameters(),
            "headers": answers.HEADERS,
            "securitySchemes": {_KEY: {"type": "http", "scheme": "bearer"}},
            "responses": {answers.name_of(status): each for status, each in answers.SHARED.items()},
        },
    }
