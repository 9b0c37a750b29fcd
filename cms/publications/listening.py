"""A process that works when the log tells it that something was committed, or at a moment."""

import logging
import os
import select
import signal
import threading
import weakref
from contextlib import suppress
from datetime import timedelta

from django.db import Error, connection

from cms.postgres.stops import told, why_stopped

logger = logging.getLogger(__name__)

#: The longest one waits without being told of anything.
LONGEST_WAIT = timedelta(minutes=1)
#: Seconds until it tries again after it was stopped.
PAUSE = 2


class Listener:
    """What does its work again and again: after commits, at the moment that it names, and at least
    once a minute. Only one of its kind works on a database at a time; a second one waits.
    """

    #: Key of the advisory lock that the one who works holds.
    lock: int
    #: What it listens to.
    channels = ("publications",)

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._has_heard = False
        self._awake, self._waker = os.pipe()
        os.set_blocking(self._waker, False)
        weakref.finalize(self, _close, self._awake, self._waker)

    @property
    def is_stopped(self) -> bool:
        return self._stopped.is_set()

    def stop(self) -> None:
        """Let `run` end after what it is doing. May be called by a signal handler."""
        self._stopped.set()
        self.wake()

    def wake(self) -> None:
        """Let it work at once. May be called by another thread."""
        with suppress(BlockingIOError):  # so full that it will be awake anyway
            os.write(self._waker, b"x")

    def stop_on_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop())

    def run(self) -> None:
        """Work until `stop` is called."""
        connection.use_timeouts_of("background")
        while not self.is_stopped:
            try:
                self._listen()
                while not self.is_stopped:
                    self._has_heard = False
                    pause = self._work() if self._is_the_only_one() else LONGEST_WAIT
                    if not self._has_heard:
                        self._wait(pause)
            except Error as error:
                name = type(self).__name__
                if (stop := why_stopped(error)) is None:
                    logger.exception("%s has failed, and tries again", name)
                else:
                    logger.warning("%s tries again: %s %s", name, stop.reason, told(error))
                connection.close()
                self._pause(error)
        connection.close()

    def _pause(self, error: Exception) -> None:
        """Wait until it is worth trying again after this."""
        self._stopped.wait(PAUSE)

    def _work(self) -> timedelta:
        """Do all there is to do; return how long there will be nothing unless somebody tells."""
        raise NotImplementedError

    def _listen(self) -> None:
        with connection.cursor() as cursor:
            for channel in self.channels:
                cursor.execute(f"LISTEN {channel}")
        # Called in whichever query happens to receive the notification, so that none is missed
        # between looking for work and waiting for it.
        connection.connection.add_notify_handler(self._hear)

    def _hear(self, _notify) -> None:
        self._has_heard = True

    def _is_the_only_one(self) -> bool:
        """Return whether this process works; a second one waits until the first is gone."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_try_advisory_lock(%s) WHERE NOT EXISTS (SELECT FROM pg_locks WHERE "
                "locktype = 'advisory' AND objid = %s AND pid = pg_backend_pid())",
                [self.lock, self.lock],
            )
            row = cursor.fetchone()
        return row is None or row[0]

    def _wait(self, pause: timedelta) -> None:
        # A moment late rather than early: what is due "at" a moment is due after it.
        seconds = max(0.01, pause.total_seconds() + 0.01)
        ready, _, _ = select.select([connection.connection, self._awake], [], [], seconds)
        if self._awake in ready:
            os.read(self._awake, 4096)


def _close(*descriptors: int) -> None:
    for each in descriptors:
        os.close(each)


def is_held(lock: int) -> bool:
    """Return whether anybody works on this database under the lock, anywhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = %s "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [lock],
        )
        return cursor.fetchone()[0]
