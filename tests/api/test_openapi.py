"""The OpenAPI document: valid, complete, and a promise that changes only by decision.

That answers keep to it is seen by `cms.tests.conformity`, in every test that asks the API.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
from django.urls import reverse

from cms.api.list_parameters import declared
from cms.api.openapi import document
from cms.api.openapi.filters import fields_of
from cms.api.views import DocumentsEndpoint, ImagesEndpoint, PagesEndpoint, RedirectsEndpoint
from cms.models import SiteSettings
from cms.plugins import content_types
from cms.testing import factories
from tests.api.contract import CONTRACT, contract

CHANGELOG = Path(__file__).parents[2] / "docs" / "api-compatibility.md"
ENDPOINTS = [PagesEndpoint, ImagesEndpoint, DocumentsEndpoint, RedirectsEndpoint]
# Known to Wagtail, and of no use where there is one language; `_` is for clients that fool caches.
UNSAID = {"_", "locale", "translation_of"}


def test_it_keeps_to_the_official_schema():
    # Loaded here: it compiles a grammar of addresses, for seconds, in each process that collects.
    from openapi_spec_validator import OpenAPIV31SpecValidator

    assert list(OpenAPIV31SpecValidator(document()).iter_errors()) == []


def test_it_is_what_the_api_has_promised():
    promised = json.loads(CONTRACT.read_text(encoding="utf-8"))
    assert json.loads(contract()) == promised, (
        "The API's contract has changed. If that is meant: `make contract`, look at the difference "
        "in tests/api/openapi.json, raise the version in cms/api/openapi/document.py, commit all."
    )


def test_its_version_is_told_of_in_the_changelog():
    changelog = CHANGELOG.read_text(encoding="utf-8").partition("# What has changed since")[2]
    assert f"### {document()['info']['version']}: " in changelog


@pytest.mark.django_db
class TestItsAddress:
    def test_it_is_served_with_the_sites_address_and_whom_to_ask(self, client):
        site = factories.site()
        SiteSettings.objects.create(site=site, mail="post@example.dk")
        response = client.get("/api/v2/openapi.json")
        assert response["Content-Type"] == "application/json"
        served, described = response.json(), json.loads(json.dumps(document()))
        assert served["servers"] == [{"url": site.root_url}]
        assert served["info"].pop("contact") == {
            "name": "Prøvekommunen",
            "email": "post@example.dk",
            "url": f"{site.root_url}/api/docs/",
        }
        assert served | {"servers": described["servers"]} == described

    def test_it_is_asked_for_again_by_its_validator(self, client):
        etag = client.get("/api/v2/openapi.json")["ETag"]
        again = client.get("/api/v2/openapi.json", headers={"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")

    def test_it_is_read_only(self, client):
        response = client.post("/api/v2/openapi.json")
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")


class TestItIsComplete:
    def test_every_type_has_a_schema(self):
        schemas = document()["components"]["schemas"]
        labels = [model._meta.label for model in content_types()]
        assert [label for label in labels if label not in schemas] == []

    @pytest.mark.parametrize("endpoint", ENDPOINTS)
    def test_every_parameter_of_a_list_is_described(self, endpoint):
        name = endpoint.__name__.removesuffix("Endpoint").lower()
        described = parameters_at(reverse(f"wagtailapi:{name}:listing"))
        models = content_types() if endpoint is PagesEndpoint else [endpoint.model]
        filters = {
            parameter
            for model in models
            for field in fields_of(endpoint, model).values()
            for parameter in (field.name, *(f"{field.name}__{each}" for each in field.lookups))
        }
        if endpoint is PagesEndpoint:
            filters |= declared().keys()
        assert described.keys() == (endpoint.known_query_parameters | filters) - UNSAID

    def test_no_parameter_stands_twice(self):
        assert {
            path: names
            for path in document()["paths"]
            if (names := [name for name, number in names_at(path).items() if number > 1])
        } == {}

    def test_every_parameter_has_a_schema_a_description_and_an_example(self):
        lacking = [
            (path, name)
            for path in document()["paths"]
            for name, parameter in parameters_at(path).items()
            if not {"schema", "description", "example"} <= parameter.keys()
        ]
        assert lacking == []

    def test_no_schema_is_open_but_those_of_blocks_that_say_nothing(self):
        found = [
            name
            for name, schema in document()["components"]["schemas"].items()
            if any(each == {} for each in schema.get("properties", {}).values())
        ]
        material = "courses.ContentsBlock.material"
        assert found == [material, f"{material}.Selection"]


def names_at(path: str) -> Counter[str]:
    """How often each query parameter stands at an address."""
    return Counter(each["name"] for each in given_at(path) if each["in"] == "query")


def given_at(path: str) -> list[dict]:
    """The parameters of an address."""
    shared = document()["components"]["parameters"]
    given = document()["paths"][path]["get"]["parameters"]
    return [shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each for each in given]


def parameters_at(path: str) -> dict[str, dict]:
    """The query parameters of an address, by name."""
    return {each["name"]: each for each in given_at(path) if each["in"] == "query"}
