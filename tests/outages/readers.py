"""Readers of a site, who go on reading whatever happens, and remember what they got."""

import http.client
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

#: Answers that are never right.
WRONG_BODY, BROKEN = "other content", "broken off"


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass
class Readings:
    """What readers met in a while: how often which outcome, and how long it took."""

    name: str
    outcomes: Counter = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def row(self) -> str:
        """The numbers as a line of a table in Markdown."""
        count = sum(self.outcomes.values())
        slow = max(self.seconds, default=0)
        p99 = statistics.quantiles(self.seconds, n=100)[98] if len(self.seconds) > 1 else slow
        median = statistics.median(self.seconds or [0])
        others = count - self.outcomes[200] - self.outcomes[503] - self.outcomes[BROKEN]
        times = " | ".join(f"{1000 * each:,.0f}" for each in (median, p99, slow))
        counts = " | ".join(str(self.outcomes[each]) for each in (200, 503, BROKEN))
        return f"| {self.name} | {count} | {counts} | {others} | {times} |"


HEAD = [
    "| while | requests | 200 | 503 | broken off | other | median ms | p99 ms | longest ms |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
]


def ask(site: str, path: str, timeout: float = 60, **headers: str) -> Answer:
    """Ask for one address over a connection of its own. Raises `OSError` or `HTTPException`."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=timeout)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


class Readers:
    """Some readers, each of whom asks for one address after the other, without end.

    `paths` whose content doesn't change meanwhile: what they give now is what is right.
    """

    def __init__(self, site: str, paths: list[str], number: int = 4) -> None:
        self.site = site
        self._right = {path: self._first(path) for path in paths}
        self._readings = Readings("")
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._read, args=(start,), daemon=True)
            for start in range(number)
        ]
        for thread in self._threads:
            thread.start()

    @contextmanager
    def during(self, name: str) -> Iterator[Readings]:
        """What they meet within it."""
        with self._lock:
            self._readings = Readings(name)
        yield self._readings
        with self._lock:
            self._readings = Readings("")

    def stop(self) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def _first(self, path: str) -> bytes:
        answer = ask(self.site, path)
        if answer.status != 200:
            raise SystemExit(f"{path} gives {answer.status} before anything has failed")
        return answer.body

    def _read(self, start: int) -> None:
        paths = [*self._right]
        turn = start
        while not self._stopped.is_set():
            path = paths[turn % len(paths)]
            turn += 1
            begun = time.monotonic()
            wrong = broken = ""
            try:
                answer = ask(self.site, path)
            except (OSError, http.client.HTTPException) as error:
                outcome: int | str = BROKEN
                broken = f"{path}: {error!r}"
                time.sleep(0.05)  # a port that nobody listens on is refused at once
            else:
                outcome = answer.status
                if outcome == 503 and not answer.headers.get("Retry-After", "").isdigit():
                    wrong = f"{path}: 503 without Retry-After"
                elif outcome == 200 and answer.body != self._right[path]:
                    outcome, wrong = WRONG_BODY, f"{path}: {answer.body[:200]!r}"
                elif outcome not in (200, 503):
                    wrong = f"{path}: {outcome}"
            with self._lock:
                self._readings.outcomes[outcome] += 1
                self._readings.seconds.append(time.monotonic() - begun)
                self._readings.wrong += [wrong] if wrong else []
                self._readings.broken += [broken] if broken else []
