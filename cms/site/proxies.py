"""The address of who asks, as trusted proxies tell it in `X-Forwarded-For`, and the id that they
give a request in `X-Request-ID`.
"""

from collections.abc import Awaitable, Callable
from functools import wraps
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from granian.utils.proxies import wrap_asgi_with_proxy_headers, wrap_wsgi_with_proxy_headers

from cms.telemetry.requests import HEADER as REQUEST_ID

HEADER = "HTTP_X_FORWARDED_FOR"
# The same two as ASGI names them.
_TOLD, _REQUEST_ID = b"x-forwarded-for", b"x-request-id"


def behind_proxies(application: Callable, trusted: list[str]) -> Callable:
    """Wrap a WSGI application, so that the client's address and scheme, and the request's id, are
    those that a trusted proxy tells, and nobody else.

    What is no address is told by nobody: the entries up to it count, counted from the right, where
    the nearest proxy writes; with none, the client is the proxy. `trusted` is addresses or
    networks, as text.
    """
    believing = wrap_wsgi_with_proxy_headers(application, trusted)

    @wraps(application)
    def wrapped(environ: dict, start_response: Callable) -> object:
        if REQUEST_ID in environ and not _is_among(environ.get("REMOTE_ADDR", ""), trusted):
            environ = {name: value for name, value in environ.items() if name != REQUEST_ID}
        if (told := environ.get(HEADER)) is not None:
            # The server believes the scheme only of who also tells an address.
            environ = environ | {HEADER: _believable(told, environ.get("REMOTE_ADDR", ""))}
        return believing(environ, start_response)

    return wrapped


def behind_proxies_asgi(application: Callable, trusted: list[str]) -> Callable:
    """Wrap an ASGI application likewise."""
    believing = wrap_asgi_with_proxy_headers(application, trusted)

    @wraps(application)
    def wrapped(scope: dict, receive: Callable, send: Callable) -> Awaitable[None]:
        if scope["type"] == "http":
            sender = (scope.get("client") or ("", 0))[0]
            headers = [each for each in scope["headers"] if each[0] not in (_TOLD, _REQUEST_ID)]
            told = [value.decode("latin-1") for name, value in scope["headers"] if name == _TOLD]
            if told:
                headers.append((_TOLD, _believable(", ".join(told), sender).encode()))
            if _is_among(sender, trusted):
                headers += [each for each in scope["headers"] if each[0] == _REQUEST_ID]
            scope = scope | {"headers": headers}
        return believing(scope, receive, send)

    return wrapped


def _believable(told: str, sender: str) -> str:
    return ", ".join(_addresses(told) or [sender])


def _is_among(sender: str, trusted: list[str]) -> bool:
    if sender in trusted or "*" in trusted:
        return True
    try:
        return any(ip_address(sender) in ip_network(each) for each in trusted)
    except ValueError:
        return False


def _addresses(told: str) -> list[str]:
    found: list[str] = []
    for entry in reversed(told.split(",")):
        if (address := _address(entry.strip())) is None:
            break
        found.insert(0, str(address))
    return found


def _address(entry: str) -> IPv4Address | IPv6Address | None:
    """Return the address of an entry: "192.0.2.7", "2001:db8::7", or either with a port (RFC 7239,
    section 6, has the latter in brackets); None: it has none, or one of a single link.
    """
    if entry.startswith("["):
        entry, closing, port = entry[1:].partition("]")
        if not closing or not _is_port(port.removeprefix(":") if port else "0"):
            return None
    elif entry.count(":") == 1:
        entry, _colon, port = entry.partition(":")
        if not _is_port(port):
            return None
    try:
        address = ip_address(entry)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return None if address.scope_id else address.ipv4_mapped or address
    return address


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 5
