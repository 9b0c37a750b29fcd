"""What a representation is made of: every object that the build asked for or came across.

Recorded by the build, so that nobody who writes a page type or block has to think of it.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model
from django.db.models.signals import post_init
from django.dispatch import receiver

from cms.kinds.nodes import Reference

# Where to note what is loaded now; None: nobody asked, or it is noted elsewhere.
_loaded: ContextVar[set[Reference] | None] = ContextVar("loaded_objects", default=None)


class Trace:
    """What the pages of a build, and the objects they refer to, refer to and load themselves.

    An owner is a page that is built, by a key of its own, or the `Reference` of another object.
    """

    def __init__(self) -> None:
        self._refers: dict[Hashable, set[Reference]] = defaultdict(set)
        self._loads: dict[Hashable, set[Reference]] = defaultdict(set)
        self._shows: dict[Hashable, set[Reference]] = defaultdict(set)

    def refers(self, owner: Hashable, references: Iterator[Reference] | list[Reference]) -> None:
        """Note what the owner names, whether it exists or not."""
        self._refers[owner] |= {bare(reference) for reference in references}

    def shows(self, owner: Hashable, references: list[Reference]) -> None:
        """Note what the finished representation of the owner contains."""
        self._shows[owner] |= {bare(reference) for reference in references}

    @contextmanager
    def loading(self, owner: Hashable) -> Iterator[None]:
        """Within it, every model instance that comes into being is noted for the owner."""
        with collecting() as loaded:
            yield
        self._loads[owner] |= loaded

    def result(self, owner: Hashable) -> dict[Reference, bool]:
        """Return all that the owner depends on, and of each object whether the owner shows it."""
        shown = self._shows[owner]
        found: dict[Reference, bool] = dict.fromkeys(self._loads[owner], False)
        waiting = list(self._refers[owner])
        followed = set(waiting)
        while waiting:
            reference = waiting.pop()
            found |= dict.fromkeys(self._loads[reference], False)
            further = self._refers[reference] - followed
            followed |= further
            waiting += further
        return dict.fromkeys([*found, *followed], False) | dict.fromkeys(shown, True)


def bare(reference: Reference) -> Reference:
    """Return the object alone, without how much of it is shown."""
    return Reference(reference.model, reference.pk)


def note(model: type[Model], pk) -> None:
    """Note an object of which something is shown without an instance being loaded."""
    if (noted := _loaded.get()) is not None and pk is not None:
        noted.add(Reference.to(model, pk))


@contextmanager
def collecting() -> Iterator[set[Reference]]:
    """Give a set of all that is loaded or noted within it."""
    found: set[Reference] = set()
    token = _loaded.set(found)
    try:
        yield found
    finally:
        _loaded.reset(token)


@contextmanager
def unnoticed() -> Iterator[None]:
    """Within it, instances are loaded for many owners at once, and noted by who needs them."""
    token = _loaded.set(None)
    try:
        yield
    finally:
        _loaded.reset(token)


@receiver(post_init)
def _note_instance(sender: type[Model], instance: Model, **kwargs) -> None:
    if _loaded.get() is not None:
        note(sender, instance.pk)
