"""What stands in an unfinished representation where something is still to be loaded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from wagtail.blocks import Block
from wagtail.models import Page

#: Takes the place of a reference that the public must not see.
OMITTED = object()


@dataclass(frozen=True)
class Reference:
    """Here another object will stand: `{"id", "meta", …}`, its own fields and `extra_fields`."""

    model: type[Model]
    pk: Any
    extra_fields: tuple[str, ...] = ()
    #: Only id, type, URLs and title, as API v2 shows a parent.
    link: bool = False

    @classmethod
    def to(cls, model: type[Model], pk: Any, **kwargs) -> "Reference | None":
        """A reference to the object, or None for an empty choice."""
        if pk is None:
            return None
        base = Page if issubclass(model, Page) else model._meta.concrete_model
        return cls(base, base._meta.pk.to_python(pk), **kwargs)


@dataclass(frozen=True)
class Html:
    """Rich text as the database holds it; finished HTML will stand here."""

    source: str


@dataclass(frozen=True)
class Rendered:
    """A block that has a rendering of its own; its HTML will stand here."""

    block: Block
    value: Any


@dataclass(frozen=True)
class Represented:
    """A block that makes its JSON itself; that will stand here, unless `structure` is omitted."""

    block: Block
    value: Any
    structure: Any


@dataclass(frozen=True)
class Guarded:
    """A value of unknown structure, omitted as soon as one of its references is."""

    value: Any
    references: tuple[Reference, ...]


class Filled(list):
    """A list that is omitted when nothing is left in it."""


@dataclass(frozen=True)
class Timed:
    """A value that stands here from one instant until another, if they are not None; before and
    afterwards `otherwise` does.
    """

    value: Any
    start: datetime | None = None
    end: datetime | None = None
    otherwise: Any = OMITTED


class Whole(dict):
    """A dict that is omitted as a whole when one of its `required` members is."""

    def __init__(self, members: dict, required: frozenset[str]) -> None:
        super().__init__(members)
        self.required = required

    @property
    def is_block(self) -> bool:
        """Whether it is a block of a stream, of which the others can do without."""
        return self.keys() == {"type", "value", "id"}
