"""JSON Schema of what `fields` has left of a representation: `fields=title,image(alt)`."""

from cms.kinds.components import (
    Schema,
    Schemas,
    array,
    name_in,
)

#: The members of a stream's blocks, which all stay, though their values may have less.
_BLOCK = {"type", "value", "id"}


def selection(schemas: Schemas, schema: Schema) -> Schema:
    """Return the same object without a promise that any member is there, nor any member of what it
    refers to.
    """
    if "$ref" not in schema:
        return _narrowed(schemas, schema)
    whole = schemas.resolve(schema)
    return schemas.declare(f"{name_in(schema)}.Selection", lambda: _narrowed(schemas, whole))


def _narrowed(schemas: Schemas, schema: Schema) -> Schema:
    if "properties" not in schema:
        return _member(schemas, schema)
    properties = {
        name: _narrowed(schemas, value) if name == "meta" else _member(schemas, value)
        for name, value in schema["properties"].items()
    }
    if properties.keys() == _BLOCK:
        return {**schema, "properties": properties}
    narrowed = {key: value for key, value in schema.items() if key != "required"}
    return {**narrowed, "properties": properties}


def _member(schemas: Schemas, schema: Schema) -> Schema:
    if not _has_objects(schemas, schema, frozenset()):
        return schema
    if "$ref" in schema:
        return selection(schemas, schema)
    if "discriminator" in schema:
        return _of_blocks(schemas, schema)
    for word in ("anyOf", "oneOf"):
        if word in schema:
            # Without their types, alternatives may both fit.
            return {"anyOf": [_member(schemas, each) for each in schema[word]]}
    if schema.get("type") == "array":
        return array(_member(schemas, schema["items"]))
    return _narrowed(schemas, schema)


def _of_blocks(schemas: Schemas, schema: Schema) -> Schema:
    """Return blocks, which keep their types, which tell them apart."""
    mapping = {
        name: f"{where}.Selection" for name, where in schema["discriminator"]["mapping"].items()
    }
    return {
        "oneOf": [selection(schemas, each) for each in schema["oneOf"]],
        "discriminator": {**schema["discriminator"], "mapping": mapping},
    }


def _has_objects(schemas: Schemas, schema: Schema, met: frozenset[str]) -> bool:
    """Return whether it is an object, one of several, or a list of them: `fields` can choose
    there.
    """
    if "$ref" in schema:
        name = name_in(schema)
        return name not in met and _has_objects(schemas, schemas.resolve(schema), met | {name})
    if "properties" in schema:
        return True
    inside = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    if isinstance(schema.get("items"), dict):
        inside.append(schema["items"])
    return any(_has_objects(schemas, each, met) for each in inside)
