"""The JSON Schema of what the build makes of fields and whole pages. `ContentTypeContract` proves
for each type that real pages fit it.
"""

import datetime
from typing import Literal

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from rest_framework import serializers
from wagtail.api import APIField

from cms.kinds.fields import entry_schema
from cms.kinds.values import field_schema
from cms.models import Topic
from cms.representations.schema import Schemas, example, page_schema, selection
from cms.testing.schemas import misfits
from cms.tests.pages.models import ArticleIndexPage, ArticlePage

HTML = {"type": "string", "contentMediaType": "text/html"}
TOPIC = {"$ref": "#/components/schemas/cms.Topic.Reference"}


def member(model: type[models.Model], name: str) -> dict:
    return page_schema_of(model)["properties"][name]


def page_schema_of(model: type[models.Model]) -> dict:
    schemas = Schemas()
    return schemas.resolve(page_schema(schemas, model))


def or_null(schema: dict) -> dict:
    return {"anyOf": [schema, {"type": "null"}]}


class TestFields:
    @pytest.mark.parametrize(
        ("name", "schema"),
        [
            ("lede", {"type": "string"}),
            ("date", {"type": ["string", "null"], "format": "date"}),
            ("starts", {"type": ["string", "null"], "format": "date-time"}),
            ("summary", HTML),
            ("related", or_null({"$ref": "#/components/schemas/PageReference"})),
            ("topics", {"type": "array", "items": TOPIC}),
            ("tags", {"type": "array", "items": {"type": "string"}}),
            (
                "attachments",
                {"type": "array", "items": {"$ref": "#/components/schemas/pages.Attachment"}},
            ),
            ("body", {"$ref": "#/components/schemas/cms.BodyBlock"}),
            (
                "contact",
                or_null({"$ref": "#/components/schemas/cms.Person.Reference.mail.phone"}),
            ),
        ],
    )
    def test_of_a_page(self, name, schema):
        found = member(ArticlePage, name)
        assert {key: found[key] for key in found if key != "description"} == schema

    @pytest.mark.parametrize(
        ("field", "schema"),
        [
            (models.DecimalField(), {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}),
            (models.BooleanField(), {"type": "boolean"}),
            (models.URLField(), {"type": "string", "format": "iri"}),
            (models.URLField(blank=True), {"type": "string"}),
            (
                models.CharField(choices=[("a", "A")]),
                {"type": "string", "enum": ["a"], "x-enum-descriptions": ["A"]},
            ),
            (
                models.CharField(choices=[("a", "A")], blank=True),
                {"type": "string", "enum": ["a", ""], "x-enum-descriptions": ["A", ""]},
            ),
            (
                models.IntegerField(choices=[(1, "A")], null=True),
                or_null({"type": "integer", "enum": [1], "x-enum-descriptions": ["A"]}),
            ),
            (models.JSONField(), {}),
        ],
        ids=repr,
    )
    def test_by_its_class(self, field, schema):
        found = field_schema(field)
        assert {key: found[key] for key in found if key != "examples"} == schema

    def test_help_for_editors_describes_it(self):
        assert member(ArticlePage, "lede")["description"] == (
            "One to three sentences, also shown in lists and by search engines."
        )


class Described:
    """Not a model; only what is asked of one."""

    class _meta:  # noqa: N801
        @staticmethod
        def get_field(name: str) -> models.Field:
            raise FieldDoesNotExist

    def plain(self) -> int | None: ...

    @property
    def listed(self) -> list[datetime.date]: ...

    def limited(self) -> Literal["a", "b"]: ...

    def unknown(self): ...

    def topic(self) -> Topic: ...


class Colour(serializers.Field):
    def to_representation(self, value) -> str: ...


class Point(serializers.Field):
    def to_representation(self, value): ...

    def get_api_schema(self) -> dict:
        return {"type": "array", "items": {"type": "number"}}


class Nested(serializers.Serializer):
    name = serializers.CharField(allow_null=False)


class TestWhatIsComputed:
    @pytest.mark.parametrize(
        ("name", "schema"),
        [
            ("plain", {"type": ["integer", "null"]}),
            ("listed", {"type": "array", "items": {"type": "string", "format": "date"}}),
            ("limited", {"type": "string", "enum": ["a", "b"]}),
            ("unknown", {}),
            ("topic", or_null(TOPIC)),
        ],
    )
    def test_by_its_annotation(self, name, schema):
        assert entry_schema(Schemas(), Described, APIField(name)) == schema

    @pytest.mark.parametrize(
        ("serializer", "schema"),
        [
            (serializers.IntegerField(source="plain"), {"type": ["integer", "null"]}),
            (serializers.IntegerField(source="limited"), {"type": "integer"}),
            (Colour(source="limited"), {"type": "string"}),
            (Point(source="limited"), {"type": "array", "items": {"type": "number"}}),
            (
                Nested(source="limited"),
                {
                    "type": "object",
                    "properties": {"name": {"type": "string"}},
                    "required": ["name"],
                },
            ),
        ],
        ids=repr,
    )
    def test_by_its_serializer(self, serializer, schema):
        entry = APIField("anything", serializer=serializer)
        assert entry_schema(Schemas(), Described, entry) == schema


class TestSelections:
    """What `fields` has left: nothing is promised, and nothing else allowed."""

    def test_of_an_article(self):
        schemas = Schemas()
        whole = page_schema(schemas, ArticlePage)
        narrowed = selection(schemas, whole)
        page = example(schemas, whole)
        assert misfits(schemas, narrowed, page) == []
        for part in [{}, {"meta": {"slug": "a"}}, {"title": "A", "image": {"alt": "B"}}]:
            assert misfits(schemas, narrowed, part) == []
            assert misfits(schemas, whole, part) != []
        assert misfits(schemas, narrowed, {"title": 1}) != []
        assert misfits(schemas, narrowed, {"body": [{"type": "text"}]}) != []


def test_an_example_ends_where_a_type_refers_to_itself():
    schemas = Schemas()
    again = {"$ref": "#/components/schemas/Again"}
    members = {"next": or_null(again), "all": {"type": "array", "items": again}}
    schemas.components["Again"] = {"type": "object", "properties": members}
    assert example(schemas, again) == {"next": None, "all": []}


def test_an_index_tells_where_its_children_are_listed():
    assert "items_url" in page_schema_of(ArticleIndexPage)["properties"]["meta"]["required"]
    assert "items_url" not in page_schema_of(ArticlePage)["properties"]["meta"]["properties"]


def test_names_are_those_that_openapi_allows():
    schemas = Schemas()
    for model in (ArticlePage, ArticleIndexPage):
        selection(schemas, page_schema(schemas, model))
    pattern = serializers.RegexField("^[a-zA-Z0-9._-]+$")
    assert [pattern.run_validation(name) for name in schemas.components] == [*schemas.components]
