"""JSON Schema of what `fields` has left of a representation: `fields=title,image(alt)`."""

from cms.kinds.components import (
    Schema,
    Schemas,
    array,
    name_in,
)


def selection(schemas: Schemas, schema: Schema) -> Schema:
    """The same object without a promise that any member is there, nor any member of what it
    refers to.
    """
    if "$ref" not in schema:
        return _narrowed(schemas, schema)
    whole = schemas.resolve(schema)
    return schemas.declare(f"{name_in(schema)}.Selection", lambda: _narrowed(schemas, whole))


def _narrowed(schemas: Schemas, schema: Schema) -> Schema:
    if "properties" in schema:
        narrowed = {key: value for key, value in schema.items() if key != "required"}
        properties = {
            name: _narrowed(schemas, value) if name == "meta" else _member(schemas, value)
            for name, value in schema["properties"].items()
        }
        return {**narrowed, "properties": properties}
    return _member(schemas, schema)


def _member(schemas: Schemas, schema: Schema) -> Schema:
    if "$ref" in schema:
        return selection(schemas, schema) if _has_meta(schemas, schema) else schema
    for word in ("anyOf", "oneOf"):
        if word in schema:
            # Without their types, alternatives may both fit.
            return {"anyOf": [_member(schemas, each) for each in schema[word]]}
    if schema.get("type") == "array":
        return array(_member(schemas, schema["items"]))
    return schema


def _has_meta(schemas: Schemas, schema: Schema) -> bool:
    """Whether it is an object, or one of several, of which `fields` can choose members."""
    found = schemas.resolve(schema)
    alternatives = found.get("oneOf") or found.get("anyOf") or [found]
    return all("meta" in schemas.resolve(each).get("properties", {}) for each in alternatives)
