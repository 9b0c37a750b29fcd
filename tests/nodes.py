"""What plays on several nodes of a site start and ask, beside the demo site."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.demo import ROOT


class Failure(Exception):
    """Something was not as it has to be."""


@dataclass
class Answer:
    status: int
    body: str
    #: Whether Varnish had it.
    was_kept: bool


@dataclass(frozen=True)
class Node:
    """A web server of the site, or what stands before one."""

    port: int

    def ask(self, path: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={"Accept": "*/*", "Host": "localhost"})
            answer = connection.getresponse()
            # Of what it had, Varnish names the request that brought it, too.
            was_kept = len((answer.headers["X-Varnish"] or "").split()) == 2
            return Answer(answer.status, answer.read().decode(), was_kept)
        finally:
            connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


#: The settings of a web server that is started by itself.
WEB_SETTINGS = {"DJANGO_SETTINGS_MODULE": "cms.settings.dev"}


def web_server(port: int) -> list[str]:
    """The command of one more web server of the site, with five places."""
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--log-level", "error"]
    places = ["--workers", "1", "--blocking-threads", "5"]
    return [*server, "--port", str(port), *places, "cms.wsgi:application"]


@contextmanager
def running(*command: str, environment: dict[str, str] | None = None) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | (environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def eventually(condition: Callable[[], bool], what: str, seconds: float = 60) -> float:
    """Wait until something holds; return the seconds that it took. Raises `Failure`."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > seconds:
            raise Failure(f"after {seconds} s not: {what}")
        time.sleep(0.002)
    return time.monotonic() - begun


def is_up(node: Node) -> bool:
    try:
        return node.ask("/robots.txt").status == 200
    except OSError:
        return False
