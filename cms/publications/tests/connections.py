"""Other sessions of the same database, as other processes would have them."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection


@contextmanager
def session() -> Iterator[psycopg.Connection]:
    """A session in which each transaction is begun by its first query and ended by hand."""
    parameters = connection.get_connection_params()
    wanted = {
        key: parameters[key]
        for key in ("dbname", "user", "password", "host", "port")
        if parameters.get(key)
    }
    other = psycopg.connect(**wanted, options="-c lock_timeout=300ms")
    try:
        yield other
    finally:
        other.close()
