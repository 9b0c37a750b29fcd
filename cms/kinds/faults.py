"""Leaving out what fails, so that a broken block doesn't take its page along."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction

from cms.postgres.stops import why_stopped


@dataclass(frozen=True)
class Fault:
    """A part that was left out, and why."""

    where: str
    error: Exception

    def __str__(self) -> str:
        return f"{self.where}: {type(self.error).__name__}: {self.error}"


_faults: ContextVar[list[Fault] | None] = ContextVar("faults", default=None)


@contextmanager
def tolerating() -> Iterator[list[Fault]]:
    """Within it, parts that fail are left out and noted in the list that it gives."""
    faults: list[Fault] = []
    token = _faults.set(faults)
    try:
        yield faults
    finally:
        _faults.reset(token)


@contextmanager
def part(where: str) -> Iterator[None]:
    """Mark a part that can be left out. What fails in it ends it if faults are tolerated, and is
    raised with a note of the part if not.
    """
    faults = _faults.get()
    try:
        if faults is None:
            yield
        else:
            # A failed query would make all later ones of the transaction fail too.
            with transaction.atomic():
                yield
    except Exception as error:
        if faults is None:
            error.add_note(f"in {where}")
        if faults is None or why_stopped(error):  # the database's fault is not the part's
            raise
        faults.append(Fault(where, error))


def block_part(block: dict) -> AbstractContextManager[None]:
    """Return a stream's block as such a part, named for those who are to find it."""
    return part(f"block {block['type']} {block.get('id')}")
