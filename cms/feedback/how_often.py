"""How often pages may be answered about from one place, without keeping who it was."""

from collections import OrderedDict
from datetime import date
from hashlib import blake2b
from secrets import token_bytes
from threading import Lock

from django.http import HttpRequest
from django.utils import timezone

from cms.users.reset_limits import place

#: In a day, from one place (an IPv4 address, or a /64 network of IPv6), about one page and about
#: all. A whole office may share a place. Each process of the web server counts for itself.
ABOUT_ONE = 10
ABOUT_ALL = 100
#: So many counters are remembered; the oldest go first.
REMEMBERED = 100_000


class DailyCounts:
    """Counts that end with the day. Their names are digests by a key that is never stored and new
    each day, so that nobody can tell whose they were, then or later.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._day: date | None = None
        self._key = b""
        self._counts: OrderedDict[bytes, int] = OrderedDict()

    def allows(self, today: date, limits: dict[str, int]) -> bool:
        """Return whether each of these names has been counted less often today than its limit. If
        so, it counts once more.
        """
        with self._lock:
            if today != self._day:
                self._day, self._key = today, token_bytes(32)
                self._counts.clear()
            named = {self._digest(name): limit for name, limit in limits.items()}
            if any(self._counts.get(each, 0) >= limit for each, limit in named.items()):
                return False
            for each in named:
                self._counts[each] = self._counts.get(each, 0) + 1
            while len(self._counts) > REMEMBERED:
                self._counts.popitem(last=False)
            return True

    def _digest(self, name: str) -> bytes:
        return blake2b(name.encode(), key=self._key, digest_size=16).digest()


_counts = DailyCounts()


def allows(request: HttpRequest, page_id: int) -> bool:
    """Return whether one more answer about the page is taken from where the request comes from."""
    where = place(request)
    limits = {where: ABOUT_ALL, f"{where} {page_id}": ABOUT_ONE}
    return _counts.allows(timezone.localdate(), limits)
