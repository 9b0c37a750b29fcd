"""What a choice is called, found by where it stands."""

from functools import cache
from typing import Any

from django.apps import apps
from wagtail import blocks

from cms.kinds.fields import member
from cms.kinds.registry import kind_of


def labels_at(place: str) -> dict[Any, str]:
    """Return the labels of a choice by value, in the language of the moment. `place` names it as
    "events.EventPage.kind", and within a stream "events.EventPage.speakers.speaker.role". Raises
    `LookupError` if there is none.
    """
    kind, source = _choice(place)
    return kind.labels(source)


@cache
def _choice(place: str) -> tuple[Any, Any]:
    app_label, model_name, name, *inside = place.split(".")
    found = member(apps.get_model(app_label, model_name), name)
    if not inside:
        kind, source = found.kind, found
    else:
        block: blocks.Block = found.source.stream_block
        for each in inside:
            block = getattr(block, "child_block", block).child_blocks[each]
        kind, source = kind_of(block), block
    if not kind.labels(source):
        raise LookupError(f"{place} is no choice")
    return kind, source
