"""What a question to the page API comes to: the statement that finds the answer, and its form.

Working that out takes several times as long as reading the answer, and comes to the same until
something is committed that the public could notice. So each connection keeps the plans of the
questions that were asked last, and whether one still holds is read together with the answer.
Whether a page may be seen is part of the statement, so never kept.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from django.http import HttpRequest

from cms.api.forms import Form
from cms.publications.rows import Found, Statement, current_version

# Of each, some kilobytes.
_KEPT = 200

#: Parameters whose answer changes without a commit: with the clock, or with what is built.
_PASSING = {"when", "person", "search"}

Key = tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """How a question is answered, as of a version of the log; None: not to be kept."""

    statement: Statement
    form: Form
    total: int | None = None
    version: int | None = None


_plans: WeakKeyDictionary[Any, OrderedDict[Key, Plan]] = WeakKeyDictionary()


def ask(
    request: HttpRequest, view: str, make: Callable[[], Plan], *parameters: object
) -> tuple[Plan, Found]:
    """The plan of a request, made by `make` unless a kept one holds, and what it finds."""
    key = _key(request, view)
    if (plan := _recall(key)) is not None:
        found = plan.statement.run(*parameters)
        if found.version == plan.version:
            return plan, found
    version = _version()  # first: a commit from now on makes the plan too old to be kept
    plan = make()
    found = plan.statement.run(*parameters)
    if plan.total is None:
        plan = replace(plan, statement=plan.statement.without_total(), total=found.total)
    if version is not None and found.version == version and _is_lasting(request):
        _keep(key, replace(plan, version=version))
    return plan, found


def _key(request: HttpRequest, view: str) -> Key:
    """All that a plan depends on, besides what the database holds."""
    return view, request.scheme or "", request.get_host(), request.META.get("QUERY_STRING", "")


def _is_lasting(request: HttpRequest) -> bool:
    """Whether the answer stays the same until a commit."""
    return not (_PASSING & request.GET.keys() or request.GET.get("order") == "random")


def _version() -> int | None:
    # What a transaction has changed itself has no version yet.
    return None if connection.in_atomic_block else current_version()


def _recall(key: Key) -> Plan | None:
    if connection.in_atomic_block or connection.connection is None:
        return None
    plans = _plans.get(connection.connection, {})
    if key in plans:
        plans.move_to_end(key)
    return plans.get(key)


def _keep(key: Key, plan: Plan) -> None:
    plans = _plans.setdefault(connection.connection, OrderedDict())
    plans[key] = plan
    plans.move_to_end(key)
    if len(plans) > _KEPT:
        plans.popitem(last=False)
