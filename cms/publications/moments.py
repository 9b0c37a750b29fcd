"""The rows of the moments that stored representations depend on."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Min
from django.utils import timezone

from cms.postgres.sql_files import read_sql
from cms.publications.models import Moment

_ADD = read_sql(__file__, "add_moments")

#: A row of what has passed can go: without it, the clock says the same for ever.
KEPT = timedelta(days=1)


def remember(keys: Iterable[str]) -> set[str]:
    """Give each moment a row that has none, and return the keys of those; outside snapshots."""
    wanted = sorted(set(keys))
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_ADD, {"keys": wanted})
        return {key for (key,) in cursor.fetchall()}


def pass_due() -> None:
    """Let the moments pass that have come; what depends on them is to be built anew."""
    now = timezone.now()
    if Moment.objects.filter(passed=False, instant__lte=now).update(passed=True):
        Moment.objects.filter(passed=True, instant__lt=now - KEPT).delete()


def next_moment() -> datetime | None:
    """Return the moment that comes next; it may have come."""
    return Moment.objects.filter(passed=False).aggregate(next=Min("instant"))["next"]
