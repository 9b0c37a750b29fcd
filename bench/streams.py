"""Streams of live events, held open while visitors read, and how soon they tell what is published.
The streams are read by a thread, which takes a little of what it measures.
"""

import json
import re
import selectors
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from statistics import median

from bench.load import HEADERS, Load, Refused
from bench.measures import Effort
from bench.scenarios import Site, mixed
from bench.surroundings import events_server, run_step

ADDRESS = "/api/v2/events/?since=now&fields=_,id"
_ITEM = re.compile(rb'^data: (\{"change":"upsert".*)$', re.MULTILINE)


@dataclass(frozen=True)
class Followed:
    """Of so many streams: the visitors' median in milliseconds without them and with them, and the
    milliseconds from a commit until an event tells it, in the median of all streams and at most.
    """

    streams: int
    without: float
    with_them: float
    told: float
    told_last: float


@dataclass
class Streams:
    """Open streams, and when each told of which page."""

    sockets: list[socket.socket] = field(default_factory=list)
    came: list[dict[int, list[float]]] = field(default_factory=list)
    is_over: bool = False

    def open(self, port: int) -> None:
        """Open one more, and wait until it tells where it is."""
        opened = socket.create_connection(("127.0.0.1", port), timeout=60)
        lines = [f"GET {ADDRESS} HTTP/1.1", *(f"{name}: {each}" for name, each in HEADERS.items())]
        opened.sendall("\r\n".join([*lines, "", ""]).encode())
        begun = b""
        while b"event: next" not in begun:
            if not (more := opened.recv(65536)):
                raise Refused(f"{ADDRESS}: {begun[:300]!r}")
            begun += more
        self.sockets.append(opened)
        self.came.append({})

    def read(self) -> None:
        """Read whatever comes, until it is over."""
        rests = [b""] * len(self.sockets)
        with selectors.DefaultSelector() as selector:
            for number, each in enumerate(self.sockets):
                each.setblocking(False)
                selector.register(each, selectors.EVENT_READ, number)
            while not self.is_over:
                for key, _events in selector.select(0.1):
                    number, now = key.data, time.time()
                    with suppress(BlockingIOError):
                        rests[number] += self.sockets[number].recv(1 << 16)
                    whole, end, rests[number] = rests[number].rpartition(b"\n\n")
                    for item in _ITEM.findall(whole + end):
                        page = json.loads(item)["id"]
                        self.came[number].setdefault(page, []).append(now)


@contextmanager
def opened(port: int, number: int) -> Iterator[Streams]:
    """Open so many streams, which are read meanwhile."""
    streams = Streams()
    for _ in range(number):
        streams.open(port)
    reader = threading.Thread(target=streams.read)
    reader.start()
    try:
        yield streams
    finally:
        streams.is_over = True
        reader.join()
        for each in streams.sockets:
            each.close()


def follow(url: str, port: int, site: Site, effort: Effort) -> Followed:
    """Return the figures for the site that answers visitors at this port. Rounds with and without
    streams take turns, so that both meet the same machine.
    """
    without: list[Load] = []
    with_them: list[Load] = []
    told: list[float] = []
    paths = mixed(site)
    effort.drive(port, paths, effort.seconds)  # warms
    with events_server(url, effort.streams) as events:
        for _ in range(effort.rounds):
            without.append(effort.drive(port, paths, effort.seconds))
            with opened(events.port, effort.streams) as streams:
                with_them.append(effort.drive(port, paths, effort.seconds))
                committed = run_step(url, "telling", effort.told)
                told += [
                    1000 * min(at - when for at in came[page] if at >= when)
                    for page, when in committed
                    for came in streams.came
                    if page in came
                ]
    return Followed(
        streams=effort.streams,
        without=median(each.median for each in without),
        with_them=median(each.median for each in with_them),
        told=median(told),
        told_last=max(told),
    )
