"""How many requests a process answers at once, over how many connections, and who is refused."""

import queue
import threading
from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.http import HttpResponse, StreamingHttpResponse

from cms.delivery.answers import InParts
from cms.problems import REFUSED
from cms.running.admission import WAITING, WAITING_CHANGES, Admission

PAGE, HEALTH, LIVE = "/", "/health/", "/health/live/"


class Server:
    """An application whose requests stay in it until they are let go, and threads that ask it."""

    def __init__(self, places: int) -> None:
        self.entered: queue.Queue[str] = queue.Queue()
        self.answers: queue.Queue[tuple[str, str]] = queue.Queue()
        self.connections: set[int] = set()
        self.open = threading.Event()
        self._asked = 0
        self._application = Admission(self._answer, places)

    def _answer(self, environ: dict, start_response) -> HttpResponse:
        if REFUSED in environ:
            return HttpResponse("refused")
        if environ["PATH_INFO"] != LIVE:
            self.connections.add(id(connections["default"]))
        self.entered.put(environ["name"])
        if environ["PATH_INFO"] == PAGE:
            self.open.wait()
        return HttpResponse("answered")

    def ask(self, method: str = "GET", path: str = PAGE) -> str:
        """Ask in a thread of its own; return the request's name."""
        self._asked += 1
        name = f"{method} {self._asked}"
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "name": name}

        def run() -> None:
            body = b"".join(self._application(environ, lambda *_: None)).decode()
            self.answers.put((name, body))

        threading.Thread(target=run, daemon=True).start()
        return name

    def enter(self, *requests: tuple[str, str]) -> None:
        """Ask, and wait until all are let in."""
        names = {self.ask(*request) for request in requests}
        assert {self.entered.get(timeout=30) for _name in names} == names

    def answered(self, count: int) -> dict[str, str]:
        return dict(self.answers.get(timeout=30) for _number in range(count))


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(places=4)
    yield server
    server.open.set()


def test_changes_leave_half_of_the_places_to_readers(server):
    server.enter(("POST", PAGE), ("POST", PAGE))
    waiting = server.ask("POST")
    server.enter(("GET", PAGE), ("GET", PAGE))  # go ahead of the change that waits
    assert server.entered.empty()
    server.open.set()
    assert server.answered(5)[waiting] == "answered"


def test_health_is_answered_when_all_places_are_taken(server):
    server.enter(*[("GET", PAGE)] * 4)
    server.enter(("GET", HEALTH), ("GET", LIVE))
    assert sorted(server.answered(2).values()) == ["answered", "answered"]


@pytest.mark.parametrize(
    ("method", "places", "waiting"), [("GET", 4, 4 * WAITING), ("POST", 2, 2 * WAITING_CHANGES)]
)
def test_of_too_many_requests_those_without_a_place_to_wait_are_refused_at_once(
    server, method, places, waiting
):
    for _number in range(places + waiting + 3):
        server.ask(method)
    assert list(server.answered(3).values()) == ["refused"] * 3  # while all others stay
    server.open.set()
    assert list(server.answered(places + waiting).values()) == ["answered"] * (places + waiting)


def test_connections_are_as_many_as_places_however_many_threads_ask(server):
    server.open.set()
    for _number in range(10):
        server.ask("GET")
        server.ask("POST")
        server.ask("GET", HEALTH)
    server.answered(30)
    assert len(server.connections) <= 4 + 1


def test_a_place_is_left_after_an_error_and_after_a_stream():
    bodies: queue.Queue = queue.Queue()

    def application(environ: dict, start_response) -> StreamingHttpResponse:
        if environ["PATH_INFO"] == "/error/":
            raise ZeroDivisionError
        return StreamingHttpResponse(bodies.get())

    admission = Admission(application, places=1)
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": PAGE}
    mine = connections["default"]
    try:
        with pytest.raises(ZeroDivisionError):
            admission(asked | {"PATH_INFO": "/error/"}, None)
        for body in ([b"read"], [b"not read"]):
            bodies.put(body)
            response = admission(asked, None)
            assert connection.alias == "default"
            if body == [b"read"]:
                assert list(response) == body
            response.close()
        bodies.put([b"forgotten"])
        del response
        response = admission(asked, None)
        del response
        bodies.put([b"last"])
        assert list(admission(asked, None)) == [b"last"]
    finally:
        connections["default"] = mine


def test_what_is_written_in_parts_holds_no_place_between_them():
    def parts() -> Iterator[bytes]:
        for number in range(3):
            yield f"{number} {id(connections['default'])}".encode()

    def application(environ: dict, start_response) -> HttpResponse:
        return HttpResponse("page") if environ["PATH_INFO"] == PAGE else InParts(parts())

    admission = Admission(application, places=1)
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": PAGE}
    mine = connections["default"]
    try:
        found = []
        sent = admission(asked | {"PATH_INFO": "/parts/"}, lambda *_: None)
        for part in sent:
            found.append(part.decode().split())
            # The only place is free meanwhile.
            assert list(admission(asked, lambda *_: None)) == [b"page"]
        sent.close()
    finally:
        connections["default"] = mine
    assert [number for number, _connection in found] == ["0", "1", "2"]
    assert len({of_part for _number, of_part in found}) == 1
