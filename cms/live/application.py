"""The process's ASGI application: many clients that wait, and one thread that reads for them."""

import asyncio
import io
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, JsonResponse

from cms.live.fan_out import FanOut
from cms.live.handler import is_answered
from cms.live.plain_answers import TOO_LATE, TOO_MANY, not_found, unavailable
from cms.live.stream import EventStream, Stream
from cms.live.urls import EVENTS
from cms.problems import REQUEST_ID
from cms.running.admission import LIVE
from cms.telemetry.metrics import STREAMS
from cms.telemetry.requests import HEADER, counted, id_of

#: Seconds after which a client is told that it is still connected.
HEARTBEAT = 15
#: Seconds that a client may take for what it is sent, and that an answer may take.
PATIENCE = 30

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


class Client:
    """One that is connected."""

    def __init__(self, stream: Stream, fan_out: FanOut) -> None:
        self.stream = stream
        self._fan_out = fan_out
        self._loop = asyncio.get_running_loop()
        #: What comes next; None: it ends.
        self._next: asyncio.Queue[bytes | None] = asyncio.Queue()

    def tell(self, events: bytes) -> None:
        self._call(events)

    def end(self) -> None:
        self._call(None)

    async def serve(self, send: Send, heartbeat: float, patience: float) -> None:
        """Send what comes, until it ends. Raises `TimeoutError` if it isn't taken."""
        while True:
            try:
                events = await asyncio.wait_for(self._next.get(), heartbeat)
            except TimeoutError:
                events = b":\n\n"
            is_last = events is None
            message = {"type": "http.response.body", "body": events or b""}
            await asyncio.wait_for(send(message | {"more_body": not is_last}), patience)
            if is_last:
                return
            self.stream.is_busy = False
            self._fan_out.wake()

    def _call(self, events: bytes | None) -> None:
        with suppress(RuntimeError):  # the loop has ended, and the client with it
            self._loop.call_soon_threadsafe(self._next.put_nowait, events)


class Application:
    """What answers `/api/v2/events/`, with at most `EVENTS_STREAMS` streams open at once, and who
    asks for the process's health. `heartbeat` and `patience` are seconds.
    """

    def __init__(self, heartbeat: float = HEARTBEAT, patience: float = PATIENCE) -> None:
        self._heartbeat, self._patience = heartbeat, patience
        self._fan_out: FanOut | None = None
        self._thread: threading.Thread | None = None
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._respond(_request(scope), receive, send)

    def start(self) -> FanOut:
        """Start the thread that reads, unless it runs; return what runs in it."""
        if self._fan_out is None:
            self._fan_out = FanOut()
            self._thread = threading.Thread(target=self._fan_out.run, daemon=True)
            self._thread.start()
        return self._fan_out

    def stop(self) -> None:
        """End all streams and the thread that reads."""
        if self._fan_out is not None and self._thread is not None:
            self._fan_out.stop()
            self._thread.join()
        self._fan_out = self._thread = None

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            is_end = message["type"] == "lifespan.shutdown"
            await asyncio.to_thread(self.stop if is_end else self.start)
            await send({"type": f"{message['type']}.complete"})
            if is_end:
                return

    async def _respond(self, request: HttpRequest, receive: Receive, send: Send) -> None:
        path = request.path_info
        if path in LIVE:
            return await _answer(request, send, JsonResponse({"status": "ok"}))
        if not is_answered(path):
            return await _answer(request, send, not_found(request))
        if path != EVENTS:
            return await _answer(request, send, await self._asked(request))
        if self._open >= settings.EVENTS_STREAMS:
            return await _answer(request, send, unavailable(request, TOO_MANY))
        self._count(1)
        try:
            response = await self._asked(request)
            if not isinstance(response, EventStream) or request.method == "HEAD":
                return await _answer(request, send, response)
            await _start(request, send, response)
            await self._serve(response.stream, receive, send)
        finally:
            self._count(-1)
        return None

    async def _asked(self, request: HttpRequest) -> HttpResponse:
        """Have the thread answer that reads, unless that takes too long."""
        answer = asyncio.wrap_future(self.start().answer(request))
        try:
            return await asyncio.wait_for(answer, self._patience)
        except TimeoutError:
            return unavailable(request, TOO_LATE)

    async def _serve(self, stream: Stream, receive: Receive, send: Send) -> None:
        fan_out = self.start()
        client = Client(stream, fan_out)
        fan_out.join(client)
        serving = asyncio.ensure_future(client.serve(send, self._heartbeat, self._patience))
        leaving = asyncio.ensure_future(_gone(receive))
        try:
            await asyncio.wait([serving, leaving], return_when=asyncio.FIRST_COMPLETED)
        finally:
            fan_out.leave(client)
            serving.cancel()
            leaving.cancel()
            # Who doesn't take what is sent, or is gone, is no error.
            await asyncio.gather(serving, leaving, return_exceptions=True)

    def _count(self, more: int) -> None:
        self._open += more
        STREAMS.set(self._open)


def _request(scope: Scope) -> HttpRequest:
    query = scope["query_string"]
    try:
        text = query.decode()
    except UnicodeDecodeError:
        text = query.decode("latin-1")  # as Django reads it where it comes from a WSGI server
    request = ASGIRequest(scope | {"query_string": text}, io.BytesIO())
    request.META[REQUEST_ID] = id_of(request.META.get(HEADER, ""))
    return request


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _start(request: HttpRequest, send: Send, response: HttpResponse) -> None:
    response["X-Request-ID"] = request.META[REQUEST_ID]
    counted(request.path_info, response.status_code)
    headers = [(name.lower().encode(), value.encode("latin1")) for name, value in response.items()]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})


async def _answer(request: HttpRequest, send: Send, response: HttpResponse) -> None:
    is_bodiless = request.method == "HEAD" or response.status_code == HTTPStatus.NO_CONTENT
    await _start(request, send, response)
    body = b"" if is_bodiless else response.content
    await send({"type": "http.response.body", "body": body})
