"""What the clock shows or hides in a representation.

A build doesn't read the clock: whether a moment has passed is a row of the log
(`publications.Moment`), which changes at that moment and with it what depends on it. Only a moment
that has no row yet is compared with the clock; it gets one before anything is stored.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from cms.representations.trace import note


def moment_model() -> type[Model]:
    """Return the model of the rows. It stands above this module, so it is found by name."""
    return apps.get_model("publications", "Moment")


def moment_key(instant: datetime) -> str:
    """Return the key of a moment's row: the instant in UTC, as ISO 8601 has it; of one that is
    beyond the years 1 to 9999 there, the last that is not.
    """
    try:
        return instant.astimezone(UTC).isoformat()
    except OverflowError:
        edge = datetime.min if instant.year == 1 else datetime.max
        return edge.replace(tzinfo=UTC).isoformat()


def has_passed(instant: datetime, row: Model | None) -> bool:
    """Return whether the moment has passed, by its row if there is one."""
    return instant <= timezone.now() if row is None else row.passed


def passed(instants: Iterable[datetime]) -> set[datetime]:
    """Return those of the instants that have passed, with one query or none; notes them as what
    is depended on.
    """
    keys = {moment_key(instant): instant for instant in instants}
    for key in keys:
        note(moment_model(), key)
    rows = moment_model()._default_manager.in_bulk(list(keys)) if keys else {}
    return {instant for key, instant in keys.items() if has_passed(instant, rows.get(key))}
