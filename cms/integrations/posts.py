"""What is posted next to a subscription, and how it moves on once that has been answered.

Between two posts a subscription is at its cursor. Before one leaves, the end of its range is kept,
and stays until a receiver has taken it: whoever is killed at any point posts the same again, under
the same id.
"""

import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cms.encryption import Unreadable
from cms.integrations import signing
from cms.integrations.mail import tell_owner
from cms.integrations.messages import written
from cms.integrations.models import Attempt, State, Subscription, is_success
from cms.integrations.narrowing import matching
from cms.outgoing import Failed, ask
from cms.publications.changes import Change, Cursor, TooOld, changes_since
from cms.telemetry.metrics import POSTS

#: How many pages one post tells of at most.
MOST = 100
#: Seconds that a receiver has to answer.
PATIENCE = 10
#: The pause after a failure: it doubles with each, up to the longest.
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
#: How far it is from that, so that not all come back to a server at one moment.
JITTER = 0.2
#: How long it is tried.
GIVEN_UP_AFTER = timedelta(days=3)
#: What a receiver answers that wants nothing any more (RFC 9110, section 15.5.11).
GONE = 410
CONTENT_TYPE = "application/json"
USER_AGENT = "content-platform-webhooks/1"


@dataclass(frozen=True)
class Post:
    """A post of the changes in a range of the log."""

    subscription: int
    #: What the subscription was when it was made; another one has nothing to do with its answer.
    course: int
    until: str
    url: str
    id: str
    body: str
    pages: int
    keys: list[str]

    def send(self) -> "Outcome":
        """Send it, now. Touches no database."""
        return send(self.url, self.id, self.body, self.keys)


@dataclass(frozen=True)
class Outcome:
    """What came of a post."""

    at: datetime
    milliseconds: int
    status: int | None = None
    reason: str = ""
    #: Seconds after which the receiver wants to be asked again.
    retry_after: int = 0

    @property
    def is_delivered(self) -> bool:
        return is_success(self.status)


def send(url: str, message: str, body: str, keys: list[str]) -> Outcome:
    """Post a signed message. Touches no database."""
    at = datetime.now(UTC)
    headers = signing.headers(message, at, body, keys)
    headers |= {"content-type": CONTENT_TYPE, "user-agent": USER_AGENT}
    started = time.monotonic()
    try:
        answer = ask("POST", url, content=body.encode(), headers=headers, seconds=PATIENCE)
    except Failed as failure:
        return Outcome(at, _milliseconds(started), reason=failure.reason.value)
    after = answer.headers.get("retry-after", "")
    seconds = int(after) if after.isascii() and after.isdecimal() else 0
    return Outcome(at, _milliseconds(started), answer.status, retry_after=seconds)


