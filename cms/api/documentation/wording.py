"""A JSON Schema in a few words, with links to the schemas that it names."""

from dataclasses import dataclass

from cms.kinds.components import name_in
from cms.representations.schema import Schema

_FORMATS = {
    "date": "date",
    "date-time": "date-time",
    "uri": "URL",
    "uri-reference": "URL",
    "iri": "URL",
    "idn-email": "e-mail address",
    "uuid": "UUID",
}


@dataclass(frozen=True)
class Phrase:
    """Some words, and the name of the schema that they stand for."""

    text: str
    schema: str = ""


def marked(text: str) -> list[tuple[str, bool]]:
    """Return a text in pieces, and of each whether it is code, which stands between backticks."""
    return [(piece, bool(n % 2)) for n, piece in enumerate(text.split("`")) if piece]


def words(schema: Schema) -> list[Phrase]:
    """Return what a value of the schema is: "list of", `cms.BodyBlock`, " or null"."""
    if "$ref" in schema:
        name = name_in(schema)
        return [Phrase(name, name)]
    for word in ("anyOf", "oneOf"):
        if word in schema:
            return _joined([words(each) for each in schema[word]])
    if "const" in schema:
        return [Phrase(f'"{schema["const"]}"')]
    if "enum" in schema:
        return [Phrase(", ".join(f'"{value}"' for value in schema["enum"]))]
    kinds = schema.get("type", "anything")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return _joined([_kind(kind, schema) for kind in kinds])


def _kind(kind: str, schema: Schema) -> list[Phrase]:
    if kind == "array":
        return [Phrase("list of "), *words(schema["items"])]
    if kind == "string":
        is_html = schema.get("contentMediaType") == "text/html"
        return [Phrase("HTML" if is_html else _FORMATS.get(schema.get("format", ""), "text"))]
    if kind == "object" and "properties" in schema:
        members = [
            [Phrase(f"{name}: "), *words(each)] for name, each in schema["properties"].items()
        ]
        return [Phrase("{"), *_joined(members, ", "), Phrase("}")]
    return [Phrase(kind)]


def _joined(parts: list[list[Phrase]], between: str = " or ") -> list[Phrase]:
    found = []
    for each in parts:
        found += [Phrase(between), *each] if found else each
    return found
