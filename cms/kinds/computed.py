"""Properties, methods and whatever else a model has that is no field: what they say is known from
their annotations.
"""

from typing import Any

from django.db.models import Model
from wagtail.documents.models import AbstractDocument

from cms.kinds.annotations import return_schema
from cms.kinds.components import ANYTHING, STRING, Schema, Schemas, nullable
from cms.kinds.fields import FieldKind, Member
from cms.kinds.references import object_schema
from cms.kinds.registry import register
from cms.kinds.values import plain

# What Wagtail's own models show without an annotation.
_WAGTAILS = {(AbstractDocument, "filename"): STRING, (AbstractDocument, "content_type"): STRING}


@register(object)
class Computed(FieldKind):
    def write(self, member: Member, instance: Model, relations) -> Any:
        value = getattr(instance, member.name)
        return plain(value() if callable(value) else value)

    def schema(self, member: Member, schemas: Schemas) -> Schema:
        for (owner, name), schema in _WAGTAILS.items():
            if name == member.name and issubclass(member.model, owner):
                return schema
        return return_schema(member.source, lambda model: nullable(object_schema(schemas, model)))


def says_none(attribute: object) -> bool:
    """Return whether a property may be None, as far as its annotation tells."""
    schema = return_schema(attribute, lambda model: ANYTHING)
    kinds = schema.get("type", [])
    return schema == ANYTHING or "null" in kinds or {"type": "null"} in schema.get("anyOf", [])
