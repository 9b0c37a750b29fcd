"""What is remembered of pages that are public no more, and for how long."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from cms.publications.models import Publication

#: After this time nothing is left of a page. Who has not asked for so long starts anew.
KEPT_FOR = timedelta(days=2 * 365)

# The head remembers how far: a cursor from before can't be followed any more.
_REMOVE = """
WITH removed AS (
    DELETE FROM publications_publication WHERE NOT was_public AND at < %s RETURNING sequence
), last AS (
    SELECT max(sequence) AS sequence, count(*) AS number FROM removed
), head AS (
    UPDATE publications_head SET forgotten = greatest(forgotten, last.sequence) FROM last
)
SELECT number FROM last
"""


def remove_tombstones(before: datetime) -> int:
    """Remove those that are older, and return how many they were."""
    with transaction.atomic(), connection.cursor() as cursor:
        # First, as commits do it.
        cursor.execute("SELECT FROM publications_head FOR NO KEY UPDATE")
        cursor.execute(_REMOVE, [before])
        return cursor.fetchone()[0]


def forget_address(page_id: int) -> bool:
    """Forget where a page was that is public no more, since its address may name somebody; return
    whether there was such a page. Who follows the log is told that the page is gone all the same.
    """
    tombstones = Publication.objects.filter(pk=page_id, was_public=False)
    return tombstones.update(url_path="") > 0
