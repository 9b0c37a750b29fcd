"""Whether a process is ready (`/health/`: it reaches its database; `/health/ready`: it has all that
it answers with) and whether it is alive (`/health/live`: it answers, whatever it reaches).
"""

from collections.abc import Callable
from typing import Any

from django.core.files.storage import storages
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.postgres.stops import UNREACHABLE

#: Whether the database was found to be as this code needs it: that is asked until it is so.
_is_migrated = False


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 ``{"status": "ok"}``, or 503 when the database does not answer a query."""
    if not _reaches_database():
        return _not_ready({"status": "database unreachable"})
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Answer 200 ``{"status": "ok"}``; who doesn't get it restarts the process."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200, or 503, with `status` and what is wrong with each of the parts, or "ok"."""
    reached = _reaches_database()
    parts = {
        "database": "ok" if reached else "unreachable",
        "migrations": _told(_has_migrations, "missing") if reached else "unknown",
        "files": "ok" if _reaches_files() else "unreachable",
    }
    is_ready = set(parts.values()) == {"ok"}
    told = {"status": "ok" if is_ready else "not ready", "parts": parts}
    return JsonResponse(told) if is_ready else _not_ready(told)


def _not_ready(told: dict) -> JsonResponse:
    return JsonResponse(told, status=503, headers={"Retry-After": UNREACHABLE.retry_after})


def _told(holds: Callable[[], bool], otherwise: str) -> str:
    try:
        return "ok" if holds() else otherwise
    except Error:
        return "unknown"


def _reaches_database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _has_migrations() -> bool:
    """Return whether the database has all migrations that this code knows; it may have newer
    ones.
    """
    global _is_migrated
    if not _is_migrated:
        loader = MigrationLoader(connection)
        _is_migrated = set(loader.graph.leaf_nodes()) <= set(loader.applied_migrations)
    return _is_migrated


def _reaches_files() -> bool:
    """Return whether uploaded files can be read and stored."""
    uploads: list[Any] = [storages[alias] for alias in ("default", "documents")]
    return all(each.is_reachable() for each in uploads)
