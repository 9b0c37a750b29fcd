"""What a trusted proxy tells of who asks, and what it tells that is no address."""

import asyncio

import pytest
from axes.models import AccessAttempt

from cms.site.proxies import behind_proxies, behind_proxies_asgi
from cms.testing import factories

PROXY = "10.0.0.1"


def client_address(told: str | None, sender: str = PROXY, trusted: str = "10.0.0.0/24") -> tuple:
    """What the application gets to know: address and scheme."""
    environ = {"REMOTE_ADDR": sender, "wsgi.url_scheme": "http", "HTTP_X_FORWARDED_PROTO": "https"}
    if told is not None:
        environ["HTTP_X_FORWARDED_FOR"] = told

    def application(environ: dict, start_response) -> tuple:
        return environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]

    return behind_proxies(application, [trusted])(environ, None)


def client_of_asgi(told: str | None, sender: str = PROXY, trusted: str = "10.0.0.0/24") -> tuple:
    """The same of an ASGI application, which is told each header by itself."""
    headers = [(b"x-forwarded-proto", b"https")]
    if told is not None:
        headers += [(b"x-forwarded-for", each.encode()) for each in told.split(", ")]
    found = []

    async def application(scope: dict, receive, send) -> None:
        found.append((scope["client"][0], scope["scheme"]))

    scope = {"type": "http", "client": (sender, 4711), "scheme": "http", "headers": headers}
    asyncio.run(behind_proxies_asgi(application, [trusted])(scope, None, None))
    assert scope["client"] == (sender, 4711)
    return found[0]


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:4711", "192.0.2.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ("[2001:DB8:0::7]:4711", "2001:db8::7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        # What the visitor sent himself stands to the left of what the proxy saw.
        ("198.51.100.1, 192.0.2.7", "192.0.2.7"),
        ("abc, 192.0.2.7, 10.0.0.9", "192.0.2.7"),
        (", ".join(["198.51.100.1"] * 1000 + ["192.0.2.7", "10.0.0.9"]), "192.0.2.7"),
        # No address: the nearest one that is known.
        ("abc", PROXY),
        ("", PROXY),
        (" , ,", PROXY),
        ("unknown", PROXY),
        ("_hidden", PROXY),
        ("192.0.2.7:abc", PROXY),
        ("[2001:db8::7", PROXY),
        ("[2001:db8::7]abc", PROXY),
        ("fe80::1%eth0", PROXY),
        ("192.0.2.999", PROXY),
        ("192.0.2.7, abc", PROXY),
        ("192.0.2.7, abc, 10.0.0.9", "10.0.0.9"),
    ],
)
def test_the_client_is_the_nearest_address_that_no_proxy_of_ours_has(told, address):
    assert client_address(told) == client_of_asgi(told) == (address, "https")


@pytest.mark.parametrize("told", ["192.0.2.7", "abc", ""])
def test_nobody_else_is_believed(told):
    known = ("203.0.113.5", "http")
    assert client_address(told, known[0]) == client_of_asgi(told, known[0]) == known


def test_a_proxy_that_tells_nothing_is_the_client():
    assert client_address(None) == client_of_asgi(None) == (PROXY, "http")


@pytest.mark.parametrize(("sender", "given"), [(PROXY, [b"abc-1"]), ("203.0.113.5", [])])
def test_only_a_trusted_proxy_gives_a_request_its_id(sender, given):
    async def application(scope: dict, receive, send) -> None:
        assert [value for name, value in scope["headers"] if name == b"x-request-id"] == given

    headers = [(b"x-request-id", b"abc-1"), (b"accept", b"*/*")]
    scope = {"type": "http", "client": (sender, 4711), "scheme": "http", "headers": headers}
    asyncio.run(behind_proxies_asgi(application, ["10.0.0.0/24"])(scope, None, None))


@pytest.mark.django_db
def test_what_is_no_address_stops_no_sign_in(client):
    factories.section()
    django = client.handler
    application = behind_proxies(lambda environ, _start: django(environ), [PROXY])
    client.handler = lambda environ: application(environ, None)
    told = {"REMOTE_ADDR": PROXY, "HTTP_X_FORWARDED_FOR": "abc"}
    answer = client.post("/log-ind/", {"username": "karen", "password": "forkert"}, **told)
    assert answer.status_code == 200
    assert AccessAttempt.objects.get().ip_address == PROXY
