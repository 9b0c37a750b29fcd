"""A release, tried out: it goes out, is looked at, and has never been.

A transaction sees what it has changed itself, the log's representations included
(`cms.publications.rows.is_ahead`), and what is rolled back nobody else ever sees.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from cms.releases.going_out import apply
from cms.releases.models import Release


@contextmanager
def as_if_out(release: Release) -> Iterator[None]:
    """Within it, the release has gone out, for this connection only. Raises
    `cms.releases.obstacles.Impossible`.
    """
    with transaction.atomic():
        apply(release, release.approved_by)
        yield
        transaction.set_rollback(True)


def try_out(release: Release) -> None:
    """Raise `cms.releases.obstacles.Impossible` if the release could not go out now."""
    with as_if_out(release):
        pass
