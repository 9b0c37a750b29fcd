"""Whether a request is one that the OpenAPI document allows: its parameters are those that it names
there, and their values fit.
"""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from jsonschema_rs import Draft202012Validator

from cms.api.openapi import document

#: Parameters that are taken though the document is silent of them: they are Wagtail's, and of no
#: use where there is one language; `_` is for clients that fool caches.
UNSAID = {"_", "locale", "translation_of"}
#: Parameters whose values are taken in any case of letters, as Wagtail takes them.
ANY_CASE = {"type"}
#: Digits of which Python makes a number; more are beyond every limit anyway.
LONGEST_NUMBER = 1_000
#: What is refused though each value fits, by a part of the `message`, with the reason: no schema
#: can say it.
BEYOND_SCHEMAS = {
    "query parameter is not an operation or a recognised field": "a field of another `type`",
    "cannot order by": "a field of another `type`",
    "unknown fields": "a field of another `type`",
    "fields error": "the grammar of `fields` is no regular one",
    "fields takes at most": "the grammar of `fields` is no regular one",
    "takes at most 255 characters": "how long each of several listed values is",
    "cannot be filtered by": "a field of another `type`",
    "does not support nested fields": "the grammar of `fields` is no regular one",
    "filtering by": "what does not go together",
    "limit cannot be higher than": "how many of what is made as it is asked for",
    "after ": "a place that an answer has named, and what goes with it",
    "random ordering": "what does not go together",
    "ordering with a search query": "what does not go together",
    "is not a valid value for facets": "a filter of another `type`",
    "highlight goes with search": "what does not go together",
    "parent page doesn't exist": "an id of this site",
    "ancestor page doesn't exist": "an id of this site",
    "descendant page doesn't exist": "an id of this site",
    "Invalid site parameter": "a host of this site",
    "there is no site": "a host of this site",
    "doesn't exist; give its id or its slug": "a term of this site",
    "expected a date from": "what does not go together",
    "field filter error": "a value beyond what its column holds",
}


def faults_of_request(path: str, request: HttpRequest, response: HttpResponse) -> list[str]:
    """Why the answer's status does not go with what the document says of the request's parameters:
    it took one that the document forbids, or refused what it allows.
    """
    misfits = forbidden(path, request.GET)
    if response.status_code < 400:
        return [f"taken, though forbidden: {each}" for each in misfits]
    if response.status_code != 400 or misfits or request.method == "HEAD":
        return []
    message = json.loads(response.content)["message"]
    of_unsaid = any(message.startswith(f"{name} ") for name in UNSAID & request.GET.keys())
    if of_unsaid or any(part in message for part in BEYOND_SCHEMAS):
        return []
    return [f"refused, though allowed: {message}"]


def forbidden(path: str, query: QueryDict) -> list[str]:
    """The parameters that the document does not name there, or that do not fit; several times
    stand those only that it says to be lists."""
    named = parameters(path)
    found = []
    for name, values in query.lists():
        if name in UNSAID:
            continue
        if name not in named or (len(values) > 1 and not named[name].is_valid(values)):
            found.append(name)
        elif len(values) > 1:
            continue
        elif not any(named[name].is_valid(value) for value in readings(name, values[0])):
            found.append(f"{name}={values[0][:100]}")
    return found


def readings(name: str, text: str) -> list[Any]:
    """The values that a text of a query may stand for: itself, a whole number (`007` is one; `7.0`
    is none, though JSON Schema holds it for one), a boolean, or a time whose offset began with a
    plus that nobody encoded.
    """
    if name in ANY_CASE:
        return [text.lower()]
    if text in ("true", "false"):
        return [text, text == "true"]
    if text.isascii() and text.removeprefix("-").isdigit():
        return [text, int(text[:LONGEST_NUMBER])]
    return [text, text.replace(" ", "+")]


def _in_any_case(schema: dict) -> dict:
    """The schema of a text that is held against it in lower case."""
    if "enum" in schema:
        return {**schema, "enum": [value.lower() for value in schema["enum"]]}
    return {**schema, "pattern": schema["pattern"].lower()}


@cache
def parameters(path: str) -> dict[str, Draft202012Validator]:
    """What validates each parameter of a query, by its name."""
    shared = document()["components"]["parameters"]
    given = document()["paths"][path]["get"]["parameters"]
    resolved = [
        shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each for each in given
    ]
    schemas = {each["name"]: each["schema"] for each in resolved if each["in"] == "query"}
    for name in ANY_CASE & schemas.keys():
        schemas[name] = _in_any_case(schemas[name])
    return {
        name: Draft202012Validator(schema, validate_formats=True)
        for name, schema in schemas.items()
    }
