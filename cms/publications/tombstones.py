"""What is remembered of pages that are public no more, and for how long."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from cms.postgres.sql_files import read_sql
from cms.publications.models import Publication, Removal, RestrictedPublication

#: After this time nothing is left of a page. Who has not asked for so long starts anew.
KEPT_FOR = timedelta(days=2 * 365)

_REMOVE = read_sql(__file__, "remove_tombstones")
_REMOVE_RESTRICTED = read_sql(__file__, "remove_restricted_tombstones")


def remove_tombstones(before: datetime) -> int:
    """Remove those that are older, and return how many they were."""
    with transaction.atomic(), connection.cursor() as cursor:
        # First, as commits do it.
        cursor.execute("SELECT FROM publications_head FOR NO KEY UPDATE")
        cursor.execute(_REMOVE, {"before": before})
        removed = cursor.fetchone()[0]
        cursor.execute(_REMOVE_RESTRICTED, {"before": before})
        Removal.objects.exclude(page_id__in=Publication.objects.values("pk")).delete()
    return removed


def forget_address(page_id: int) -> bool:
    """Forget where a page was that is public no more, since its address may name somebody, and why
    it was taken down; return whether there was such a page. Who follows the log is told that the
    page is gone all the same.
    """
    tombstones = Publication.objects.filter(pk=page_id, was_public=False)
    of_members = RestrictedPublication.objects.filter(page_id=page_id, is_there=False)
    Removal.objects.filter(page_id__in=tombstones.values("pk")).delete()
    return tombstones.update(url_path="") + of_members.update(url_path="") > 0
