"""What is still to be built: rows that a commit emptied, that other code built, or that failed."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.db.models import BooleanField, Count, ExpressionWrapper, F, Min, Q, QuerySet
from django.utils import timezone

from cms.publications.building import fill
from cms.publications.fingerprint import fingerprint
from cms.publications.models import Head, Publication, RestrictedPublication
from cms.telemetry import metrics

BATCH = 25
#: What can't be built is tried again after this time: storage, for one, may have been away.
RETRY_AFTER = timedelta(minutes=1)
#: Of a publication: whether the page itself changed last, and not just something that it shows.
CHANGED_ITSELF = ExpressionWrapper(Q(content_sequence=F("sequence")), output_field=BooleanField())


def unbuilt() -> QuerySet:
    """Return the public pages without a representation by this code, failed ones not included."""
    missing = Q(representation=None, error=None) | ~Q(fingerprint=fingerprint())
    return Publication.objects.filter(missing, was_public=True)


def failed() -> QuerySet:
    """Return the public pages that can't be built, or only in part."""
    return Publication.objects.filter(was_public=True).exclude(error=None)


def is_all_built() -> bool:
    """Return whether the log stays as it is until a commit: nothing is to be built, and nothing
    failed.
    """
    return not unbuilt().union(failed()).exists()


def waiting_keys() -> list[int]:
    """Return the keys of all pages that are to be built, in their turn."""
    return list(_waiting().values_list("pk", flat=True))


def build_backlog() -> Iterator[int]:
    """Build what is to be built, once each, and yield the size of every batch. Pages that changed
    themselves come before those that only show something that did.
    """
    tried: set[int] = set()
    while keys := list(_waiting().exclude(pk__in=tried).values_list("pk", flat=True)[:BATCH]):
        fill(keys)
        tried.update(keys)
        yield len(keys)


def retry_failed() -> int:
    """Build once more what failed a while ago; return how many pages that were."""
    due = failed().filter(failed_at__lt=timezone.now() - RETRY_AFTER)
    keys = list(due.order_by("failed_at").values_list("pk", flat=True)[:BATCH])
    fill(keys, again=True)
    _tell_of_failed_restricted()
    return len(keys)


def tell_of_all_restricted() -> None:
    """Let who follows restricted pages read all of them once more: they are built as it is done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT publications_renumber_all_restricted()")


def _tell_of_failed_restricted() -> None:
    """Let who follows restricted pages read once more what could not be built a while ago."""
    rows = RestrictedPublication.objects.filter(failed_at__lt=timezone.now() - RETRY_AFTER)
    keys = list(rows.order_by("failed_at").values_list("page_id", flat=True)[:BATCH])
    if keys:
        with connection.cursor() as cursor:
            cursor.execute("SELECT publications_renumber_restricted(%s::integer[])", [keys])


def measure() -> None:
    """Tell the metrics what there is to be built."""
    waiting = unbuilt().aggregate(count=Count("pk"), since=Min("at"))
    metrics.UNBUILT.set(waiting["count"])
    metrics.OLDEST_UNBUILT.set(waiting["since"].timestamp() if waiting["since"] else 0)
    metrics.FAILED.set(failed().count())
    metrics.SEQUENCE.set(Head.objects.values_list("sequence", flat=True).first() or 0)


def _waiting() -> QuerySet:
    return unbuilt().order_by(CHANGED_ITSELF.desc(), "sequence", "page_id")
