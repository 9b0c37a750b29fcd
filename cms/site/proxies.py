"""The address of who asks, as trusted proxies tell it in `X-Forwarded-For`, and the id that they
give a request in `X-Request-ID`.
"""

from collections.abc import Callable
from functools import wraps
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from cms.telemetry.requests import HEADER as REQUEST_ID

HEADER = "HTTP_X_FORWARDED_FOR"


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
            known = _addresses(told) or [environ.get("REMOTE_ADDR", "")]
            environ = environ | {HEADER: ", ".join(known)}
        return believing(environ, start_response)

    return wrapped


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
    """The address of an entry: "192.0.2.7", "2001:db8::7", or either with a port (RFC 7239,
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
