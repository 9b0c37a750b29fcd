"""A subscription, its posts, and what a receiver was told."""

import json

from cms.integrations import signing
from cms.integrations.models import State, Subscription
from cms.integrations.posts import next_post, settle
from cms.publications.changes import Cursor
from cms.users.models import User


def subscribed(url: str, **values: object) -> tuple[Subscription, str]:
    """A subscription to all that changes from now on, and its secret."""
    secret = signing.new_secret()
    owner = User.objects.filter(username="ejer").first() or User.objects.create_user(
        "ejer", email="ejer@example.dk", password="x"
    )
    values = {"name": "Intranet", "owner": owner, "cursor": str(Cursor.now())} | values
    return Subscription.objects.create(url=url, secret=signing.encrypted(secret), **values), secret


def deliver(subscription: Subscription) -> list[int]:
    """Post until there is nothing new or the receiver has failed; return how many pages each told
    of.
    """
    told = []
    while True:
        subscription.refresh_from_db()
        if subscription.state != State.ACTIVE or subscription.failures:
            return told
        if (post := next_post(subscription)) is None:
            return told
        told.append(post.pages)
        settle(post, post.send())


def items(request) -> list[dict]:
    return json.loads(request.body)["data"]["items"]


def changed(request) -> list[tuple[int, str]]:
    return [(each["id"], each["change"]) for each in items(request)]


def set_to(subscription: Subscription, **values: object) -> None:
    Subscription.objects.filter(pk=subscription.pk).update(**values)
    subscription.refresh_from_db()
