"""What a trusted proxy tells of who asks, and what it tells that is no address."""

import pytest
from axes.models import AccessAttempt

from cms.site.proxies import behind_proxies
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
    assert client_address(told) == (address, "https")


@pytest.mark.parametrize("told", ["192.0.2.7", "abc", ""])
def test_nobody_else_is_believed(told):
    assert client_address(told, sender="203.0.113.5") == ("203.0.113.5", "http")


def test_a_proxy_that_tells_nothing_is_the_client():
    assert client_address(None) == (PROXY, "http")


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
