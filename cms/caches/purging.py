"""The process that tells the caches what to drop, as the log tells it."""

import http.client
import logging
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error
from django.utils import timezone
from wagtail.contrib.frontend_cache.utils import get_backends

from cms.caches.changed import Changed, changed_since, sites_now, tags_of_sites
from cms.caches.models import Cache
from cms.postgres.stops import why_stopped
from cms.publications.cursors import Cursor
from cms.publications.listening import LONGEST_WAIT, Listener, is_held

logger = logging.getLogger(__name__)

#: Key of the advisory lock that only one who tells the caches of a database holds.
LOCK = 20220410
#: Seconds after which a cache is told the same once more: an answer that was read before the commit
#: and came to the cache after it was told is dropped then. Most statements end within so long.
AGAIN_AFTER = 5
#: Seconds that Wagtail's own backends may wait for a cache.
PATIENCE = 30


class NotTold(Exception):
    """A cache could not be told; the text says why."""


class Purger(Listener):
    """What tells each cache of what changes after its cursor."""

    lock = LOCK
    channels = ("publications", "commits")

    def __init__(self, backends: dict[str, Any]) -> None:
        super().__init__()
        self._backends = backends
        #: What is told once more: when, to whom, and what.
        self._again: deque[tuple[float, str, list[str], list[str]]] = deque()

    def _work(self) -> timedelta:
        if not settings.OUTGOING:
            return LONGEST_WAIT
        try:
            return min(self._tell(), self._tell_again())
        except Exception as error:
            if isinstance(error, Error) or why_stopped(error):
                raise
            # Nobody else would begin this thread again.
            logger.exception("The caches could not be told; once more in a minute")
            return LONGEST_WAIT

    def _tell(self) -> timedelta:
        """Tell the caches all there is; return how long there will be nothing for any."""
        caches = [each for each in map(Cache.called, self._backends) if not each.is_of_another_site]
        # One that fails may keep others waiting, so it is told last.
        caches.sort(key=lambda cache: cache.failures)
        while not self.is_stopped:
            now = timezone.now()
            due = [each for each in caches if each.due_at <= now]
            asked = {(each.cursor, each.version) for each in due}
            found = {each: changed_since(Cursor.read(each[0]), each[1]) for each in asked}
            of_each = [(each, found[each.cursor, each.version]) for each in due]
            waiting = [(each, changed) for each, changed in of_each if changed is not None]
            if not waiting:
                return min(
                    [LONGEST_WAIT, *(each.due_at - now for each in caches if each not in due)]
                )
            self._tell_of(waiting)
        return LONGEST_WAIT

    def _tell_of(self, waiting: list[tuple[Cache, Changed]]) -> None:
        """Tell each of these caches what has changed. Pages come first, at all of them: what stands
        on every page has to be built before it can be compared, which takes longer than the rest.
        """
        told = []
        for cache, changed in waiting:
            knows_tags = hasattr(self._backends[cache.pk], "purge_tags")
            urls = [] if knows_tags else changed.addresses()
            if self._purge(cache, changed.tags, urls):
                told.append((cache, changed, urls))
        sites = sites_now() if any(changed.is_all for _cache, changed, _urls in told) else {}
        for cache, changed, urls in told:
            shown = sites if changed.is_all else cache.sites
            tags = tags_of_sites(cache.sites, shown)
            if tags and not self._purge(cache, tags, []):
                continue
            cache.was_told(changed, shown)
            again = time.monotonic() + AGAIN_AFTER
            self._again.append((again, cache.pk, [*changed.tags, *tags], urls))

    def _purge(self, cache: Cache, tags: list[str], urls: list[str]) -> bool:
        """Have a cache drop this, and return whether it could be told."""
        try:
            purge(self._backends[cache.pk], tags, urls)
        except NotTold as error:
            logger.warning("The cache %s could not be told what changed: %s", cache.pk, error)
            cache.has_failed(str(error), timezone.now())
            return False
        return True

    def _tell_again(self) -> timedelta:
        while self._again and not self.is_stopped:
            due, name, tags, urls = self._again[0]
            if (left := due - time.monotonic()) > 0:
                return timedelta(seconds=left)
            self._again.popleft()
            try:
                purge(self._backends[name], tags, urls)
            except NotTold as error:
                logger.warning("The cache %s could not be told once more: %s", name, error)
        return LONGEST_WAIT


def purge(backend: Any, tags: list[str], urls: list[str]) -> None:
    """Have a cache drop what has one of the tags; one that knows no tags, what is at the addresses.
    Raises `NotTold`.
    """
    try:
        if hasattr(backend, "purge_tags"):
            backend.purge_tags(tags)
            return
        own = [url for url in urls if backend.invalidates_hostname(urlsplit(url).hostname)]
        with _errors() as errors:
            backend.purge_batch(own)
    except (OSError, http.client.HTTPException) as error:
        raise NotTold(str(error) or type(error).__name__) from error
    except Exception as error:
        if why_stopped(error):
            raise
        raise NotTold(f"{type(error).__name__}: {error}") from error
    if errors:
        raise NotTold(errors[0])


class _Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.thread, self.texts = threading.get_ident(), list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.texts.append(record.getMessage())


@contextmanager
def _errors() -> Iterator[list[str]]:
    """Within it, what Wagtail's backends tell the log of instead of raising it."""
    handler, root = _Errors(), logging.getLogger()
    loggers = [root, logging.getLogger("wagtail.frontendcache")]
    for each in loggers:
        each.addHandler(handler)
    try:
        yield handler.texts
    finally:
        for each in loggers:
            each.removeHandler(handler)


@contextmanager
def purging() -> Iterator[None]:
    """Within it, a thread tells the caches that `WAGTAILFRONTENDCACHE` names, if it names any.
    Raises `ImproperlyConfigured`.
    """
    backends = get_backends(settings.WAGTAILFRONTENDCACHE)
    if not backends:
        yield
        return
    socket.setdefaulttimeout(PATIENCE)  # some of Wagtail's wait for ever
    purger = Purger(backends)
    thread = threading.Thread(target=purger.run, name="purger")
    thread.start()
    try:
        yield
    finally:
        purger.stop()
        thread.join()


def is_purged() -> bool:
    """Return whether the caches of this database are told, by anybody."""
    return is_held(LOCK)
