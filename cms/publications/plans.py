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
from types import FunctionType, MappingProxyType, ModuleType
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.db import connection
from django.utils import timezone

from cms.publications.backlog import is_all_built
from cms.publications.cache_tags import note_passing
from cms.publications.cursors import epoch
from cms.publications.remembered import Remembered
from cms.publications.rows import Found, Statement, current_version

#: Bytes that the plans of a process may take. Most take 10 to 20 kB.
KEPT_OCTETS = 16 * 2**20

T = TypeVar("T")

#: All that a plan depends on, besides what the database holds and the time.
Question = tuple[Hashable, ...]


@dataclass(frozen=True)
class Plan(Generic[T]):
    """How a question is answered, as of a version of the log; None: not to be kept."""

    statement: Statement
    #: What else the answer takes. Whoever asks next is given the same object.
    context: T
    #: Whether it stays the same until a commit.
    is_lasting: bool = True
    #: Whether the clock decides it, to the minute: then it stays so for no longer.
    reads_clock: bool = False
    total: int | None = None
    version: int | None = None
    minute: datetime | None = None


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


_plans: Remembered[Plan] = Remembered(KEPT_OCTETS)
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
    if (plan := kept(question)) is not None:
        found = plan.statement.run(*parameters, **given)
        if found.version == plan.version:
            return plan, found
    # First: a commit or a minute from now on makes the plan too old to be kept.
    version, minute = _version(), this_minute()
    if version is not None and is_of_built() and not is_all_built():
        version = None
        note_passing()
    plan = make()
    found = plan.statement.run(*parameters, **given)
    if plan.total is None:
        plan = replace(plan, statement=plan.statement.without_total(), total=found.total)
    if version is not None and found.version == version and plan.is_lasting:
        _keep(question, replace(plan, version=version, minute=minute))
    return plan, found


def kept(question: Question) -> Plan | None:
    """Return the plan of a question that holds unless something was committed since; None: it has
    to be made.
    """
    if connection.in_atomic_block or connection.connection is None:
        return None
    plan = _plans.get((_epoch(), *question))
    return None if plan is None or (plan.reads_clock and plan.minute != this_minute()) else plan


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


def _keep(question: Question, plan: Plan) -> None:
    question = (_epoch(), *question)
    _plans.keep(question, plan, octets_of(question, plan, most=_plans.largest))
