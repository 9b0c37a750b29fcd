"""What keeps a release from going out, or from being approved."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.absent.types import is_orphan
from cms.checklist.judging import judged
from cms.releases.copies import page_of
from cms.releases.models import ReleasedPage
from cms.visibility import is_in_trash


class Impossible(Exception):
    """A release can't go out; the text says why, for people."""


def obstacles(item: ReleasedPage) -> Iterator[str]:
    """Give what keeps a release of the page from being approved, in sentences: what makes it
    impossible, what no page may be saved with, and the errors of the checklist.
    """
    if why := why_impossible(item):
        yield why
        return
    if not item.is_published:
        return
    page = page_of(item)
    if page.expire_at is not None and page.expire_at <= timezone.now():
        yield _("It expires before it goes out.")
    yield from _invalid(page)
    yield from (str(found.message) for found in judged(page) if found.is_error)


def _invalid(page: Page) -> Iterator[str]:
    # A page's own check moves its siblings' names out of the way, and more, as if it were saved.
    with transaction.atomic():
        try:
            page.full_clean()
        except ValidationError as error:
            yield from error.messages
        transaction.set_rollback(True)


def why_impossible(item: ReleasedPage) -> str | None:
    """Return why nothing can be done with the page; None if it can."""
    title = item.page.get_admin_display_title()
    if is_in_trash(item.page):
        return _("“%(title)s” is in the trash.") % {"title": title}
    if is_orphan(item.page):
        return _("“%(title)s” is of a type that is not installed.") % {"title": title}
    if item.page.alias_of_id is not None:
        return _("“%(title)s” is an alias, and goes with its source.") % {"title": title}
    if not item.is_published and not item.page.live:
        return _("“%(title)s” is not public, so there is nothing to take down.") % {"title": title}
    return None
