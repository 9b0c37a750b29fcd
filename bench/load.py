"""A load generator: one thread, a few connections that are kept alive, each asking for the next
path as soon as it has its answer. It reads no more of an answer than its length, so it takes a
few percent of what a Django site takes for the same request.
"""

import selectors
import socket
import time
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import cycle
from statistics import median, quantiles

CONNECTIONS = 8  # of visitors at the same time
# As a web server in front of the site would send it; nothing is compressed.
HEADERS = {
    "Host": "localhost",
    "X-Forwarded-For": "192.0.2.1",
    "X-Forwarded-Proto": "https",
    "Accept-Encoding": "identity",
}
REQUEST = "".join(
    [
        "GET {path} HTTP/1.1\r\n",
        *(f"{name}: {value}\r\n" for name, value in HEADERS.items()),
        "\r\n",
    ]
)
_END = b"\r\n\r\n"


class Refused(Exception):
    """An answer that is not 200, or that is no HTTP."""


@dataclass
class Load:
    """What was measured: the seconds it took, the latency of each request, the bytes of bodies."""

    seconds: float = 0
    latencies: list[float] = field(default_factory=list)
    octets: int = 0

    @property
    def rate(self) -> float:
        """Requests per second."""
        return len(self.latencies) / self.seconds

    @property
    def median(self) -> float:
        """Milliseconds."""
        return 1000 * median(self.latencies)

    @property
    def p99(self) -> float:
        """Milliseconds."""
        if len(self.latencies) < 2:
            return self.median
        return 1000 * quantiles(self.latencies, n=100, method="inclusive")[98]

    @property
    def size(self) -> float:
        """Bytes of a body, on average."""
        return self.octets / len(self.latencies)


class Connection:
    """A connection and the answer that it waits for."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.path, self.sent, self.head, self.missing, self.length = "", 0.0, b"", -1, 0

    def ask(self, path: str) -> None:
        self.path, self.head, self.missing = path, b"", -1
        self.sent = time.perf_counter()
        self.socket.sendall(REQUEST.format(path=path).encode())

    def read(self, buffer: bytearray) -> bool:
        """Read what has come; whether the answer is complete."""
        count = self.socket.recv_into(buffer)
        if not count:
            raise Refused(f"{self.path}: the connection was closed")
        if self.missing >= 0:
            self.missing -= count
            return self.missing == 0
        self.head += buffer[:count]
        head, end, body = self.head.partition(_END)
        if not end:
            return False
        self.head = head
        status = head.split(b" ", 2)[1]
        if status != b"200":
            raise Refused(f"{self.path}: {status.decode()} {body[:300]!r}")
        self.length = int(self.header("content-length"))
        self.missing = self.length - len(body)
        return self.missing == 0

    def header(self, name: str) -> str:
        for line in self.head.decode("latin-1").split("\r\n")[1:]:
            found, _, value = line.partition(":")
            if found.lower() == name:
                return value.strip()
        raise Refused(f"{self.path}: no {name}")


def drive(
    port: int,
    paths: list[str],
    seconds: float = 0,
    requests: int = 1,
    connections: int = CONNECTIONS,
    atmost: float = 60,
) -> Load:
    """Ask for the paths in turn until both so many seconds and so many requests are over, or
    `atmost` seconds.
    """
    load, turn, buffer = Load(), cycle(paths), bytearray(1 << 20)
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            connection = Connection(port)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.ask(next(turn))
        start, waiting = time.perf_counter(), connections
        while waiting:
            for key, _events in selector.select():
                connection = key.data
                if not connection.read(buffer):
                    continue
                now = time.perf_counter()
                load.latencies.append(now - connection.sent)
                load.octets += connection.length
                is_enough = now - start >= seconds and len(load.latencies) + waiting > requests
                if is_enough or now - start >= atmost:
                    selector.unregister(connection.socket)
                    connection.socket.close()
                    waiting -= 1
                else:
                    connection.ask(next(turn))
        load.seconds = time.perf_counter() - start
    return load


def fetch(port: int, path: str, **headers: str) -> tuple[bytes, Message]:
    """Return one request: the body and the headers of its answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=HEADERS | headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.status != HTTPStatus.OK:
        raise Refused(f"{path}: {response.status} {body[:300]!r}")
    return body, response.headers


def count_queries(port: int, path: str) -> int:
    _body, headers = fetch(port, path, **{"X-Count-Queries": "yes"})
    return int(headers["X-Queries"])
