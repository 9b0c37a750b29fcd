"""A release is approved: from then on, what goes out is what its pages were at that moment."""

from typing import Any

from django.db import connection, transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from cms.releases.copies import copy_of
from cms.releases.models import Release, ReleasedPage, State
from cms.releases.trying import try_out
from cms.visibility import is_in_trash


def may_go_through(user: Any, items: list[ReleasedPage]) -> bool:
    """Return whether the account may itself do all that the release does with its pages, but for
    those in the trash, with which nobody may do anything.
    """
    pages = [item.page for item in items if not is_in_trash(item.page)]
    return all(page.permissions_for_user(user).can_publish() for page in pages)


def approve(release: Release, user: Any) -> None:
    """Keep the pages as they were saved last, and let the release go out at its time. Raises
    `cms.releases.obstacles.Impossible` if it could not go out now.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if not release.is_open:  # somebody else was faster
            return
        _forget_copies(release)
        for item in release.items.select_related("page"):
            if item.is_published:
                page = item.page.specific
                latest = page.get_latest_revision()
                content = latest.content if latest else page.serializable_data()
                item.approved = copy_of(item, content, latest)
                item.save()
        try_out(release)
        release.state, release.failure, release.approved_by = State.APPROVED, "", user
        release.save()
        log(instance=release, action="releases.approve", user=user)
        with connection.cursor() as cursor:
            cursor.execute("NOTIFY publications")  # the follower may not know the moment yet


def reopen(release: Release, user: Any) -> None:
    """Take the approval back: nothing goes out, and the pages can be chosen again."""
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state != State.APPROVED:
            return
        _forget_copies(release)
        release.state, release.approved_by = State.OPEN, None
        release.save()
        log(instance=release, action="releases.reopen", user=user)


def _forget_copies(release: Release) -> None:
    items = ReleasedPage.objects.filter(release=release).exclude(approved=None)
    copies = list(items.values_list("approved_id", flat=True))
    items.update(approved=None)
    Revision.objects.filter(pk__in=copies).delete()
