"""Varnish, which drops by tags; deploy/varnish/default.vcl says what it makes of it."""

import http.client
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from wagtail.contrib.frontend_cache.backends.http import HTTPBackend

from cms.publications.cache_tags import HEADER, SEPARATOR

#: How many tags go into one request, which may be longer than Varnish takes otherwise.
AT_ONCE = 100
#: Seconds that it has to answer.
PATIENCE = 5


class VarnishBackend(HTTPBackend):
    """What tells one Varnish, at `LOCATION`, which tags to drop. A node more is a backend more."""

    def __init__(self, params: dict) -> None:
        place = urlsplit(params.get("LOCATION", ""))
        if place.scheme != "http" or not place.hostname:
            raise ImproperlyConfigured(
                "WAGTAILFRONTENDCACHE: LOCATION of a Varnish is an address such as "
                f"http://127.0.0.1:6081, not {params.get('LOCATION')!r}."
            )
        super().__init__(params)
        self._host, self._port = place.hostname, place.port or 80

    def purge_tags(self, tags: list[str]) -> None:
        """Have everything dropped that has one of the tags. Raises `OSError` and
        `http.client.HTTPException` if it can't be told, or refuses.
        """
        for start in range(0, len(tags), AT_ONCE):
            self._ban(SEPARATOR.join(tags[start : start + AT_ONCE]))

    def purge_all(self) -> None:
        """Have everything dropped."""
        self._ban(".*")

    def _ban(self, tags: str) -> None:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=PATIENCE)
        try:
            connection.request("BAN", "/", headers={HEADER: tags})
            answer = connection.getresponse()
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise http.client.HTTPException(f"it answered {answer.status} {answer.reason}")
