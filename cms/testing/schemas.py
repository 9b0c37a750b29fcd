"""Whether JSON is what its schema says, and no more than it says."""

from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator

from cms.representations.schema import Schemas, page_schema, page_types


@cache
def page_schemas() -> Schemas:
    """Return the schemas of every type of page, and of all that pages show."""
    schemas = Schemas()
    for model in page_types():
        page_schema(schemas, model)
    return schemas


def misfits(schemas: Schemas, schema: dict, value: Any) -> list[str]:
    """Return what in the value is not as the schema has it."""
    return describe(validator({"components": {"schemas": schemas.components}, **schema}), value)


def validator(schema: dict) -> Draft202012Validator:
    """Return a validator that, unlike a client's, minds members that the schema does not name."""
    return Draft202012Validator(closed(schema), validate_formats=True)


def describe(validator: Draft202012Validator, value: Any) -> list[str]:
    return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(value)]


def closed(schema: Any) -> Any:
    """Return the same schema, but of objects that have no other members than those named."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {name: closed(each) for name, each in schema.items()}
    if isinstance(strict.get("properties"), dict) and "type" in strict:
        strict.setdefault("additionalProperties", False)
    return strict
