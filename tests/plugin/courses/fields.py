"""A field of the plugin's own, and its kind: how it is written and described."""

from typing import Any

from django.db import models

from cms.content import FieldKind, Member, register


class MinutesField(models.PositiveIntegerField):
    """How long something takes, in minutes; in JSON as a duration of ISO 8601, such as "PT90M"."""


@register(MinutesField)
class Minutes(FieldKind):
    def write(self, member: Member, instance: models.Model, relations) -> Any:
        minutes = getattr(instance, member.name)
        return None if minutes is None else f"PT{minutes}M"

    def schema(self, member: Member, schemas) -> dict:
        return {"type": "string", "format": "duration", "examples": ["PT90M"]}
