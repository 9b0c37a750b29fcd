"""What uses an image, a document or a page, where the code of what uses it isn't there any more."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from wagtail.models import ReferenceIndex

from cms.editing.around import around

#: What Wagtail's index raises for a field, a block or a model that it finds no more.
_UNKNOWN = (AttributeError, FieldDoesNotExist, KeyError)


def guard() -> None:
    """Let Wagtail's reference index tell of fields and blocks that no code has: their names as they
    were, and that they may prevent a deletion. May be called again.
    """

    @around(ReferenceIndex, "describe_source_field")
    def describe_source_field(original: Callable, self: ReferenceIndex) -> str:
        try:
            return original(self)
        except _UNKNOWN:
            return capfirst(self.model_path_components[0].replace("_", " "))

    @around(ReferenceIndex, "on_delete")
    def on_delete(original: Callable, self: ReferenceIndex) -> Any:
        try:
            self.source_field  # noqa: B018  (looked for)
            return original(self)
        except _UNKNOWN:
            return models.RESTRICT
