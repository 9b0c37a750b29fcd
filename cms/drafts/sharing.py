"""Sharing drafts: who may, which links work, and when they are forgotten."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.permissions import policy_registry

from cms.delivery.front_door import is_plain
from cms.drafts.models import DraftLink
from cms.visibility import is_in_trash


def may_share(user: Any, page: Page) -> bool:
    """Return whether the account may share drafts of the page: whether it may publish them, and
    they can be shown as visitors would see them.
    """
    return is_plain(page.specific_class) and page.permissions_for_user(user).can_publish()


@transaction.atomic
def share(page: Page, user: Any, lasting: timedelta) -> DraftLink:
    """Make a link to the page as it was saved last."""
    page, now, key = page.specific, timezone.now(), uuid.uuid4()
    latest = page.get_latest_revision()
    owner = ContentType.objects.get_for_model(DraftLink)
    pinned = Revision.objects.create(
        content_type=owner,
        base_content_type=owner,
        object_id=str(key),
        object_str=str(page),
        content=latest.content if latest else page.serializable_data(),
        created_at=latest.created_at if latest else now,
        user=latest.user if latest else user,
    )
    link = DraftLink.objects.create(
        key=key,
        page_id=page.pk,
        revision=pinned,
        created_by=user,
        created_at=now,
        expires_at=now + lasting,
    )
    log(instance=page, action="cms.share_draft", user=user)
    return link


@transaction.atomic
def revoke(link: DraftLink, user: Any) -> None:
    """Let a link open nothing any more."""
    DraftLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
    log(instance=link.page.specific, action="cms.revoke_draft", user=user)


def working_links(page: Page) -> QuerySet[DraftLink]:
    """Return the links to a page that open something now: neither expired nor revoked, and shared
    by somebody who may publish the page still. In the trash, none does.
    """
    if is_in_trash(page) or not is_plain(page.specific_class):
        return DraftLink.objects.none()
    policy = policy_registry.get_by_type(Page)
    sharers = policy.users_with_permission_for_instance("publish", page)
    found = DraftLink.objects.filter(page_id=page.pk, created_by__in=sharers.values("pk"))
    return found.filter(revoked_at=None, expires_at__gt=timezone.now())


def forget_links(now: datetime) -> int:
    """Delete the links that are over, with their copies; return how many."""
    over = DraftLink.objects.filter(Q(expires_at__lte=now) | Q(revoked_at__isnull=False))
    _all, by_model = over.delete()
    return by_model.get(DraftLink._meta.label, 0)
