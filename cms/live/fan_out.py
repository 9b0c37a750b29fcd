"""The one connection to the database that all streams share: it listens, and reads for them."""

import logging
import os
import select
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from functools import partial
from queue import Empty, SimpleQueue
from typing import Protocol

from django.db import connection
from django.http import HttpRequest, HttpResponse

from cms.live.handler import Handler
from cms.live.plain_answers import ENDING, unavailable
from cms.live.stream import Stream
from cms.postgres.stops import UNREACHABLE, Stop, told, why_stopped
from cms.publications.cursors import Cursor
from cms.publications.fingerprint import fingerprint
from cms.publications.listening import LONGEST_WAIT, PAUSE, Listener
from cms.publications.models import Head

logger = logging.getLogger(__name__)


class Connection(Protocol):
    """A client, as the thread that reads sees it."""

    stream: Stream

    def tell(self, events: bytes) -> None:
        """Send events; `stream.is_busy` until they have been taken."""

    def end(self) -> None:
        """End it: the client comes again, and is told what is wrong."""


class FanOut(Listener):
    """What answers the requests that open streams, and after each commit reads once for all streams
    that are told the same, and once for each that is behind.
    """

    def __init__(self) -> None:
        super().__init__()
        self._handler = Handler()
        #: What other threads want of this one, in their order.
        self._wanted: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._open: set[Connection] = set()
        #: Why nothing can be told at the moment.
        self._away: Stop | None = None

    def answer(self, request: HttpRequest) -> "Future[HttpResponse]":
        """Have a request answered. May be called by another thread, as what follows."""
        future: Future[HttpResponse] = Future()
        self._want(partial(self._answer, request, future))
        return future

    def join(self, client: Connection) -> None:
        """Tell a client from now on."""
        self._want(partial(self._open.add, client))

    def leave(self, client: Connection) -> None:
        """Tell it no more."""
        self._want(partial(self._open.discard, client))

    def run(self) -> None:
        """Work until `stop` is called, whatever fails; then end all streams."""
        while not self.is_stopped:
            try:
                super().run()
            except Exception as error:
                logger.exception("FanOut has failed, and begins anew")
                connection.close()
                self._pause(error)
        self._away = ENDING
        self._receive()
        self._end_all()

    def _want(self, wanted: Callable[[], None]) -> None:
        self._wanted.put(wanted)
        self.wake()

    def _listen(self) -> None:
        super()._listen()
        self._away = None

    def _is_the_only_one(self) -> bool:
        return True  # it changes nothing, so there may be several

    def _pause(self, error: Exception) -> None:
        """End the streams, so that their clients know, and refuse those that come meanwhile."""
        self._away = why_stopped(error) or UNREACHABLE
        until = time.monotonic() + PAUSE
        while not self.is_stopped and (left := until - time.monotonic()) > 0:
            self._receive()
            self._end_all()
            if select.select([self._awake], [], [], left)[0]:
                os.read(self._awake, 4096)

    def _work(self) -> timedelta:
        connection.use_timeouts_of("public")
        self._receive()
        if not Head.objects.filter(fingerprint=fingerprint()).exists():
            logger.warning("Other code runs the site, so nothing is told: restart events")
            return LONGEST_WAIT
        now = Cursor.now()
        behind: dict[tuple, list[Connection]] = defaultdict(list)
        for client in self._open:
            stream = client.stream
            if not stream.is_busy and not (stream.is_begun and stream.cursor == now):
                behind[stream.question].append(client)
        # First those that most wait for.
        for clients in sorted(behind.values(), key=len, reverse=True):
            self._tell(clients)
            self._receive()
        return LONGEST_WAIT

    def _tell(self, clients: list[Connection]) -> None:
        try:
            events, cursor = clients[0].stream.read()
        except Exception as error:
            if why_stopped(error) is UNREACHABLE:
                raise
            # What can't be told to some must not keep the others waiting.
            logger.warning("%d streams end: %s", len(clients), told(error))
            for client in clients:
                self._open.discard(client)
                client.end()
            return
        for client in clients:
            client.stream.cursor, client.stream.is_begun = cursor, True
            client.stream.is_busy = True
            client.tell(events)

    def _end_all(self) -> None:
        while self._open:
            self._open.pop().end()

    def _receive(self) -> None:
        while True:
            try:
                wanted = self._wanted.get_nowait()
            except Empty:
                return
            wanted()

    def _answer(self, request: HttpRequest, future: "Future[HttpResponse]") -> None:
        if not future.set_running_or_notify_cancel():
            return  # nobody waits for it any more
        try:
            if self._away is not None:
                future.set_result(unavailable(request, self._away))
                return
            connection.use_timeouts_of("public")
            future.set_result(self._handler.get_response(request))
        except Exception as error:
            future.set_exception(error)
