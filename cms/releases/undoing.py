"""A release that went out, taken back: its pages become what they were."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from cms.releases.models import Release, ReleasedPage, State
from cms.releases.obstacles import Impossible
from cms.visibility import is_in_trash


def may_be_undone(item: ReleasedPage) -> bool:
    """Return whether the page can become again what it was."""
    return not item.is_undone and not is_in_trash(item.page)


def has_changed_since(release: Release, item: ReleasedPage) -> bool:
    """Return whether visitors read something else now than the release has left them."""
    page = item.page
    if not item.is_published:
        return page.live
    return not page.live or page.last_published_at != release.went_out_at


def undo(release: Release, items: Iterable[ReleasedPage], user: Any) -> None:
    """Let these pages of a release be what they were before it went out: their content, address,
    whether they are public, and since when. What they were meanwhile stays in their history.
    Raises `Impossible`, and then nothing has changed.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        keys = [item.page_id for item in items]
        pages = {page.pk: page for page in Page.objects.select_for_update().filter(pk__in=keys)}
        chosen = release.items.filter(page__in=pages, is_undone=False).select_related("before")
        for item in sorted(chosen, key=lambda each: pages[each.page_id].path):
            _restore(item, pages[item.page_id].specific, user)
        release.state = State.UNDONE
        release.save()
        log(instance=release, action="releases.undo", user=user)


def _restore(item: ReleasedPage, page: Page, user: Any) -> None:
    if page.live and not item.was_live:
        UnpublishPageAction(page, user=user, log_action=False).execute(skip_permission_checks=True)
    former = page.with_content_json(item.before.content)
    if not Page._slug_is_available(former.slug, page.get_parent(), page):
        told = _("The former address of “%(title)s” is taken.")
        raise Impossible(told % {"title": page.get_admin_display_title()})
    former.live, former.live_revision_id = item.was_live, item.live_before_id
    former.first_published_at = item.first_published_at
    former.last_published_at = item.last_published_at
    former.expired = False
    is_latest = former.live and former.latest_revision_id == former.live_revision_id
    former.has_unpublished_changes = not is_latest
    # What was live may break rules that are newer.
    former.save(clean=False)
    if former.live:
        former.update_aliases(_content=former.serializable_data())
    log(instance=former, action="releases.restore", user=user)
    item.is_undone = True
    item.save()