def _milliseconds(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


def next_post(subscription: Subscription) -> Post | None:
    """Return what is to be posted next, the end of its range being stored; None if there is nothing
    new, or somebody else has changed the subscription since it was read. One that can't be told of
    it any more is paused.
    """
    try:
        keys = keys_of(subscription)
        while True:
            items, end = _range(subscription)
            if items:
                break
            # Nothing is for this one, or all of it has changed again since and comes later.
            if end == subscription.cursor or not _move(subscription, cursor=end, until=""):
                return None
    except Unreadable:
        stop(subscription, State.UNSIGNED)
        return None
    except TooOld:
        stop(subscription, State.EXPIRED)
        return None
    if not (subscription.until or _move(subscription, until=end, opened_at=timezone.now())):
        return None
    return Post(
        subscription=subscription.pk,
        course=subscription.course,
        until=end,
        url=subscription.url,
        id=message_id(subscription),
        body=written(subscription, items),
        pages=len(items),
        keys=keys,
    )


def settle(post: Post, outcome: Outcome) -> None:
    """Keep what came of a post, and move its subscription on: past the range if it was received, or
    to the moment of the next attempt.
    """
    POSTS.labels("delivered" if outcome.is_delivered else "failed").inc()
    with transaction.atomic():
        found = Subscription.objects.select_for_update().filter(pk=post.subscription).first()
        if found is None:
            return
        keep(found, post.id, post.pages, outcome)
        if (found.course, found.until) != (post.course, post.until):
            return
        if outcome.is_delivered:
            found.cursor = found.until
            found.forget_range()
        else:
            found.failures += 1
            found.failing_since = found.failing_since or outcome.at
            found.due_at = timezone.now() + pause(found.failures, outcome.retry_after)
        found.save()
        if outcome.status == GONE:
            stop(found, State.GONE)
        elif found.failing_since and timezone.now() - found.failing_since >= GIVEN_UP_AFTER:
            stop(found, State.FAILING)


def keep(
    subscription: Subscription, message: str, pages: int, outcome: Outcome, is_test: bool = False
) -> Attempt:
    """Keep an attempt, which its owner sees for 30 days; return it."""
    return Attempt.objects.create(
        subscription=subscription,
        message=message,
        is_test=is_test,
        at=outcome.at,
        milliseconds=outcome.milliseconds,
        pages=pages,
        status=outcome.status,
        reason=outcome.reason,
    )


def pause(failures: int, retry_after: int) -> timedelta:
    """Return how long after so many failures the next attempt is made: no sooner than the receiver
    asks for, but for an hour at most.
    """
    doubled = FIRST_PAUSE * 2 ** min(failures - 1, 20)
    wanted = min(max(doubled, timedelta(seconds=min(retry_after, 86_400))), LONGEST_PAUSE)
    return wanted * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311  (no secret)


def stop(subscription: Subscription, state: State) -> None:
    """Pause an active subscription for this reason, and tell its owner."""
    with transaction.atomic():
        active = Subscription.objects.filter(pk=subscription.pk, state=State.ACTIVE)
        if active.update(state=state):
            subscription.state = state
            tell_owner(subscription)


def keys_of(subscription: Subscription) -> list[str]:
    """Return the secrets that sign now. Raises `Unreadable`."""
    stored = [subscription.secret]
    if subscription.former_until and timezone.now() < subscription.former_until:
        stored.append(subscription.former_secret)
    return [signing.decrypted(each) for each in stored]


def message_id(subscription: Subscription) -> str:
    """Return the id of the post of the range that is open: the same whenever it is posted."""
    # Without a full stop, which stands between id and time in what is signed.
    end = "-".join(map(str, _place(Cursor.read(subscription.until))))
    return f"webhook-{subscription.pk}-{subscription.course}_{subscription.cursor}_{end}"


def _range(subscription: Subscription) -> tuple[list[Change], str]:
    """Return what there is to tell in the range that is open, or else in the next one, and where
    that ends. Raises `TooOld`.
    """
    pages = matching(subscription)
    changes = changes_since(Cursor.read(subscription.cursor), MOST, pages)
    if not subscription.until:
        return changes.items, str(changes.cursor)
    found, end = list(changes.items), _place(Cursor.read(subscription.until))
    # While pages wait to be built, less is read at once than when the range was opened.
    while changes.more and _place(changes.cursor) < end:
        changes = changes_since(changes.cursor, MOST, pages)
        found += changes.items
    return [each for each in found if _place(each.cursor) <= end], subscription.until


def _place(cursor: Cursor) -> tuple[int, int]:
    return cursor.sequence, cursor.page_id


def _move(subscription: Subscription, **values: object) -> bool:
    """Store values of a subscription; return whether it still was as it was read, else nothing is
    stored.
    """
    as_read = Subscription.objects.filter(
        pk=subscription.pk,
        state=State.ACTIVE,
        course=subscription.course,
        cursor=subscription.cursor,
        until=subscription.until,
    )
    if not as_read.update(**values):
        return False
    for name, value in values.items():
        setattr(subscription, name, value)
    return True
