"""What a question comes to, such as a list of the page API or an index page: the statement that
finds the answer, and what else the answer takes.

Working that out takes several times as long as reading the answer, and comes to the same until
something is committed that the public could notice. So each process keeps the plans of the
questions that were asked last, and whether one still holds is read together with the answer.
Whether a page may be seen is part of the statement, so never kept.
"""

import gc
import sys
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from types import FunctionType, MappingProxyType, ModuleType
from typing import Any, Generic, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from django.db import connection
from django.utils import timezone

from cms.publications.backlog import is_all_built
from cms.publications.cache_tags import note_passing
from cms.publications.cursors import epoch
from cms.publications.remembered import Remembered
from cms.publications.rows import Found, Part, Statement, current_version

#: Bytes that the plans of a process may take. Most take 10 to 20 kB.
KEPT_OCTETS = 16 * 2**20

T = TypeVar("T")


class Question(NamedTuple):
    """All that a plan depends on, besides what the database holds and the time."""

    #: Who asks: an index page, a feed, …
    kind: str
    #: What it is asked of: a page, a host, or a function that names pages and what it is given.
    of: Hashable
    #: The query string of the address.
    query: str = ""
    part: Part | None = None
    #: Which of the rows, where the query doesn't say so.
    start: int = 0
    stop: int | None = None


class Holds(Enum):
    """How long a plan is kept, unless something is committed."""

    ONCE = auto()
    #: The clock decides what it comes to, to the minute.
    A_MINUTE = auto()
    UNTIL_COMMIT = auto()

    @classmethod
    def of(cls, *, is_lasting: bool, reads_clock: bool) -> "Holds":
        """Return how long, by what the filters say that are asked."""
        if not is_lasting:
            return cls.ONCE
        return cls.A_MINUTE if reads_clock else cls.UNTIL_COMMIT


@dataclass(frozen=True)
class Plan(Generic[T]):
    """How a question is answered."""

    statement: Statement
    #: What else the answer takes. Whoever asks next is given the same object.
    context: T
    holds: Holds = Holds.UNTIL_COMMIT
    total: int | None = None


@dataclass(frozen=True)
class _Kept(Generic[T]):
    """A plan as of a version of the log and of a minute."""

    plan: Plan[T]
    version: int
    minute: datetime

    def is_over(self) -> bool:
        """Return whether the clock has moved on too far since it was made."""
        return self.plan.holds is Holds.A_MINUTE and self.minute != this_minute()

    def read(self, *parameters: object, **given: object) -> Found | None:
        """Return what the plan finds; None if the log has moved on since it was made."""
        found = self.plan.statement.run(*parameters, **given)
        return found if found.version == self.version else None


def octets_of(*values: object, most: int) -> int:
    """Return the bytes that the values take with all that they refer to, but for code. More than
    `most` are not counted.
    """
    left, seen, found = list(values), set[int](), 0
    while left and found <= most:
        each = left.pop()
        if id(each) in seen or isinstance(each, type | ModuleType | FunctionType):
            continue
        seen.add(id(each))
        found += sys.getsizeof(each)
        left.extend(gc.get_referents(each))
    return found


_plans: Remembered[_Kept] = Remembered(KEPT_OCTETS)
#: The epoch of the database that each connection leads to: in another one, the same version of the
#: log is that of other pages.
_epochs: WeakKeyDictionary[Any, str] = WeakKeyDictionary()


def ask(
    question: Question,
    make: Callable[[], Plan[T]],
    *parameters: object,
    is_of_built: Callable[[], bool] = lambda: False,
    given: Mapping[str, object] = MappingProxyType({}),
) -> tuple[Plan[T], Found]:
    """Return the plan of a question, made by `make` unless a kept one holds, and what it finds with
    these values: `given` are those of parameters by name.

    `is_of_built`: whether the plan also depends on which pages are built, as what pages show does;
    then it is kept only once all are.
    """
    kept = _kept(question)
    if kept is not None and (found := kept.read(*parameters, **given)) is not None:
        return kept.plan, found
    # First: a commit or a minute from now on makes the plan too old to be kept.
    version, minute = _version(), this_minute()
    if version is not None and is_of_built() and not is_all_built():
        version = None
        note_passing()
    plan = make()
    found = plan.statement.run(*parameters, **given)
    if plan.total is None:
        plan = replace(plan, statement=plan.statement.without_total(), total=found.total)
    if version is not None and found.version == version and plan.holds is not Holds.ONCE:
        _keep(question, _Kept(plan, version, minute))
    return plan, found


def is_kept(question: Question) -> bool:
    """Return whether a plan of the question is kept, which holds unless something was committed
    since.
    """
    return _kept(question) is not None


def this_minute() -> datetime:
    """Return now, for what the clock decides: plans that read it are made anew each minute."""
    return timezone.now().replace(second=0, microsecond=0)


def _version() -> int | None:
    # What a transaction has changed itself has no version yet.
    return None if connection.in_atomic_block else current_version()


def _epoch() -> str:
    if (found := _epochs.get(connection.connection)) is None:
        found = _epochs[connection.connection] = epoch()
    return found


def _kept(question: Question) -> _Kept | None:
    if connection.in_atomic_block or connection.connection is None:
        return None
    kept = _plans.get((_epoch(), question))
    return None if kept is None or kept.is_over() else kept


def _keep(question: Question, kept: _Kept) -> None:
    key = (_epoch(), question)
    _plans.keep(key, kept, octets_of(key, kept, most=_plans.largest))
