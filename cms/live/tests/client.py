"""Who follows live events: an ASGI client in the test's own process, whose methods wait for what is
to come and for nothing else.
"""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from cms.live.application import Application
from cms.live.urls import EVENTS

#: Seconds after which what should have come is missing.
LONGEST = 60
#: What is sent so that the connection isn't taken for dead.
HEARTBEAT = b":"


class Ended(Exception):
    """A stream that has ended, or an answer that was cut off."""


@dataclass(frozen=True)
class Event:
    """A message of a stream: `name` is "" for a change."""

    name: str
    data: dict
    id: str

    @classmethod
    def read(cls, text: bytes) -> "Event":
        lines = dict(line.split(": ", 1) for line in text.decode().split("\n"))
        return cls(lines.get("event", ""), json.loads(lines["data"]), lines.get("id", ""))

    @property
    def is_end(self) -> bool:
        """Whether there is nothing more for the moment."""
        return self.name == "next" and not self.data["more"]


class Request:
    """A request and the answer to it, as far as it has come."""

    def __init__(self, application: Callable, scope: dict, is_taking: bool) -> None:
        self._application, self._scope = application, scope
        self._loop = asyncio.get_running_loop()
        self._came: SimpleQueue[dict | None] = SimpleQueue()
        self._left, self._taking = asyncio.Event(), asyncio.Event()
        if is_taking:
            self._taking.set()
        self._buffer = b""
        self.status, self.headers = 0, dict[str, str]()
        self._task = self._loop.create_task(self._run())

    async def _run(self) -> None:
        try:
            await self._application(self._scope, self._receive, self._send)
        finally:
            self._came.put(None)

    async def _receive(self) -> dict:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict) -> None:
        if message["type"] == "http.response.body":
            await self._taking.wait()
        self._came.put(message)

    def begin(self) -> "Request":
        """Wait for status and headers."""
        start = self._next()
        assert start is not None, self._task
        self.status = start["status"]
        self.headers = {name.decode(): value.decode() for name, value in start["headers"]}
        return self

    def body(self) -> bytes:
        """Wait for the rest, to its end."""
        found = self._buffer
        while (message := self._next()) is not None:
            found += message["body"]
            if not message.get("more_body"):
                self._next()
                return found
        raise Ended

    def problem(self) -> dict:
        return json.loads(self.body())

    def messages(self) -> Iterator[bytes]:
        """Wait for each message of a stream."""
        while True:
            while b"\n\n" in self._buffer:
                message, _, self._buffer = self._buffer.partition(b"\n\n")
                yield message
            if (came := self._next()) is None or not came.get("more_body"):
                raise Ended
            self._buffer += came["body"]

    def event(self) -> Event:
        """Wait for the next event."""
        return next(Event.read(each) for each in self.messages() if each != HEARTBEAT)

    def events(self) -> list[Event]:
        """Wait for all events up to the one that says that there is nothing more."""
        found = [self.event()]
        while not found[-1].is_end:
            found.append(self.event())
        return found

    def take(self) -> None:
        """Take what is sent, from now on."""
        self._loop.call_soon_threadsafe(self._taking.set)

    def leave(self) -> None:
        """Close the connection, and wait until it is closed on the other side as well."""
        self._loop.call_soon_threadsafe(self._left.set)
        while self._next() is not None:
            pass

    def _next(self) -> dict[str, Any] | None:
        return self._came.get(timeout=LONGEST)


class Live:
    """The process of live events, asked in this one."""

    def __init__(self, application: Application, loop: asyncio.AbstractEventLoop) -> None:
        self.application, self._loop = application, loop

    def ask(
        self,
        query: str = "",
        *,
        path: str = EVENTS,
        method: str = "GET",
        is_taking: bool = True,
        **headers: str,
    ) -> Request:
        """Ask, and wait for status and headers. Who is not taking lets what comes wait."""
        told = {"host": "localhost", **headers}
        scope = {
            "type": "http",
            "method": method,
            "scheme": "http",
            "path": path,
            "query_string": query.encode(),
            "headers": [
                (name.replace("_", "-").encode(), value.encode()) for name, value in told.items()
            ],
            "client": ("192.0.2.7", 4711),
            "server": ("localhost", 80),
        }

        async def begin() -> Request:
            return Request(self.application, scope, is_taking)

        return asyncio.run_coroutine_threadsafe(begin(), self._loop).result(LONGEST).begin()


@contextmanager
def live(**seconds: float) -> Iterator[Live]:
    """Run the process's application, with such seconds, and end it afterwards."""
    application, loop = Application(**seconds), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield Live(application, loop)
    finally:
        application.stop()
        asyncio.run_coroutine_threadsafe(_end_all(), loop).result(LONGEST)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end_all() -> None:
    """Let streams end that somebody has left open."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for each in left:
        each.cancel()
    await asyncio.gather(*left, return_exceptions=True)
