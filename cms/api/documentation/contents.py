"""What the documentation tells of schemas, parameters and answers, as its template shows it."""

import json
from dataclasses import dataclass, field

from django.urls import reverse

from cms.api.documentation.wording import Phrase, marked, words
from cms.api.openapi import document
from cms.api.openapi.answers import PROBLEM, SHARED
from cms.api.openapi.filters import fields_of
from cms.api.views import PagesEndpoint
from cms.kinds.descriptions import english
from cms.plugins import content_types
from cms.representations.schema import Schema


@dataclass(frozen=True)
class DescribedMember:
    name: str
    kind: list[Phrase]
    description: list[tuple[str, bool]] = field(default_factory=list)
    #: How lists are filtered by it, such as "=", "__gte".
    filters: list[str] = field(default_factory=list)
    is_ordered: bool = False


@dataclass(frozen=True)
class Described:
    """A named schema."""

    name: str
    title: str
    members: list[DescribedMember]


def types() -> list[Described]:
    """Return the content types, with what lists of them can be filtered and ordered by."""
    found = []
    for model in content_types():
        schema = _schemas()[model._meta.label]
        fields = fields_of(PagesEndpoint, model)
        members = [
            DescribedMember(
                each.name,
                each.kind,
                each.description,
                ["=", *(f"__{one}" for one in fields[each.name].lookups)]
                if each.name in fields
                else [],
                each.name in fields and fields[each.name].is_ordered,
            )
            for each in _members(schema)
            if each.name != "meta"
        ]
        title = english(model._meta.verbose_name).capitalize()
        found.append(Described(model._meta.label, title, members))
    return found


def meta_members() -> list[DescribedMember]:
    """Return the members of `meta`, those that only some types have included."""
    found = {
        member.name: member
        for model in content_types()
        for member in _members(_schemas()[model._meta.label]["properties"]["meta"])
    }
    found["type"] = DescribedMember(
        "type", [Phrase("text")], marked("The type, such as `news.NewsPage`.")
    )
    return list(found.values())


def streams() -> list[Described]:
    """Return StreamFields, each with its kinds of block in place of members."""
    return [
        Described(name, "", [_block(schemas_name) for schemas_name in _kinds_of(schema)])
        for name, schema in _schemas().items()
        if "discriminator" in schema.get("items", {})
    ]


def records() -> list[Described]:
    """Return what blocks hold: objects without an id."""
    inside = {each for schema in _schemas().values() for each in _kinds_of(schema)}
    skipped = inside | {"Problem", "Index"}
    return [
        Described(name, "", _members(schema))
        for name, schema in _schemas().items()
        if "properties" in schema and "meta" not in schema["properties"] and name not in skipped
    ]


def objects() -> list[Described]:
    """Return what pages refer to, and the files that are listed."""
    pages = {model._meta.label for model in content_types()} | {"wagtailcore.Page"}
    return [
        Described(name, "", _members(schema))
        for name, schema in _schemas().items()
        if "meta" in schema.get("properties", {})
        and "items" not in schema["properties"]
        and name not in pages
    ]


def parameters() -> list[DescribedMember]:
    """Return the parameters of a list of pages but for the filters by field."""
    shared = document()["components"]["parameters"]
    given = document()["paths"][reverse("wagtailapi:pages:listing")]["get"]["parameters"]
    named = [shared[each["$ref"].rpartition("/")[2]] for each in given if "$ref" in each]
    own = [each for each in given if each.get("name") in ("type", "order")]
    return [
        DescribedMember(each["name"], words(each["schema"]), marked(each["description"]))
        for each in [*own, *named]
        if each["in"] == "query"
    ]


def statuses() -> list[tuple[int, list]]:
    """Return every status of the API besides 200, and what it means."""
    return [(status, marked(answer["description"])) for status, answer in SHARED.items()]


def problem() -> str:
    """Return what an error looks like, as JSON."""
    members = PROBLEM["properties"]
    shown = {name: members[name]["examples"][0] for name in [*PROBLEM["required"], "allowed"]}
    return json.dumps(shown, indent=2)


def addresses() -> list[tuple[str, list]]:
    """Return every path, and what is there."""
    return [(path, marked(each["get"]["summary"])) for path, each in document()["paths"].items()]


def _schemas() -> dict[str, Schema]:
    """Return all but those of what `fields` has left of an object."""
    schemas = document()["components"]["schemas"]
    return {name: each for name, each in schemas.items() if not name.endswith(".Selection")}


def _members(schema: Schema) -> list[DescribedMember]:
    return [
        DescribedMember(name, words(each), marked(each.get("description", "")))
        for name, each in schema["properties"].items()
    ]


def _kinds_of(schema: Schema) -> list[str]:
    mapping = schema.get("items", {}).get("discriminator", {}).get("mapping", {})
    return [target.rpartition("/")[2] for target in mapping.values()]


def _block(name: str) -> DescribedMember:
    schema = _schemas()[name]
    kind = schema["properties"]["type"]["const"]
    return DescribedMember(
        kind, words(schema["properties"]["value"]), marked(schema.get("description", ""))
    )
