"""A value that fits a schema: for the documentation, and to try templates with."""

from typing import Any

from cms.representations.schema.components import NULL, Schema, Schemas

_BY_FORMAT = {
    "date": "2022-04-07",
    "date-time": "2022-04-07T10:00:00+02:00",
    "uri-reference": "https://www.example.dk/",
    "iri": "https://www.example.dk/",
    "idn-email": "navn@example.dk",
    "uuid": "0b6cf3ba-6b0c-4a4b-9d0f-6a1c2f1e7a55",
}


def example(schemas: Schemas, schema: Schema, name: str = "text", *, least: bool = False) -> Any:
    """The same value each time: of every choice the first, of every kind of block one. The
    `least` is null, empty or false wherever something may be.
    """
    schema = schemas.resolve(schema)
    if least and _may_be_null(schema):
        return None
    if "examples" in schema:
        return schema["examples"][0]
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    for word in ("oneOf", "anyOf"):
        if word in schema:
            return example(schemas, schema[word][0], name, least=least)
    kind = schema.get("type", "null")
    kind = kind if isinstance(kind, str) else kind[0]
    if kind == "object":
        properties = schema.get("properties", {})
        return {key: example(schemas, value, key, least=least) for key, value in properties.items()}
    if kind == "array":
        items = schemas.resolve(schema["items"])
        if least and "discriminator" not in items:
            return []
        blocks = items["oneOf"] if "discriminator" in items else [items]
        return [example(schemas, each, name, least=least) for each in blocks]
    if kind == "string":
        return _text(schema, name)
    return {"integer": 1, "number": 1.5, "boolean": not least, "null": None}[kind]


def _may_be_null(schema: Schema) -> bool:
    kind = schema.get("type", [])
    return "null" in kind if isinstance(kind, list) else NULL in schema.get("anyOf", [])


def _text(schema: Schema, name: str) -> str:
    if schema.get("contentMediaType") == "text/html":
        return "<p>Text.</p>"
    return _BY_FORMAT.get(schema.get("format", ""), name.replace("_", " ").capitalize())
