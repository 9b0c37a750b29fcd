"""What many tests only read is made once, and taken back after the last of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Take back what happens in the database within it. In a fixture of wider scope, inside
    `django_db_blocker.unblock()`; its tests have the mark `django_db`.
    """
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()  # Wagtail keeps the sites' paths there
