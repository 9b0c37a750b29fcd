"""Requests to addresses that people have written: what they reach, and what they don't."""

import socket
import threading
from collections.abc import Callable, Iterator
from ipaddress import ip_network

import pytest

from cms.outgoing import Failed, Reason, ask, check
from cms.testing.receiver import Receiver, receiving

#: An address of the internet, of which nothing is ever asked here.
OUTSIDE = "93.184.216.34"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def allowed(settings) -> None:
    settings.WEBHOOK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]


@pytest.fixture
def names(monkeypatch) -> Callable[[str, list[list[str]]], list[str]]:
    """Let a name mean other addresses each time that it is asked for; gives when it was."""
    original = socket.getaddrinfo

    def meaning(name: str, answers: list[list[str]]) -> list[str]:
        asked: list[str] = []

        def getaddrinfo(host, port, *arguments, **options):
            if host != name:
                return original(host, port, *arguments, **options)
            asked.append(host)
            found = answers[min(len(asked), len(answers)) - 1]
            return [each for one in found for each in original(one, port, *arguments, **options)]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        return asked

    return meaning


def why(url: str, **options) -> str:
    with pytest.raises(Failed) as failed:
        ask("POST", url, **options)
    return failed.value.reason.value


def test_a_request_arrives_and_is_answered(receiver, allowed):
    receiver.answer = lambda request: (202, {"Retry-After": "7"})
    url = f"http://127.0.0.1:{receiver.port}/en sti/æ?a=%2F&b=å#del"
    answer = ask("POST", url, content="ø".encode(), headers={"webhook-id": "1"})
    assert (answer.status, answer.headers["retry-after"]) == (202, "7")
    [request] = receiver.requests
    assert (request.path, request.body) == ("/en%20sti/%C3%A6?a=%2F&b=%C3%A5", "ø")
    assert request.headers["webhook-id"] == "1"
    assert request.headers["host"] == f"127.0.0.1:{receiver.port}"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0"])
def test_what_is_inside_is_not_reached_however_it_is_written(host, receiver):
    assert why(f"http://{host}:{receiver.port}/") == "inside"
    assert receiver.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.dk/",
        "file:///etc/passwd",
        "https://",
        "https:///sti",
        "//example.dk/",
        "https://navn:kode@example.dk/",
        "https://example.dk:0/",
        "https://example.dk:99999/",
        "https://[::1/",
        f"https://{'a' * 70}.dk/",
        "tekst",
        "",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url):
    assert why(url) == "address"


def test_a_name_that_leads_outside_and_inside_is_refused(receiver, names):
    names("begge.example", [[OUTSIDE, "127.0.0.1"]])
    assert why(f"http://begge.example:{receiver.port}/") == "inside"
    assert receiver.requests == []


def test_a_name_that_means_something_else_a_moment_later_is_refused(receiver, names):
    asked = names("skift.example", [[OUTSIDE], ["127.0.0.1"]])
    url = f"http://skift.example:{receiver.port}/"
    assert check(url) == [OUTSIDE]  # as it was when it was saved
    assert why(url) == "inside"
    assert (len(asked), receiver.requests) == (2, [])


def test_the_address_that_was_looked_at_is_the_one_that_is_connected_to(receiver, names, allowed):
    asked = names("skift.example", [["127.0.0.1"], [OUTSIDE]])
    url = f"http://skift.example:{receiver.port}/"
    assert ask("POST", url).status == 204
    assert len(asked) == 1
    assert receiver.requests[0].headers["host"] == f"skift.example:{receiver.port}"


def test_what_is_connected_to_is_looked_at_before_anything_is_sent(receiver, monkeypatch):
    """Whatever may stand between the two: here a system that connects elsewhere."""
    connect, port = socket.create_connection, receiver.port
    monkeypatch.setattr(
        socket, "create_connection", lambda address, *more: connect(("127.0.0.1", port), *more)
    )
    assert why(f"http://{OUTSIDE}:{port}/") == "inside"
    assert receiver.requests == []


def test_a_redirect_is_an_answer_and_not_followed(receiver, allowed):
    receiver.answer = lambda request: (302, {"Location": "http://169.254.169.254/"})
    answer = ask("POST", receiver.url)
    assert (answer.status, answer.headers["location"]) == (302, "http://169.254.169.254/")
    assert len(receiver.requests) == 1


def test_nothing_is_asked_where_the_site_is_silent(receiver, allowed, settings):
    settings.OUTGOING = False
    assert why(receiver.url) == "off"
    assert receiver.requests == []


def test_no_proxy_of_the_surroundings_is_asked(receiver, allowed, monkeypatch):
    with receiving() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        assert ask("POST", receiver.url).status == 204
        assert proxy.requests == []


class TestUnreachable:
    def test_a_name_that_there_is_not(self):
        assert why("https://findes-ikke.invalid/") == "name"
        assert check("https://findes-ikke.invalid/") == []

    def test_a_port_that_nobody_listens_on(self, allowed):
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        assert why(f"http://127.0.0.1:{port}/") == "connection"

    def test_a_server_without_a_certificate(self, receiver, allowed):
        assert why(f"https://127.0.0.1:{receiver.port}/") == "tls"

    @pytest.mark.parametrize("drip", [b"", b"H"], ids=["silent", "dripping"])
    @pytest.mark.parametrize("scheme", ["http", "https"])
    def test_a_server_that_takes_its_time(self, drip, scheme, allowed):
        """However long each of its parts takes, all of it has an end."""
        is_over = threading.Event()

        def serve() -> None:
            client, _address = server.accept()
            with client:
                while not is_over.wait(0.05):
                    if drip:
                        client.sendall(drip)

        with socket.create_server(("127.0.0.1", 0)) as server:
            thread = threading.Thread(target=serve, daemon=True)
            thread.start()
            url = f"{scheme}://127.0.0.1:{server.getsockname()[1]}/"
            expected = "tls" if scheme == "https" and drip else "time"
            assert why(url, seconds=0.4) == expected
            is_over.set()
            thread.join()

    def test_an_answer_that_is_none(self, allowed):
        def serve() -> None:
            client, _address = server.accept()
            with client:
                client.recv(65536)
                client.sendall(b"hvad?\r\n\r\n")

        with socket.create_server(("127.0.0.1", 0)) as server:
            thread = threading.Thread(target=serve, daemon=True)
            thread.start()
            assert why(f"http://127.0.0.1:{server.getsockname()[1]}/") == "answer"
            thread.join()


def test_reasons_are_those_that_are_explained():
    from cms.integrations.models import refusal

    assert all(refusal(each) for each in Reason)
