"""What stands in an unfinished representation where something is still to be loaded. Each node
finishes itself, by what has been loaded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.blocks import Block
from wagtail.models import Page

from cms.kinds.faults import block_part

#: Takes the place of a reference that the public must not see.
OMITTED = object()


class Finishing(Protocol):
    """What a node is finished by: the objects that were loaded, as seen from a site."""

    @property
    def is_preview(self) -> bool:
        """Whether an editor is told where the public sees nothing."""

    @property
    def shown(self) -> list["Reference"]:
        """What the representation shows."""

    def find(self, reference: "Reference") -> Model | None:
        """Return the object if the public may see it."""

    def write(self, reference: "Reference") -> Any:
        """Return what is shown of the object, `OMITTED` if it must not be."""

    def expand(self, source: str) -> str:
        """Return the HTML of rich text in the database's form."""

    def render(self, block: Block, value: Any) -> str:
        """Return the HTML of a block, by its own rendering."""

    def represent(self, block: Block, value: Any) -> Any:
        """Return the JSON of a block, as it makes it itself."""

    def has_passed(self, instant: datetime) -> bool:
        """Return whether the clock has reached the instant."""

    def show(self, references: Iterable["Reference"]) -> None:
        """Note what the representation shows."""

    def part(self) -> "Finishing":
        """Return the same for a part that may be left out, which shows nothing yet."""


class Node:
    """Something that isn't finished."""

    def finish(self, finishing: Finishing) -> Any:
        """Return what will stand here, `OMITTED` for nothing."""
        raise NotImplementedError


def finish(node: Any, finishing: Finishing) -> Any:
    """Return what an unfinished representation, or any part of one, comes to."""
    if isinstance(node, Node):
        return node.finish(finishing)
    if isinstance(node, list):
        items = [finish(item, finishing) for item in node]
        return [item for item in items if item is not OMITTED]
    if isinstance(node, dict):
        members = {name: finish(value, finishing) for name, value in node.items()}
        return {name: None if value is OMITTED else value for name, value in members.items()}
    return node


@dataclass(frozen=True)
class Reference(Node):
    """Here another object will stand: `{"id", "meta", …}`, its own fields and `extra_fields`."""

    model: type[Model]
    pk: Any
    extra_fields: tuple[str, ...] = ()
    #: Only id, type, URLs and title, as API v2 shows a parent.
    link: bool = False

    @classmethod
    def to(cls, model: type[Model], pk: Any, **kwargs) -> "Reference | None":
        """Return a reference to the object, or None for an empty choice."""
        if pk is None:
            return None
        base = Page if issubclass(model, Page) else model._meta.concrete_model
        return cls(base, base._meta.pk.to_python(pk), **kwargs)

    def finish(self, finishing: Finishing) -> Any:
        return finishing.write(self)


@dataclass(frozen=True)
class Html(Node):
    """Rich text as the database holds it; finished HTML will stand here."""

    source: str

    def finish(self, finishing: Finishing) -> str:
        return finishing.expand(self.source)


@dataclass(frozen=True)
class Rendered(Node):
    """A block that has a rendering of its own; its HTML will stand here."""

    block: Block
    value: Any

    def finish(self, finishing: Finishing) -> str:
        return finishing.render(self.block, self.value)


@dataclass(frozen=True)
class Represented(Node):
    """A block that makes its JSON itself; that will stand here, unless `structure` is omitted."""

    block: Block
    value: Any
    structure: Any

    def finish(self, finishing: Finishing) -> Any:
        if finish(self.structure, finishing) is OMITTED:
            return OMITTED
        return finishing.represent(self.block, self.value)


@dataclass(frozen=True)
class Guarded(Node):
    """A value of unknown structure, omitted as soon as one of its references is."""

    value: Any
    references: tuple[Reference, ...]

    def finish(self, finishing: Finishing) -> Any:
        if any(finishing.find(reference) is None for reference in self.references):
            return OMITTED
        finishing.show(self.references)
        return self.value


@dataclass(frozen=True)
class Timed(Node):
    """A value that stands here from one instant until another, if they are not None; before and
    afterwards `otherwise` does.
    """

    value: Any
    start: datetime | None = None
    end: datetime | None = None
    otherwise: Any = OMITTED

    def finish(self, finishing: Finishing) -> Any:
        is_over = self.end is not None and finishing.has_passed(self.end)
        is_on = not is_over and (self.start is None or finishing.has_passed(self.start))
        return finish(self.value if is_on else self.otherwise, finishing)


class Filled(Node, list):
    """A list that is omitted when nothing is left in it."""

    def finish(self, finishing: Finishing) -> Any:
        return finish([*self], finishing) or OMITTED


class Whole(Node, dict):
    """A dict that is omitted as a whole when one of its `required` members is."""

    def __init__(self, members: dict, required: frozenset[str]) -> None:
        super().__init__(members)
        self.required = required

    @property
    def is_block(self) -> bool:
        """Whether it is a block of a stream, of which the others can do without."""
        return self.keys() == {"type", "value", "id"}

    def finish(self, finishing: Finishing) -> Any:
        if not self.is_block:
            return self._finish(finishing)
        with block_part(self):
            return self._finish(finishing)
        return OMITTED

    def _finish(self, finishing: Finishing) -> Any:
        part = finishing.part()
        members = {}
        for name, value in self.items():
            found = finish(value, part)
            if found is OMITTED and name in self.required:
                # What follows may not get along without it.
                return self._left_out(finishing.is_preview)
            members[name] = None if found is OMITTED else found
        finishing.show(part.shown)
        return members

    def _left_out(self, is_preview: bool) -> Any:
        """Return what stands in its place."""
        if is_preview and self.is_block:
            label = _("Not shown to the public: the content chosen here is not published.")
            return {"type": "placeholder", "value": {"label": label}, "id": self["id"]}
        return OMITTED
