"""What every request tells: it is counted, has an id, and may have a line in the log."""

import logging
import re
import secrets
import time
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import cache
from typing import Any

from cms.problems import REQUEST_ID, ROUTE
from cms.telemetry.metrics import REQUESTS, SECONDS

logger = logging.getLogger("cms.access")

#: The environment of the request that is being answered, for whatever is told meanwhile.
_asked: ContextVar[dict[str, Any]] = ContextVar("asked", default={})  # noqa: B039  (never changed)
NO_ROUTE = "(no route)"

#: Where a proxy tells the id that it has given a request.
HEADER = "HTTP_X_REQUEST_ID"
_FITTING = re.compile(r"[A-Za-z0-9-]{1,64}")
#: What an address is by its first part; of any other, it is a page.
_KINDS = {
    "admin": "admin",
    "api": "api",
    "filer": "document",
    "health": "health",
    "media": "image",
    "soeg": "search",
    "static": "static",
}
#: The metrics count methods and states that there are, and not what somebody invents.
_STATUS = re.compile(r"[1-5]\d\d")


class Observed:
    """A WSGI application that tells of each request to another one: its kind, status and seconds to
    the metrics, and, if `is_logged`, its route to the log. The answer carries its id.

    The id is the one that a trusted proxy has given (`cms.site.proxies` lets no other through), or
    a new one.
    """

    def __init__(self, application: Callable, is_logged: bool = False) -> None:
        self._application = application
        self._is_logged = is_logged

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        started = time.perf_counter()
        own = environ[REQUEST_ID] = id_of(environ.get(HEADER, ""))
        token = _asked.set(environ)
        told = ["500", "0"]

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            told[:] = status[:3], dict(headers).get("Content-Length", "")
            return start_response(status, [*headers, ("X-Request-ID", own)], *rest)

        try:
            return self._application(environ, start)
        finally:
            seconds = time.perf_counter() - started
            kind = kind_of(environ["PATH_INFO"])
            _counter(kind, told[0] if _STATUS.fullmatch(told[0]) else "other").inc()
            _histogram(kind).observe(seconds)
            if self._is_logged:
                self._log(environ, kind, told, seconds)
            _asked.reset(token)

    def _log(self, environ: dict[str, Any], kind: str, told: list[str], seconds: float) -> None:
        status, octets = told
        line = {
            "method": environ["REQUEST_METHOD"],
            "route": environ.get(ROUTE, NO_ROUTE),
            "kind": kind,
            "status": int(status),
            "milliseconds": round(seconds * 1000, 1),
            "octets": int(octets) if octets.isdecimal() else None,
        }
        text = "%(method)s %(route)s %(status)d %(milliseconds).1f ms"
        logger.info(text, line, extra={"told": line})


def id_of(given: str) -> str:
    """Return the id of a request: the one that it was given, if that is fit, or a new one."""
    return given if _FITTING.fullmatch(given) else secrets.token_hex(16)


def counted(path: str, status: int) -> None:
    """Count an answer, where no `Observed` does."""
    _counter(kind_of(path), str(status)).inc()


def request_id() -> str | None:
    """Return the id of the request that is being answered; None outside of requests."""
    return _asked.get().get(REQUEST_ID)


def route() -> str | None:
    """Return the route that answers it, or `NO_ROUTE`; None outside of requests."""
    asked = _asked.get()
    return asked.get(ROUTE, NO_ROUTE) if asked else None


def kind_of(path: str) -> str:
    """Return the kind of what is at an address, by its first part: one of a few words."""
    return _KINDS.get(path[1:].partition("/")[0], "page")


# Found by its values each time otherwise, which takes longer than to count.
@cache
def _counter(kind: str, status: str) -> Any:
    return REQUESTS.labels(kind, status)


@cache
def _histogram(kind: str) -> Any:
    return SECONDS.labels(kind)
