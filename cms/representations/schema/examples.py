"""A value that fits a schema: for the documentation, and to try templates with."""

from typing import Any

from cms.kinds.components import NULL, Schema, Schemas, name_in

_BY_FORMAT = {
    "date": "2022-04-07",
    "date-time": "2022-04-07T10:00:00+02:00",
    "uri-reference": "https://www.example.dk/",
    "iri": "https://www.example.dk/",
    "idn-email": "navn@example.dk",
    "uuid": "0b6cf3ba-6b0c-4a4b-9d0f-6a1c2f1e7a55",
}


def example(
    schemas: Schemas, schema: Schema, name: str = "text", *, least: bool = False, text: str = ""
) -> Any:
    """Return the same value each time: of every choice the first, of every kind of block one. The
    `least` is null, empty or false wherever something may be. A plain text says `text`, if it is
    given, and else its member's name.
    """
    return _Examples(schemas, least, text).of(schema, name)


class _Examples:
    def __init__(self, schemas: Schemas, least: bool, text: str) -> None:
        self.schemas, self.least, self.text = schemas, least, text
        self.inside: list[str] = []

    def of(self, schema: Schema, name: str) -> Any:
        if "$ref" not in schema:
            return self._of(schema, name)
        self.inside.append(name_in(schema))
        value = self._of(self.schemas.resolve(schema), name)
        self.inside.pop()
        return value

    def _of(self, schema: Schema, name: str) -> Any:
        if _may_be_null(schema) and (self.least or self._leads_back(schema)):
            return None
        if "examples" in schema:
            return schema["examples"][0]
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][0]
        for word in ("oneOf", "anyOf"):
            if word in schema:
                return self.of(schema[word][0], name)
        kind = schema.get("type", "null")
        kind = kind if isinstance(kind, str) else kind[0]
        if kind == "object":
            properties = schema.get("properties", {})
            return {key: self.of(value, key) for key, value in properties.items()}
        if kind == "array":
            return self._items(schema["items"], name)
        if kind == "string":
            return _text(schema, self.text, name)
        return {"integer": 1, "number": 1.5, "boolean": not self.least, "null": None}[kind]

    def _items(self, items: Schema, name: str) -> list:
        found = self.schemas.resolve(items)
        blocks = found["oneOf"] if "discriminator" in found else None
        if blocks is None and (
            self._leads_back(items) or (self.least and not self._are_rows(items))
        ):
            return []
        return [self.of(each, name) for each in blocks or [items]]

    def _are_rows(self, items: Schema) -> bool:
        """Return whether the items are rows of the object's own, and no references to others."""
        if "$ref" not in items or "meta" not in self.schemas.resolve(items).get("properties", {}):
            return False
        return not {"Reference", "PageReference", "PageLink"} & {*name_in(items).split(".")}

    def _leads_back(self, schema: Schema) -> bool:
        """Return whether it holds what it stands in, such as a page that refers to pages of its
        kind.
        """
        alternatives = [schema, *schema.get("anyOf", [])]
        return any("$ref" in each and name_in(each) in self.inside for each in alternatives)


def _may_be_null(schema: Schema) -> bool:
    kind = schema.get("type")
    return (isinstance(kind, list) and "null" in kind) or NULL in schema.get("anyOf", [])


def _text(schema: Schema, text: str, name: str) -> str:
    if schema.get("contentMediaType") == "text/html":
        return f"<p>{text or 'Text'}.</p>"
    plain = text or name.replace("_", " ").capitalize()
    return _BY_FORMAT.get(schema.get("format", ""), plain)
