"""What an address of another site answers: asked as a guest would, through `cms.outgoing`, which
reaches nothing inside. Touches no database.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from cms.outgoing import Answer, Failed, Reason, ask

#: Seconds that one request may take, and that pass between two to one host.
PATIENCE = 8
PAUSE = 1.0
#: How many redirects are followed, each asked anew and held to the same.
_MOST_REDIRECTS = 5
_LONGEST_RETRY = 7 * 86_400

#: Says that there is nothing.
_NOTHING = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
#: Says nothing of the page: the server is busy, or doesn't like who asks.
_BUSY = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
#: Why a visitor's browser would find nothing either.
_UNREACHABLE = {Reason.NAME, Reason.CONNECTION, Reason.TLS, Reason.TIME, Reason.ANSWER}


class Verdict(Enum):
    WORKS = auto()
    FAILS = auto()
    #: It may be either.
    UNKNOWN = auto()


@dataclass(frozen=True)
class Outcome:
    """What came of asking: the last answer's status, or why there was none."""

    status: int | None = None
    reason: str = ""
    #: Seconds after which the server wants to be asked again.
    retry_after: int = 0

    @property
    def verdict(self) -> Verdict:
        if self.status is None:
            failed = self.reason in _UNREACHABLE
            return Verdict.FAILS if failed else Verdict.UNKNOWN
        if self.status in _NOTHING:
            return Verdict.FAILS
        is_busy = 500 <= self.status < 600 or self.status in _BUSY
        return Verdict.UNKNOWN if is_busy else Verdict.WORKS


class Turns:
    """What lets one request at a time to each host, with a pause between two."""

    def __init__(self) -> None:
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._ended: dict[str, float] = {}

    @contextmanager
    def of(self, host: str) -> Iterator[None]:
        with self._locks[host]:
            left = self._ended.get(host, float("-inf")) + PAUSE - time.monotonic()
            if left > 0:
                time.sleep(left)
            try:
                yield
            finally:
                self._ended[host] = time.monotonic()


def answer_of(url: str, agent: str, turns: Turns) -> Outcome:
    """Ask an address, and where it leads on to: with HEAD, and with GET where that is refused or
    answered by an error, since many servers know only GET.
    """
    headers = {"user-agent": agent, "accept": "*/*"}

    def asked(method: str) -> Answer:
        with turns.of(urlsplit(url).hostname or ""):
            return ask(method, url, headers=headers, seconds=PATIENCE)

    for _step in range(_MOST_REDIRECTS + 1):
        try:
            answer = _of_either(asked)
        except Failed as failure:
            return Outcome(reason=failure.reason.value)
        location = answer.headers.get("location")
        if not (300 <= answer.status < 400 and location):
            break
        url = urljoin(url, location)
    return Outcome(answer.status, retry_after=_seconds(answer.headers.get("retry-after", "")))


def _of_either(asked) -> Answer:
    try:
        answer = asked("HEAD")
    except Failed as failure:
        if failure.reason not in (Reason.ANSWER, Reason.CONNECTION):
            raise
        return asked("GET")
    is_refused = answer.status >= 400 and answer.status not in _BUSY
    return asked("GET") if is_refused else answer


def _seconds(text: str) -> int:
    return min(int(text), _LONGEST_RETRY) if text.isascii() and text.isdecimal() else 0
