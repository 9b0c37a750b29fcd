"""The process that delivers: one post at a time to each subscription, to several at once."""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue

from django.conf import settings
from django.db import Error, connection
from django.db.models import Min
from django.utils import timezone

from cms.integrations.models import CHANNEL, State, Subscription
from cms.integrations.posts import Outcome, Post, next_post, settle
from cms.outgoing import Reason
from cms.postgres.stops import why_stopped
from cms.publications.fingerprint import fingerprint
from cms.publications.listening import LONGEST_WAIT, Listener, is_held
from cms.publications.models import Head

logger = logging.getLogger(__name__)

#: Key of the advisory lock that only one deliverer of a database holds.
LOCK = 20220408
#: How many receivers may be slow before others wait for them.
THREADS = 20


class Deliverer(Listener):
    """What posts what comes after each subscription's cursor. Threads only post: whatever is read
    or stored is so by the thread that listens.
    """

    lock = LOCK
    channels = ("publications", CHANNEL)

    def __init__(self) -> None:
        super().__init__()
        #: The subscriptions of which a post is on its way.
        self._busy: set[int] = set()
        self._done: SimpleQueue[tuple[Post, Outcome]] = SimpleQueue()

    def run(self) -> None:
        with ThreadPoolExecutor(THREADS) as self._pool:
            super().run()
        # What was on its way has been answered.
        with suppress(Error):
            self._settle()
        connection.close()

    def _work(self) -> timedelta:
        self._settle()
        if not settings.OUTGOING:
            return LONGEST_WAIT
        if not Head.objects.filter(fingerprint=fingerprint()).exists():
            # What it would tell is what pages were to the code before.
            logger.warning("Other code runs the site, so nothing is delivered: restart webhooks")
            return LONGEST_WAIT
        now = timezone.now()
        # What was switched on in another database is of another site, of which this is a copy.
        own = Subscription.objects.filter(Subscription.of_this_site(), state=State.ACTIVE)
        for subscription in own.filter(due_at__lte=now).order_by("due_at"):
            if subscription.pk not in self._busy and not self.is_stopped:
                self._begin(subscription)
        due = own.filter(due_at__gt=now).aggregate(due=Min("due_at"))["due"]
        return LONGEST_WAIT if due is None else min(LONGEST_WAIT, due - timezone.now())

    def _begin(self, subscription: Subscription) -> None:
        try:
            post = next_post(subscription)
        except Exception as error:
            if isinstance(error, Error) or why_stopped(error):
                raise
            # One that can't be written must not keep the others from being delivered.
            logger.exception("Webhook %s: what to post could not be written", subscription.pk)
            later = timezone.now() + LONGEST_WAIT
            Subscription.objects.filter(pk=subscription.pk).update(due_at=later)
            return
        if post is not None:
            self._busy.add(post.subscription)
            self._pool.submit(self._send, post)

    def _send(self, post: Post) -> None:
        try:
            outcome = post.send()
        except Exception:
            logger.exception("Webhook %s: a post failed", post.subscription)
            outcome = Outcome(datetime.now(UTC), 0, reason=Reason.ADDRESS.value)
        self._done.put((post, outcome))
        self.wake()

    def _settle(self) -> None:
        with suppress(Empty):
            while True:
                post, outcome = self._done.get_nowait()
                self._busy.discard(post.subscription)
                settle(post, outcome)


def is_delivered() -> bool:
    """Return whether a deliverer of this database runs, anywhere."""
    return is_held(LOCK)
