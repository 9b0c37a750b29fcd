"""One request to an address that somebody has written, with its end in sight."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings

from cms.outgoing.outside import is_outside

PORTS = {"http": 80, "https": 443}
#: What an address may hold as it is; the rest is written in percent (RFC 3986, section 2).
_SAFE = "%/:?#[]@!$&'()*+,;=-._~"


class Reason(StrEnum):
    """Why there is no answer."""

    OFF = "off"
    ADDRESS = "address"
    INSIDE = "inside"
    NAME = "name"
    CONNECTION = "connection"
    TLS = "tls"
    TIME = "time"
    ANSWER = "answer"


class Failed(Exception):
    """There is no answer. What the network said is not told: it would describe what lies inside."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Answer:
    """What was answered, without a body. A redirect is an answer like any other: whoever follows
    it asks anew for `headers["location"]`, and is held to the same.
    """

    status: int
    #: By name in lower case; of several of one name the first.
    headers: Mapping[str, str]


def ask(
    method: str,
    url: str,
    *,
    content: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    seconds: float = 10,
) -> Answer:
    """Send a request, which takes no longer than these seconds besides looking up the name; no
    proxy, no cookie, no redirect is followed, no body is read. Raises `Failed`, with `Reason.OFF`
    where `OUTGOING=off` keeps this copy of the site silent.
    """
    if not settings.OUTGOING:
        raise Failed(Reason.OFF)
    parts = _parts(url)
    target = quote(parts._replace(scheme="", netloc="", fragment="").geturl() or "/", safe=_SAFE)
    target = target if target.startswith("/") else f"/{target}"
    connection = _Connection(parts, seconds)
    deadline = threading.Timer(seconds, connection.end)
    deadline.daemon = True
    deadline.start()
    try:
        connection.request(method, target, body=content, headers=dict(headers or {}))
        with connection.getresponse() as answer:
            found = {name.lower(): value for name, value in reversed(answer.getheaders())}
            return Answer(answer.status, found)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Failed(Reason.TIME if connection.has_ended else _reason(error)) from error
    finally:
        deadline.cancel()
        connection.close()


def check(url: str) -> list[str]:
    """Return the addresses that a URL leads to now; none if its name is unknown. Raises `Failed` if
    it is none that may be asked.
    """
    parts = _parts(url)
    try:
        return _outside(parts.hostname or "", _port(parts))
    except Failed as failure:
        if failure.reason is Reason.NAME:
            return []
        raise


def _parts(url: str) -> SplitResult:
    """Return the parts of an absolute address of the web, its name in ASCII. Raises `Failed`."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError as error:  # UnicodeError among them
        raise Failed(Reason.ADDRESS) from error
    if parts.scheme not in PORTS or not host or port == 0 or "@" in parts.netloc:
        raise Failed(Reason.ADDRESS)
    host = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=host if port is None else f"{host}:{port}")


def _port(parts: SplitResult) -> int:
    return parts.port or PORTS[parts.scheme]


def _outside(host: str, port: int) -> list[str]:
    """Return the addresses of a name, all of which are outside. Raises `Failed`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Failed(Reason.NAME) from error
    addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
    if not all(is_outside(each, settings.WEBHOOK_ALLOWED_NETWORKS) for each in addresses):
        raise Failed(Reason.INSIDE)
    return addresses


class _Connection(http.client.HTTPConnection):
    """A connection to one of the addresses that were looked at, whatever its name means a moment
    later, and that is looked at itself before anything is sent.
    """

    def __init__(self, parts: SplitResult, seconds: float) -> None:
        super().__init__(parts.hostname or "", _port(parts), timeout=seconds)
        self.until = time.monotonic() + seconds
        self.is_secure = parts.scheme == "https"
        # What `Host` leaves out (RFC 9110, section 4.2).
        self.default_port = PORTS[parts.scheme]
        self.has_ended = False

    def connect(self) -> None:
        self.sock = self._connected(_outside(self.host, self.port))
        if not is_outside(self.sock.getpeername()[0], settings.WEBHOOK_ALLOWED_NETWORKS):
            raise Failed(Reason.INSIDE)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.is_secure:
            # The names that the operating system trusts, so those of an organisation's own too.
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()
        if self.has_ended:
            raise TimeoutError

    def _connected(self, addresses: list[str]) -> socket.socket:
        for number, address in enumerate(addresses):
            left, others = self.until - time.monotonic(), len(addresses) - number
            if left <= 0:
                break
            try:
                connected = socket.create_connection((address, self.port), left / others)
            except OSError:
                if others == 1:
                    raise
            else:
                connected.settimeout(self.timeout)
                return connected
        raise TimeoutError

    def end(self) -> None:
        """End what is going on in another thread: it reads the end of what was sent."""
        self.has_ended = True
        if self.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def _reason(error: Exception) -> Reason:
    if isinstance(error, ssl.SSLError):
        return Reason.TLS
    if isinstance(error, TimeoutError):
        return Reason.TIME
    return Reason.CONNECTION if isinstance(error, OSError) else Reason.ANSWER
