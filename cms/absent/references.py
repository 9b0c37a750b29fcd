"""What uses an image, a document or a page, where the code of what uses it isn't there any more."""

from functools import wraps
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.models import ReferenceIndex

#: What Wagtail's index raises for a field, a block or a model that it finds no more.
_UNKNOWN = (AttributeError, FieldDoesNotExist, KeyError)


def guard() -> None:
    """Let Wagtail's reference index tell of fields and blocks that no code has: their names as they
    were, and that they may prevent a deletion. May be called again.
    """
    describe = ReferenceIndex.describe_source_field
    if hasattr(describe, "is_guarded"):
        return
    on_delete = ReferenceIndex.on_delete.func

    @wraps(describe)
    def describe_source_field(self: ReferenceIndex) -> str:
        try:
            return describe(self)
        except _UNKNOWN:
            return capfirst(self.model_path_components[0].replace("_", " "))

    def on_delete_if_known(self: ReferenceIndex) -> Any:
        try:
            self.source_field  # noqa: B018  (looked for)
            return on_delete(self)
        except _UNKNOWN:
            return models.RESTRICT

    describe_source_field.is_guarded = True  # type: ignore[attr-defined]
    ReferenceIndex.describe_source_field = describe_source_field
    ReferenceIndex.on_delete = cached_property(on_delete_if_known)
    ReferenceIndex.on_delete.__set_name__(ReferenceIndex, "on_delete")
