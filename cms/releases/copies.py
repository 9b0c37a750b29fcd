"""Copies of pages that a release keeps, and pages made of them."""

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.models.pages import get_default_page_content_type

from cms.releases.models import ReleasedPage


def copy_of(item: ReleasedPage, content: dict[str, Any], of: Revision | None) -> Revision:
    """Keep a state of the item's page: its content, with who wrote it when."""
    owner = ContentType.objects.get_for_model(ReleasedPage)
    return Revision.objects.create(
        content_type=owner,
        base_content_type=owner,
        object_id=str(item.pk),
        object_str=str(item.page.title),
        content=content,
        created_at=of.created_at if of else timezone.now(),
        user=of.user if of else None,
    )


def page_of(item: ReleasedPage) -> Page:
    """Return the item's page as the release has it: as it was approved, or until then as it was
    saved last; what is taken down as it is.
    """
    page = item.page.specific
    if not item.is_published:
        return page
    copy = item.approved or page.get_latest_revision()
    if copy is None:
        return page
    return page.with_content_json(_without_own_time(copy))


def has_moved_on(item: ReleasedPage) -> bool:
    """Return whether the page was written on since it was approved."""
    latest = item.page.get_latest_revision()
    return bool(item.approved and latest and latest.content != item.approved.content)


def revision_to_publish(item: ReleasedPage, page: Page) -> Revision:
    """Return the revision of the page with what was approved: its latest one, if that is still the
    same, or one made of the copy, which stays behind drafts that are newer.
    """
    latest = page.get_latest_revision()
    copy = item.approved or latest or page.save_revision()
    content = _without_own_time(copy)
    if latest and latest.content == content:
        return latest
    written = copy.created_at
    if latest:
        written = min(written, latest.created_at - timedelta(microseconds=1))
    return Revision.objects.create(
        content_object=page,
        base_content_type=get_default_page_content_type(),
        object_str=page.title,
        content=content,
        created_at=written,
        user=copy.user,
    )


def _without_own_time(copy: Revision) -> dict[str, Any]:
    """Return the content of a copy that goes live when the release says."""
    return {**copy.content, "go_live_at": None}
