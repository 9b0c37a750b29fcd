"""Every answer that a test gets from the API, and every page as JSON, is held against the OpenAPI
document: whether its status is one of those named, its headers are there, and its body fits; and
whether it answers a request that the document allows.

A middleware of the test settings, so that no test has to think of it.
"""

import gzip
import json
from collections.abc import Callable
from functools import cache

import brotli
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from jsonschema_rs import Draft202012Validator

from cms.api.openapi import document
from cms.api.selection import stored
from cms.testing.schemas import describe, validator
from cms.tests.requests import faults_of_request, parameters

_DECODERS = {"": bytes, "br": brotli.decompress, "gzip": gzip.decompress}
_JSON = ("application/json", "application/problem+json")


class ConformityMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (path := described_path(request, response)) is not None:
            faults = faults_of(path, request.method, response)
            if path != "/{path}":  # a page at its address takes what its HTML is asked with too
                faults += faults_of_request(path, request, response)
            assert faults == [], f"{request.get_full_path()} is not as described: {faults}"
        return response


def described_path(request: HttpRequest, response: HttpResponse) -> str | None:
    """Under which path the document describes such an answer."""
    match = request.resolver_match
    if request.method == "OPTIONS" or match is None:
        return None
    is_json = response.get("Content-Type") in _JSON
    if match.view_name == "wagtail_serve":
        return "/{path}" if is_json else None
    if match.namespaces[:1] == ["wagtailapi"]:
        keys = dict.fromkeys(match.kwargs, 0)
        return reverse(match.view_name, kwargs=keys).replace("/0/", "/{id}/")
    return None


def faults_of(path: str, method: str, response: HttpResponse) -> list[str]:
    status = str(response.status_code)
    answer = responses(path).get(status)
    if answer is None:
        return [f"the status {status}"]
    personal = "no-store" in response.get("Cache-Control", "")  # for who may be signed in
    headers = answer.get("headers", {}).keys() - ({"ETag", "Cache-Tag"} if personal else set())
    faults = [f"no {name}" for name in sorted(headers) if not response.has_header(name)]
    media_type = response.get("Content-Type", "")
    if media_type not in answer.get("content", {media_type: {}}):
        return [*faults, f"the media type {media_type}"]
    if method == "HEAD" or media_type not in _JSON:
        return faults
    body = json.loads(_DECODERS[response.get("Content-Encoding", "")](response.content))
    return faults + describe(validator_of(path, status, media_type), body)


@cache
def responses(path: str) -> dict[str, dict]:
    """What the document says of each status there."""
    shared = document()["components"]["responses"]
    named = document()["paths"][path]["get"]["responses"]
    return {
        status: shared[answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer
        for status, answer in named.items()
    }


@cache
def validator_of(path: str, status: str, media_type: str) -> Draft202012Validator:
    schema = responses(path)[status]["content"][media_type]["schema"]
    return validator({**schema, "components": {"schemas": document()["components"]["schemas"]}})


def forget() -> None:
    """Let document and members be made anew: a test has changed what a type shows."""
    for derived in (document, responses, validator_of, parameters, stored):
        derived.cache_clear()
