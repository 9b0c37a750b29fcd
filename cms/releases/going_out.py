"""A release goes out: every page of it in one transaction, as of one moment, or none."""

import logging
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from cms.publications.clock import Clock
from cms.releases.copies import copy_of, revision_to_publish
from cms.releases.models import Release, ReleasedPage, State
from cms.releases.obstacles import Impossible, why_impossible
from cms.releases.telling import tell_of_failure

logger = logging.getLogger(__name__)


def send_out(release: Release, user: Any) -> None:
    """Let an approved release go out now. Raises `Impossible`, and then nothing has changed."""
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state != State.APPROVED:  # somebody else was faster
            return
        release.went_out_at = apply(release, user)
        release.state, release.failure = State.OUT, ""
        release.save()
        log(instance=release, action="releases.go_out", user=user)


def apply(release: Release, user: Any) -> datetime:
    """Publish and take down what the release says, in the transaction that is open; return the
    moment that its pages have as theirs. Raises `Impossible`.
    """
    items = list(release.items.select_related("page", "approved"))
    if reasons := [why for item in items if (why := why_impossible(item))]:
        raise Impossible(" ".join(reasons))
    # In one order for all, so that two releases never wait for each other; a page above goes first.
    keys = [item.page_id for item in items]
    pages = {page.pk: page for page in Page.objects.select_for_update().filter(pk__in=keys)}
    now = timezone.now()
    for item in sorted(items, key=lambda each: pages[each.page_id].path):
        page = pages[item.page_id].specific
        _keep_as_it_was(item, page)
        try:
            _do(item, page, user)
        except ValidationError as error:
            told = _("“%(title)s” can't be published: %(reasons)s")
            reasons = {"title": page.get_admin_display_title(), "reasons": " ".join(error.messages)}
            raise Impossible(told % reasons) from error
        item.save()
    _date(items, now)
    return now


def _do(item: ReleasedPage, page: Page, user: Any) -> None:
    if not item.is_published:
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
        return
    item.published = revision_to_publish(item, page)
    PublishPageRevisionAction(item.published, user=user).execute(skip_permission_checks=True)


def _keep_as_it_was(item: ReleasedPage, page: Page) -> None:
    item.before = copy_of(item, page.serializable_data(), page.get_latest_revision())
    item.was_live, item.live_before_id = page.live, page.live_revision_id
    item.first_published_at = page.first_published_at
    item.last_published_at = page.last_published_at


def _date(items: list[ReleasedPage], now: datetime) -> None:
    """Let all pages have been published at the same moment."""
    published = [item for item in items if item.is_published]
    new = [item.page_id for item in published if item.first_published_at is None]
    Page.objects.filter(pk__in=[item.page_id for item in published]).update(last_published_at=now)
    Page.objects.filter(pk__in=new).update(first_published_at=now)


def _next_due() -> datetime | None:
    waiting = Release.objects.filter(state=State.APPROVED)
    return waiting.aggregate(due=Min("goes_at"))["due"]


def send_out_due() -> None:
    """Let all releases go out whose time has come. One that can't is told of, and waits for people.
    Raises `django.db.DatabaseError` where the database was in the way: then once more.
    """
    due = Release.objects.filter(state=State.APPROVED, goes_at__lte=timezone.now())
    for release in due.order_by("goes_at", "pk"):
        try:
            send_out(release, release.approved_by)
        except Impossible as error:
            fail(release, str(error))
        except DatabaseError:
            raise
        except Exception:
            logger.exception("Release %s could not go out", release.pk)
            fail(release, "")


def fail(release: Release, why: str) -> None:
    """Note that a release could not go out, and tell those who count on it."""
    Release.objects.filter(pk=release.pk).update(state=State.FAILED, failure=why)
    release.refresh_from_db()
    log(instance=release, action="releases.fail")
    tell_of_failure(release)


#: What the follower looks after.
RELEASES = Clock(_next_due, send_out_due)
