"""Writers of a storm that wait for each other, as the editors of a tree are told to."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Wagtail's tree is not made for moves at the same time; its editors are told so, and ours queue.
TREE_LOCK, RELEASE_LOCK, PAGE_LOCKS = 7, 8, 1000


@contextmanager
def locked(key: int) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
