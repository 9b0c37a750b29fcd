"""The process that keeps the log filled, and is the clock of what is published later."""

import logging
import os
import select
import signal
import threading
from datetime import datetime, timedelta

from django.apps import apps
from django.core.management import call_command
from django.db import Error, connection
from django.db.models import Min
from django.utils import timezone
from wagtail.models import DraftStateMixin, Revision

from cms.absent.types import publishable
from cms.postgres.stops import UNREACHABLE, told, why_stopped
from cms.publications.backlog import build_backlog, retry_failed
from cms.publications.fingerprint import fingerprint
from cms.publications.models import Head
from cms.publications.moments import next_moment, pass_due

logger = logging.getLogger(__name__)

#: Key of the advisory lock that only one follower of a database holds.
LOCK = 20220406
#: The longest it waits without being told of anything.
LONGEST_WAIT = timedelta(minutes=1)
#: Seconds until it tries again after it was stopped.
PAUSE = 2


class Follower:
    """Listens to commits, builds what they changed, and publishes at the moments that are due."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._has_heard = False
        self._awake, self._waker = os.pipe()
        #: Nothing is published before: the last attempt failed.
        self._clock_rests_until: datetime | None = None

    def stop(self) -> None:
        """Let `run` end after what it is doing. May be called by a signal handler."""
        self._stopped.set()
        os.write(self._waker, b"x")

    def stop_on_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop())

    def run(self) -> None:
        """Follow until `stop` is called."""
        connection.use_timeouts_of("background")
        while not self._stopped.is_set():
            try:
                self._listen()
                while not self._stopped.is_set():
                    self._has_heard = False
                    pause = self._work() if self._is_the_only_one() else LONGEST_WAIT
                    if not self._has_heard:
                        self._wait(pause)
            except Error as error:
                if (stop := why_stopped(error)) is None:
                    logger.exception("The follower has failed, and tries again")
                else:
                    logger.warning("The follower tries again: %s %s", stop.reason, told(error))
                connection.close()
                self._stopped.wait(PAUSE)
        connection.close()

    def _listen(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("LISTEN publications")
        # Called in whichever query happens to receive the notification, so that none is missed
        # between looking for work and waiting for it.
        connection.connection.add_notify_handler(self._hear)

    def _hear(self, _notify) -> None:
        self._has_heard = True

    def _is_the_only_one(self) -> bool:
        """Whether this process follows; a second one waits until the first is gone."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_try_advisory_lock(%s) WHERE NOT EXISTS (SELECT FROM pg_locks WHERE "
                "locktype = 'advisory' AND objid = %s AND pid = pg_backend_pid())",
                [LOCK, LOCK],
            )
            row = cursor.fetchone()
        return row is None or row[0]

    def _work(self) -> timedelta:
        """Do all there is to do; return how long there will be nothing unless somebody tells."""
        self._turn_clock()
        if Head.objects.filter(fingerprint=fingerprint()).exists():
            for _built in build_backlog():
                self._turn_clock()
                if self._stopped.is_set():
                    break
            retry_failed()
        else:
            logger.warning(
                "Newer code runs the site (a migration has been run), so this follower builds "
                "nothing any more: restart it, under `make run` by Ctrl-C and `make run`"
            )
        coming = [due for due in (self._next_due(), next_moment()) if due]
        return min([LONGEST_WAIT, *(due - timezone.now() for due in coming)])

    def _next_due(self) -> datetime | None:
        due = next_due()
        return max(due, self._clock_rests_until or due) if due else None

    def _turn_clock(self) -> None:
        pass_due()
        self._publish_due()

    def _publish_due(self) -> None:
        due, now = self._next_due(), timezone.now()
        if due is None or due >= now:
            return
        self._clock_rests_until = None
        try:
            call_command("publish_scheduled", verbosity=0)
        except Exception as error:
            if why_stopped(error) is UNREACHABLE:
                raise
            # One page that can't be published must not keep the others from being built.
            logger.exception("What is due could not be published; once more in a minute")
            self._clock_rests_until = now + LONGEST_WAIT

    def _wait(self, pause: timedelta) -> None:
        # A moment late rather than early: what is due "at" a moment is due after it.
        seconds = max(0.01, pause.total_seconds() + 0.01)
        ready, _, _ = select.select([connection.connection, self._awake], [], [], seconds)
        if self._awake in ready:
            os.read(self._awake, 1)


def next_due() -> datetime | None:
    """The moment at which something goes live or expires next; it may have passed."""
    revisions = publishable(Revision.objects.exclude(approved_go_live_at=None))
    moments = [revisions.aggregate(due=Min("approved_go_live_at"))["due"]]
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and _has_own_expiry(model):
            live = model._default_manager.filter(live=True)
            moments.append(live.aggregate(due=Min("expire_at"))["due"])
    return min((moment for moment in moments if moment), default=None)


def is_followed() -> bool:
    """Whether a follower of this database runs, anywhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = %s "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [LOCK],
        )
        return cursor.fetchone()[0]


def _has_own_expiry(model) -> bool:
    return any(field.name == "expire_at" for field in model._meta.local_fields)
