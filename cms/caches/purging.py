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

from cms.caches.changed import changed_since
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
    """Tells each cache of what changes after its cursor."""

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
            pauses = [self._tell(name, backend) for name, backend in self._backends.items()]
            return min([LONGEST_WAIT, *pauses, self._tell_again()])
        except Exception as error:
            if isinstance(error, Error) or why_stopped(error):
                raise
            # Nobody else would begin this thread again.
            logger.exception("The caches could not be told; once more in a minute")
            return LONGEST_WAIT

    def _tell(self, name: str, backend: Any) -> timedelta:
        """Tell a cache all there is; return how long there will be nothing for it."""
        cache = Cache.called(name)
        if cache.is_of_another_site:
            return LONGEST_WAIT
        while not self.is_stopped:
            now = timezone.now()
            if cache.due_at > now:
                return cache.due_at - now
            changed = changed_since(Cursor.read(cache.cursor), cache.version, cache.sites)
            if changed is None:
                break
            urls = [] if hasattr(backend, "purge_tags") else changed.addresses()
            try:
                purge(backend, changed.tags, urls)
            except NotTold as error:
                logger.warning("The cache %s could not be told what changed: %s", name, error)
                cache.has_failed(str(error), now)
                continue
            cache.was_told(changed)
            self._again.append((time.monotonic() + AGAIN_AFTER, name, changed.tags, urls))
        return LONGEST_WAIT

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
