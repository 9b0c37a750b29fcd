"""Building all that is outdated, in several processes at once."""

import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from django.db import connection

from cms.postgres.sql_files import read_sql
from cms.publications.backlog import BATCH, build_backlog, waiting_keys
from cms.publications.building import fill

_FREE = read_sql(__file__, "free_connections")


def processes_for(wanted: int) -> int:
    """Return how many processes may build: at most so many that half of the connections that
    PostgreSQL has left stay free for the site. Within a transaction, which no other process sees,
    it is one.
    """
    if connection.in_atomic_block:
        return 1
    with connection.cursor() as cursor:
        cursor.execute(_FREE)
        (free,) = cursor.fetchone()
    return max(1, min(wanted, free // 2))


def build_in_processes(processes: int) -> Iterator[int]:
    """Build what is to be built, and yield the size of every batch. The first one is built in this
    process, so that the time it takes says how long the others will.

    Raises `BrokenProcessPool` if one of the processes is killed.
    """
    keys = waiting_keys()
    batches = [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]
    if batches:
        yield _fill(batches[0])
    if len(batches) > 1 and processes > 1:
        connection.close()  # a fork must not share it
        # Python forks all of them before it starts a thread of its own.
        with ProcessPoolExecutor(processes, get_context("fork"), _leave_signals) as pool:
            try:
                yield from pool.map(_fill, batches[1:])
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    yield from build_backlog()  # what is left, or has come meanwhile


def _fill(keys: list[int]) -> int:
    fill(keys)
    return len(keys)


def _leave_signals() -> None:
    """Let Ctrl-C reach the first process only, which then ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
