"""What the checklists found, for all pages: kept, and made anew where a page is not what it was.

A page's own state, and the number of its publication, which rises with whatever it shows, say when.
The log tells nothing of what drafts and restricted pages refer to, so those are checked again after
an hour if anything has changed meanwhile that pages show.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from wagtail.models import Page

from cms.checklist.findings import Finding
from cms.checklist.judging import judged
from cms.links.addresses_of_pages import links_outside, store
from cms.models import CheckedPage, StoredFinding
from cms.postgres.stops import why_stopped
from cms.publications.fingerprint import fingerprint
from cms.publications.models import Head
from cms.visibility import outside_templates, outside_trash

logger = logging.getLogger(__name__)

#: How old a result may be that the log doesn't keep right.
_UNSEEN_FOR = timedelta(hours=1)
#: How many pages are loaded at a time.
_BATCH = 50
#: What a page's results depend on; each may be none. Before the publication is built, the log knows
#: nothing of what it shows, so it is checked once more then.
_STATE = (
    "latest_revision_id",
    "live_revision_id",
    "live",
    "publication__sequence",
    "publication__builds",
)


def unchecked(at: datetime) -> QuerySet[Page]:
    """Return the pages whose results are none or old, with what they are now as `state`."""
    parts: list[Any] = [_text(fingerprint()[:16])]
    for name in _STATE:
        parts += [_text(" "), Coalesce(Cast(name, TextField()), _text("-"))]
    pages = outside_templates(outside_trash(Page.objects.filter(depth__gt=1))).annotate(
        state=Concat(*parts, output_field=TextField())
    )
    is_kept_by_the_log = Q(publication__was_public=True, has_unpublished_changes=False)
    is_old = ~is_kept_by_the_log & Q(checked__checked_at__lte=at - _UNSEEN_FOR)
    has_changed = ~Q(checked__version=_version())
    return pages.filter(
        Q(checked=None) | ~Q(checked__state=F("state")) | (is_old & has_changed)
    ).order_by("path")


def _text(value: str) -> Value:
    return Value(value, output_field=TextField())


def bring_up_to_date(most: int | None = None) -> int:
    """Check the pages whose results are none or old, at most so many; return how many."""
    states = dict(unchecked(timezone.now()).values_list("pk", "state")[:most])
    keys = list(states)
    for start in range(0, len(keys), _BATCH):
        _check({key: states[key] for key in keys[start : start + _BATCH]})
    return len(keys)


def _check(states: dict[int, str]) -> None:
    version, now = _version(), timezone.now()
    pages = list(Page.objects.filter(pk__in=states).specific(defer=False))
    found, linked = {page.pk: _found(page) for page in pages}, links_outside(pages)
    with transaction.atomic():
        # None is deleted meanwhile, and nobody else stores results of the same.
        there = Page.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
        keys = list(there.filter(pk__in=found).values_list("pk", flat=True))
        checked = [
            CheckedPage(
                page_id=key,
                state=states[key],
                version=version,
                checked_at=now,
                errors=sum(each.is_error for each in found[key]),
            )
            for key in keys
        ]
        CheckedPage.objects.bulk_create(
            checked,
            update_conflicts=True,
            unique_fields=["page"],
            update_fields=["state", "version", "checked_at", "errors"],
        )
        StoredFinding.objects.filter(checked__in=keys).delete()
        StoredFinding.objects.bulk_create(_stored((key, found[key]) for key in keys))
        store({key: linked[key] for key in keys})


def _stored(found: Iterable[tuple[int, list[Finding]]]) -> list[StoredFinding]:
    return [
        StoredFinding(
            checked_id=key,
            code=each.code,
            message=str(each.message),
            path=each.path,
            is_error=each.is_error,
        )
        for key, findings in found
        for each in findings
    ]


def _found(page: Any) -> list[Finding]:
    """Return what the page lacks as it is worked on. A check that fails is logged, and finds
    nothing.
    """
    if not getattr(page, "checks", None):  # such as one whose type is not installed
        return []
    try:
        edited = page.get_latest_revision_as_object() if page.has_unpublished_changes else page
        return judged(edited)
    except Exception as error:
        if why_stopped(error):
            raise
        logger.exception("Page %d can't be checked", page.pk)
        return []


def _version() -> int:
    return Head.objects.values_list("version", flat=True).get()
