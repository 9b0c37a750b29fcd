"""What a page in the trash needs when it is put back, Wagtail's reference index knows: also what
only its draft refers to.
"""

from collections.abc import Callable, Iterator
from typing import Any

from wagtail.models import Page, ReferenceIndex

from cms.absent.types import is_orphan
from cms.editing.around import around
from cms.visibility import is_in_trash


def guard() -> None:
    """Let the index hold the drafts of pages in the trash. May be called again."""

    @around(ReferenceIndex, "_extract_references_from_object")
    def extract(original: Callable, instance: Any) -> Iterator[Any]:
        yield from original(instance)
        if isinstance(instance, Page) and is_in_trash(instance) and not is_orphan(instance):
            yield from original(instance.get_latest_revision_as_object())
