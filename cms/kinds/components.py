"""Named schemas that refer to each other, and the pieces that they are made of."""

from collections.abc import Callable
from typing import Any

from django.utils.text import capfirst

Schema = dict[str, Any]

ROOT = "#/components/schemas/"

ANYTHING: Schema = {}
NULL: Schema = {"type": "null"}
BOOLEAN: Schema = {"type": "boolean"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
STRING: Schema = {"type": "string"}
#: An address that we make, so always encoded; what an editor writes may hold "æ" (RFC 3987). With
#: `urls=relative` it begins at the site's root.
URL: Schema = {"type": "string", "format": "uri-reference"}
IRI: Schema = {"type": "string", "format": "iri"}
MAIL: Schema = {"type": "string", "format": "idn-email"}
HTML: Schema = {"type": "string", "contentMediaType": "text/html"}
UNIQUE_ID: Schema = {"type": "string", "format": "uuid"}
DATE: Schema = {"type": "string", "format": "date"}
DATE_TIME: Schema = {"type": "string", "format": "date-time"}
#: Not the format "time", which in RFC 3339 has an offset.
TIME: Schema = {
    "type": "string",
    "pattern": r"^\d{2}:\d{2}(:\d{2}(\.\d+)?)?$",
    "examples": ["10:00:00"],
}
DECIMAL: Schema = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$", "examples": ["1250.00"]}


class Schemas:
    """The components of one document. A name stands for one schema."""

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {}

    def declare(self, name: str, make: Callable[[], Schema]) -> Schema:
        """Return a reference to the schema of this name, made when first asked for; it may lead
        back to itself.
        """
        if name not in self.components:
            self.components[name] = {}  # known while it is being made
            self.components[name] = make()
        return reference(name)

    def define(self, names: list[str], schema: Schema) -> Schema:
        """Return a reference to the schema under the first of the names that no other schema
        has.
        """
        name = next(name for name in names if self.components.get(name, schema) == schema)
        self.components[name] = schema
        return reference(name)

    def resolve(self, schema: Schema) -> Schema:
        """Return the schema itself, if it is a reference to a component."""
        return self.components[name_in(schema)] if "$ref" in schema else schema


def reference(name: str) -> Schema:
    return {"$ref": ROOT + name}


def name_in(schema: Schema) -> str:
    """Return the name of the component that a reference leads to."""
    return schema["$ref"].removeprefix(ROOT)


def record(properties: dict[str, Schema], optional: frozenset[str] = frozenset()) -> Schema:
    """Return an object that has all these members, but for the optional ones."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def any_of(alternatives: list[Schema]) -> Schema:
    return alternatives[0] if len(alternatives) == 1 else {"anyOf": alternatives}


def choice(values: list, labels: dict[Any, str] | None = None) -> Schema:
    """Return one of the values, all of them texts, or all of them numbers; with what the site calls
    them, in the extension that generators of clients know.
    """
    kinds = {type(value) for value in values}
    schema: Schema = {"enum": values}
    if labels:
        called = (labels.get(value, "") if value != "" else "" for value in values)
        schema["x-enum-descriptions"] = [capfirst(str(label)) for label in called]
    if all(issubclass(kind, str) for kind in kinds):
        schema = {"type": "string", **schema}
    elif all(issubclass(kind, int) and kind is not bool for kind in kinds):
        schema = {"type": "integer", **schema}
    return schema


def constant(value: str) -> Schema:
    return {"type": "string", "const": value}


def nullable(schema: Schema) -> Schema:
    """Return the same, or null."""
    kind = schema.get("type")
    if schema == ANYTHING or kind == "null":
        return schema
    if isinstance(kind, str) and not schema.keys() & {"enum", "const", "properties"}:
        return {**schema, "type": [kind, "null"]}
    if "anyOf" in schema:
        return schema if NULL in schema["anyOf"] else {**schema, "anyOf": [*schema["anyOf"], NULL]}
    return {"anyOf": [schema, NULL]}


def not_null(schema: Schema) -> Schema:
    """Return the schema of what `nullable` was given."""
    kind = schema.get("type")
    if isinstance(kind, list):
        return {**schema, "type": next(each for each in kind if each != "null")}
    if NULL in schema.get("anyOf", []):
        return any_of([each for each in schema["anyOf"] if each != NULL])
    return schema
