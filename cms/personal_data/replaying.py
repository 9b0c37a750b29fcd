"""Erasures as they are kept: made, made once more after a restore, and forgotten."""

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from cms.personal_data import kept_erasures
from cms.personal_data.erasing import Told, erase
from cms.personal_data.kept_erasures import Entry
from cms.personal_data.models import Erasure
from cms.personal_data.subject import Subject, recall


class _NotThisTime(Exception):
    """What takes back what a trial has done."""


def erase_and_keep(subject: Subject) -> list[Told]:
    """Erase a person, and keep that it was done, beside the database and in it."""
    entry = Entry(str(uuid4()), timezone.now().isoformat(), subject.keys, subject.names.digested())
    with transaction.atomic():
        told = erase(subject)
        Erasure.objects.create(id=entry.id, at=entry.at)
        # Last, and on the disk before the commit: an erasure that is done can't be missing there.
        kept_erasures.add(entry)
    return told


def would_erase(subject: Subject) -> list[Told]:
    """Return what would become of what, with nothing changed."""
    told: list[Told] = []
    try:
        with transaction.atomic():
            told = erase(subject)
            raise _NotThisTime
    except _NotThisTime:
        return told


def replay(entries: list[Entry]) -> Iterator[tuple[Entry, list[Told]]]:
    """Make the erasures of which the database doesn't know, since a backup from before them was
    restored; give each with what became of what. The site's own list has them from now on.
    """
    kept = {each.id for each in kept_erasures.read()}
    known = {str(each) for each in Erasure.objects.values_list("pk", flat=True)}
    for entry in sorted(entries, key=lambda each: each.at):
        if entry.id not in kept:
            kept_erasures.add(entry)
        if entry.id not in known:
            with transaction.atomic():
                told = erase(recall(entry.objects, entry.digests))
                Erasure.objects.create(id=entry.id, at=entry.at)
            yield entry, told


def forget(now: datetime) -> int:
    """Forget erasures that are older than any backup; return how many."""
    Erasure.objects.filter(at__lte=now - kept_erasures.KEPT).delete()
    return kept_erasures.forget(now)
