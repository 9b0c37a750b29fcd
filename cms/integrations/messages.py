"""The body of a post: JSON as Standard Webhooks recommend it, a `type`, a `timestamp`, `data`."""

import json
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from cms.integrations.models import Subscription
from cms.integrations.narrowing import site_of
from cms.publications.cache_tags import tags_of_change
from cms.publications.changes import Change
from cms.publications.items import Addresses, thin
from cms.representations import SITE_ORIGIN

CHANGED, TEST = "pages.changed", "test"


def written(subscription: Subscription, changes: Sequence[Change]) -> str:
    """Return the post of changes in the range that is open. `changes_url` is where the same is
    asked for.
    """
    site = site_of(subscription)
    # Where a page of another site is, is for that site to tell.
    addresses = Addresses.of(site.pk if site else None, only=True)
    data = {
        "changes_url": changes_url(subscription),
        "items": [thin(each, addresses) | {"cache_tags": _tags(each)} for each in changes],
    }
    body = _body(CHANGED, subscription.opened_at or timezone.now(), data)
    return body.replace(SITE_ORIGIN, root_url(subscription))


def _tags(change: Change) -> list[str]:
    """Return by which a receiver drops what it has kept of the site."""
    return tags_of_change(change.page_id, change.type, change.content_changed)


def test(subscription: Subscription, at: datetime) -> str:
    """Return a post that tells of nothing, to be tried out."""
    return _body(TEST, at, {"changes_url": changes_url(subscription), "items": []})


def changes_url(subscription: Subscription) -> str:
    """Return the address of the API that tells what comes after a subscription's cursor."""
    query = {
        "since": subscription.cursor,
        "type": ",".join(subscription.types),
        "descendant_of": subscription.section_id or "",
        "topic": subscription.topic_id or "",
    }
    asked = urlencode({name: value for name, value in query.items() if value}, safe=",")
    return f"{root_url(subscription)}{reverse('wagtailapi:changes:listing')}?{asked}"


def root_url(subscription: Subscription) -> str:
    """Return what the addresses of the site begin with that a subscription is told of."""
    site = site_of(subscription)
    return site.root_url if site else settings.WAGTAILADMIN_BASE_URL


def _body(name: str, at: datetime, data: dict) -> str:
    timestamp = at.astimezone(timezone.get_default_timezone()).isoformat(timespec="seconds")
    return json.dumps({"type": name, "timestamp": timestamp, "data": data}, ensure_ascii=False)
