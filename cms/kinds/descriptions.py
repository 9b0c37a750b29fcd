"""What editors are told of fields and blocks, as descriptions for those who read them."""

from django.utils import translation

from cms.kinds.components import Schema


def english(text: object) -> str:
    """Return a text of the admin in the language it was written in, which is that of the API."""
    with translation.override("en"):
        return str(text or "")


def described(schema: Schema, help_text: object, label: object, name: str) -> Schema:
    """Return it with the help text, or the label where that says more than the name."""
    text = english(help_text) or english(label)
    says_no_more = text.lower() in ("", name.replace("_", " "))
    if says_no_more or not schema or schema.keys() & {"$ref", "description"}:
        return schema
    return {**schema, "description": text}
