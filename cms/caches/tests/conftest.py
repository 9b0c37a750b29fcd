from collections.abc import Callable, Iterator

import pytest

from cms.testing.receiver import Received, Receiver, receiving


@pytest.fixture
def varnish(settings) -> Iterator[Receiver]:
    """What stands in the place of a Varnish, and notes what it is told."""
    with receiving() as receiver:
        receiver.answer = lambda request: (200, {})
        settings.WAGTAILFRONTENDCACHE = {
            "varnish": {
                "BACKEND": "cms.caches.varnish.VarnishBackend",
                "LOCATION": f"http://127.0.0.1:{receiver.port}",
            }
        }
        yield receiver


@pytest.fixture
def told(varnish: Receiver) -> Callable[[], list[set[str]]]:
    """The tags that it was told at once, one set after the other."""

    def tags(request: Received) -> set[str]:
        return set(request.headers["cache-tag"].split(","))

    return lambda: [tags(request) for request in varnish.requests]
