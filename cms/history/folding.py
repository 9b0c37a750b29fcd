"""Saving by itself, told apart in a page's history from what somebody has decided to save, and
folded into the row that follows it.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import Lag, RowNumber
from wagtail.models import Page, PageLogEntry

from cms.models import NamedVersion

_EDIT = "wagtail.edit"
#: The member of an entry's `data` that says that the form has saved by itself.
AUTOSAVED = "autosaved"


def note_autosave(page: Page) -> None:
    """Note in the log that the latest version of the page was saved by the form itself."""
    entries = PageLogEntry.objects.filter(
        page=page.pk, action=_EDIT, revision=page.latest_revision_id
    )
    latest = entries.order_by("-timestamp", "-pk").values("pk")[:1]
    PageLogEntry.objects.filter(pk__in=latest).update(data={AUTOSAVED: True})


def folded(entries: QuerySet) -> QuerySet:
    """Narrow entries of a page's log, the newest first, to the rows of its history. What was saved
    by itself goes with the next save of the same person if nothing lies between, and keeps a row
    only where there is none, or where it has a name.
    """
    return _counted(entries).filter(goes_along=False)


def put_along(entries: QuerySet, rows: Sequence[Any]) -> None:
    """Give each of these rows, which are consecutive ones of `folded(entries)`, what goes with it:
    `along`, a list of entries, the newest first.
    """
    for row in rows:
        row.along = []
    if not rows:
        return
    at = {row.position: row for row in rows}
    for entry in _counted(entries).filter(goes_along=True, position__gt=rows[0].position):
        row = at.get(entry.position - 1)
        if row is None:  # it goes with a row of the next page of the list
            break
        row.along.append(entry)
        at[entry.position] = row


def _counted(entries: QuerySet) -> QuerySet:
    newest_first = [F("timestamp").desc(), F("pk").desc()]
    is_named = Exists(NamedVersion.objects.filter(revision=OuterRef("revision")))
    return entries.annotate(
        by_itself=Case(
            When(Q(action=_EDIT, **{f"data__{AUTOSAVED}": True}) & ~is_named, then=True),
            default=Value(False),
        ),
        position=Window(RowNumber(), order_by=newest_first),
        user_above=Window(Lag("user_id"), order_by=newest_first),
        action_above=Window(Lag("action"), order_by=newest_first),
        goes_along=Case(
            When(by_itself=True, action_above=_EDIT, user_above=F("user_id"), then=True),
            default=Value(False),
        ),
    ).order_by(*newest_first)
