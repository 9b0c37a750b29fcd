"""Why the database did not do what it was asked, where that is nobody's mistake: it was stopped by
a timeout or another session, is away, or takes no changes.

By PostgreSQL's own codes (its documentation, appendix A), since messages are translated.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from django.db import Error, InterfaceError, OperationalError, connection

from cms.postgres.errors import DatabaseUnreachable


@dataclass(frozen=True)
class Stop:
    """A reason in one sentence, and the seconds after which it is worth asking again."""

    reason: str
    retry_after: int


UNREACHABLE = Stop("The database cannot be reached at the moment.", 10)
TOO_SLOW = Stop("This takes longer than a request may.", 60)
LOCKED = Stop("Something else is changing the same thing at the moment.", 5)
COLLIDED = Stop("Two changes of the same thing met, and this one gave way.", 5)
READ_ONLY = Stop("Nothing can be changed at the moment, only read.", 60)

_BY_CODE = {
    "57014": TOO_SLOW,  # query_canceled, by statement_timeout
    "25P03": TOO_SLOW,  # idle_in_transaction_session_timeout
    "55P03": LOCKED,  # lock_not_available, by lock_timeout
    "40P01": COLLIDED,  # deadlock_detected
    "40001": COLLIDED,  # serialization_failure
    "25006": READ_ONLY,  # read_only_sql_transaction
}
# connection_exception, insufficient_resources, operator_intervention
_UNREACHABLE_CLASSES = ("08", "53", "57")


def why_stopped(error: BaseException | None) -> Stop | None:
    """Return what stopped the database, as an error or one of its causes tells; None for any
    other.
    """
    while error is not None:
        if isinstance(error, Error | psycopg.Error) and (stop := _stop(error)) is not None:
            return stop
        error = error.__cause__
    return None


def told(error: BaseException) -> str:
    """Return what an error says, in one line, for logs."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


@contextmanager
def kept_if_possible() -> Iterator[None]:
    """Keep what is written in it for later only: if the database takes no changes, or something
    else holds what would be changed, nothing is kept and nothing is raised. Unless a transaction is
    open, which has then failed as a whole.
    """
    try:
        yield
    except Error as error:
        if connection.in_atomic_block or why_stopped(error) not in (READ_ONLY, LOCKED):
            raise


def _stop(error: Error | psycopg.Error) -> Stop | None:
    if isinstance(error, DatabaseUnreachable):
        return UNREACHABLE
    code = getattr(error, "sqlstate", None)
    if code is not None:
        known = UNREACHABLE if code.startswith(_UNREACHABLE_CLASSES) else None
        return _BY_CODE.get(code, known)
    # Without a code it does not come from the server: the connection broke, or was broken before.
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return UNREACHABLE
    own = isinstance(error, OperationalError | InterfaceError)
    return UNREACHABLE if own and error.__cause__ is None else None
