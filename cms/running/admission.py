"""Who is let in: how many requests a process of the web server answers at once, and over how many
connections to the database.

The server's threads are more than these places, so that one is always free to answer `/health/`,
or to say at once that there is no place; a request that waits takes up neither a place nor a
connection. Changes may take half of the places, so that none of them, waiting for a lock, keeps
readers out. Connections belong to the places, not to the threads, so there are never more of them.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.http import FileResponse

from cms.problems import REFUSED, SAFE_METHODS

#: How many requests may wait for each place, and how many changes for each of theirs.
WAITING, WAITING_CHANGES = 16, 4
#: Seconds that a request waits for a place at most, and a change.
LONGEST_WAIT, LONGEST_WAIT_OF_CHANGES = 10, 5
#: Files that may be sent at once for each place: slowly, if the visitor's line is slow.
SENDING = 4
#: Seconds after which a connection that nobody needed is closed.
CLOSED_WHEN_IDLE = 60
#: Where a process is asked for its health, in a place of its own, and for its life, in none.
HEALTH, LIVE = "/health/", ("/health/live", "/health/live/")

Environment = dict[str, Any]
Application = Callable[[Environment, Callable], Iterable[bytes]]


def threads_for(places: int) -> int:
    """Return how many threads a process needs: for the requests that are answered, that wait, that
    are being sent a file, and for those about its health and those that are refused.
    """
    return places * (1 + WAITING + SENDING) + _for_changes(places) * WAITING_CHANGES + 2


def _for_changes(places: int) -> int:
    return max(1, places // 2)


@dataclass
class Place:
    """A place, with the connection that goes with it: None until it is first taken."""

    connection: Any = None
    idle_since: float = 0


@dataclass
class _Waiting:
    is_change: bool
    given: Place | None = None
    wake: threading.Lock = field(default_factory=threading.Lock)


class Places:
    """A number of places, half of which changes may take. Who waits is let in in turn."""

    def __init__(self, total: int) -> None:
        # The one that was left last is taken first: the others' connections become idle.
        self._free = [Place() for _ in range(total)]
        self._changes_left = _for_changes(total)
        self._queue: deque[_Waiting] = deque()
        self._may_wait = {False: total * WAITING, True: self._changes_left * WAITING_CHANGES}
        self._lock = threading.Lock()

    def take(self, is_change: bool) -> Place | None:
        """Return a place, waited for if need be; None: too many wait, or it takes too long."""
        with self._lock:
            if self._free and not (is_change and self._changes_left == 0):
                self._changes_left -= is_change
                return self._free.pop()
            if (
                sum(each.is_change == is_change for each in self._queue)
                >= self._may_wait[is_change]
            ):
                return None
            waiting = _Waiting(is_change)
            waiting.wake.acquire()
            self._queue.append(waiting)
        longest = LONGEST_WAIT_OF_CHANGES if is_change else LONGEST_WAIT
        if not waiting.wake.acquire(timeout=longest):
            with self._lock:
                if waiting.given is None:
                    self._queue.remove(waiting)
        return waiting.given

    def leave(self, place: Place, is_change: bool) -> None:
        """Free the place for the first of those that wait, if it may have it."""
        place.idle_since = time.monotonic()
        with self._lock:
            self._changes_left += is_change
            self._free.append(place)
            for waiting in self._queue:
                if not (waiting.is_change and self._changes_left == 0):
                    self._queue.remove(waiting)
                    self._changes_left -= waiting.is_change
                    waiting.given = self._free.pop()
                    waiting.wake.release()
                    return

    def close_idle(self) -> None:
        """Close the connections of places that nobody has taken for a while."""
        latest = time.monotonic() - CLOSED_WHEN_IDLE
        with self._lock:
            for place in self._free:
                if place.connection is not None and place.idle_since < latest:
                    place.connection.close()


class Admission:
    """A WSGI application that lets requests into another one as there are places for them. One
    without a place is handed on with `cms.refused` in its environment.
    """

    def __init__(self, application: Application, places: int) -> None:
        self.application = application
        self._public, self._health = Places(places), Places(1)
        self._tidying = threading.Lock()

    def __call__(self, environ: Environment, start_response: Callable) -> Iterable[bytes]:
        self._tidy()
        if environ["PATH_INFO"] in LIVE:
            return self.application(environ, start_response)
        places = self._health if environ["PATH_INFO"].startswith(HEALTH) else self._public
        is_change = environ["REQUEST_METHOD"] not in SAFE_METHODS
        place = places.take(is_change)
        if place is None:
            environ[REFUSED] = True
            return self.application(environ, start_response)
        visit = _Visit(places, place, is_change)
        try:
            visit.begin()
            response = self.application(environ, start_response)
        except BaseException:
            visit.end()
            raise
        if isinstance(response, FileResponse):  # may be sent slowly, and asks for nothing more
            visit.end()
            return response
        if getattr(response, "in_parts", False):
            visit.end()
            return _Parted(response, places)
        if getattr(response, "streaming", True):
            return _Streamed(response, visit)
        try:
            return [b"".join(response)]
        finally:
            response.close()  # type: ignore[attr-defined]
            visit.end()

    def _tidy(self) -> None:
        """Start the thread that closes idle connections, in the process that has them."""
        if self._tidying.acquire(blocking=False):
            threading.Thread(target=self._close_idle, daemon=True).start()

    def _close_idle(self) -> None:
        while True:
            time.sleep(CLOSED_WHEN_IDLE / 4)
            self._public.close_idle()
            self._health.close_idle()


class _Visit:
    """A request in its place, with the place's connection as its thread's."""

    def __init__(self, places: Places, place: Place, is_change: bool) -> None:
        self._places, self._place, self._is_change = places, place, is_change
        self._has_ended = False

    def begin(self) -> None:
        if self._place.connection is None:
            self._place.connection = connections.create_connection(DEFAULT_DB_ALIAS)
            self._place.connection.inc_thread_sharing()
        connections[DEFAULT_DB_ALIAS] = self._place.connection

    def end(self) -> None:
        if self._has_ended:
            return
        self._has_ended = True
        try:
            self._place.connection.close_if_unusable_or_obsolete()
        finally:
            if self._place.connection in connections.all(initialized_only=True):
                del connections[DEFAULT_DB_ALIAS]
            self._places.leave(self._place, self._is_change)


class _Parted:
    """A response whose parts are each made in a place of their own, which is free while they are
    sent. Where there is none it ends, which its reader can tell and goes on from.
    """

    def __init__(self, response: Iterable[bytes], places: Places) -> None:
        self._response, self._places = response, places

    def __iter__(self) -> Iterator[bytes]:
        parts = iter(self._response)
        while (place := self._places.take(is_change=False)) is not None:
            visit = _Visit(self._places, place, is_change=False)
            try:
                visit.begin()
                part = next(parts, None)
            finally:
                visit.end()
            if part is None:
                return
            yield part

    def close(self) -> None:
        self._response.close()  # type: ignore[attr-defined]


class _Streamed:
    """A response that is made while it is sent, and keeps its place until then."""

    def __init__(self, response: Iterable[bytes], visit: _Visit) -> None:
        self._response, self._visit = response, visit

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._response)

    def close(self) -> None:
        try:
            self._response.close()  # type: ignore[attr-defined]
        finally:
            self._visit.end()

    def __del__(self) -> None:
        self._visit.end()
