import socket
from collections.abc import Iterator
from ipaddress import ip_network

import pytest

from cms.links import one_address
from cms.testing.receiver import Receiver, receiving


@pytest.fixture
def outside(settings, monkeypatch) -> Iterator[Receiver]:
    """A server that stands for all other sites: each name below `example` leads to it, but for
    those below `gone.example`.
    """
    settings.WEBHOOK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
    monkeypatch.setattr(one_address, "PAUSE", 0)
    original = socket.getaddrinfo

    def getaddrinfo(host, *arguments, **options):
        if host.endswith("gone.example"):
            raise socket.gaierror
        return original("127.0.0.1" if host.endswith(".example") else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with receiving() as receiver:
        receiver.answer = lambda request: (200, {})
        yield receiver
