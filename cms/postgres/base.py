"""Django's PostgreSQL backend, with the embedded server started on the first connection.

Starting on demand, not when settings load, keeps `manage.py check`, `collectstatic` or
`makemessages` from starting a database that they never use.
"""

import select
import time
from typing import Any

import psycopg
from django.db.backends.postgresql import base, features
from django.db.utils import NotSupportedError
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8Dumper

from cms.postgres.adaptation import DatabaseOperations, adapt
from cms.postgres.errors import DatabaseUnreachable
from cms.postgres.timeouts import Timeouts

#: Seconds in which a connection must come about.
CONNECT_TIMEOUT = 5

#: Seconds after its last use from which a connection is asked whether it still works: firewalls
#: drop what is idle without a word.
ASKED_WHEN_IDLE = 10

#: Statements that a connection keeps prepared, each some 100 to 500 kB of the server's memory.
MOST_PREPARED = 50


class DatabaseFeatures(features.DatabaseFeatures):
    # MERGE, and `CREATE DATABASE … STRATEGY`, which the tests use.
    minimum_database_version = (15,)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection; `settings_dict["EMBEDDED"]` is the `EmbeddedServer` it needs, or absent, and
    `settings_dict["POOLED"]` whether a pooler may give each transaction another session.
    """

    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: What holds for all that is asked from now on; changed outside of transactions only.
        self.timeouts = Timeouts()
        self._timeouts_of_session: Timeouts | None = None
        self._last_used = 0.0
        self._is_pooled = self.settings_dict.get("POOLED", False)
        self.use_timeouts_of("command")

    def use_timeouts_of(self, use: str) -> None:
        """Let those timeouts of `settings.DATABASES["default"]["TIMEOUTS"]` hold that are meant for
        a use. The server is told before the next statement, if it needs to be.
        """
        self.timeouts = self.settings_dict.get("TIMEOUTS", {}).get(use, Timeouts())

    def connect(self) -> None:
        self._timeouts_of_session = None
        super().connect()

    def set_autocommit(self, autocommit: bool, *args: Any, **kwargs: Any) -> None:
        if not autocommit:
            self._make_ready()  # what a transaction sets is lost if it is rolled back
        super().set_autocommit(autocommit, *args, **kwargs)

    def _cursor(self, name: str | None = None) -> Any:
        self._make_ready()
        return super()._cursor(name)  # type: ignore[misc]

    def _make_ready(self) -> None:
        self.close_if_health_check_failed()
        self.ensure_connection()
        # What a pooler's session is told holds for whoever gets it next: there the role has them.
        if self._timeouts_of_session is not self.timeouts and not self._is_pooled:
            self._tell_timeouts()

    def is_usable(self) -> bool:
        """Return whether the server is there, as Django asks once a request (CONN_HEALTH_CHECKS).

        A connection that was in use a moment ago is not asked, which would take as long as reading
        a page: a server that ends one says so, and that waits to be read.
        """
        used, self._last_used = self._last_used, time.monotonic()
        if self._last_used - used < ASKED_WHEN_IDLE and self._has_been_told_nothing():
            return True
        return super().is_usable()

    def _has_been_told_nothing(self) -> bool:
        of_server = self.connection.pgconn
        if of_server.transaction_status != TransactionStatus.IDLE:
            return False
        poll = select.poll()
        poll.register(of_server.socket, select.POLLIN)
        return not poll.poll(0)

    def _tell_timeouts(self) -> None:
        parameters = self.timeouts.as_parameters()
        settings = ", ".join(["set_config(%s, %s, false)"] * len(parameters))
        values = [text for pair in parameters.items() for text in pair]
        with self.wrap_database_errors:
            self.connection.execute(f"SELECT {settings}", values)
        self._timeouts_of_session = self.timeouts

    def get_connection_params(self) -> dict[str, Any]:
        parameters = super().get_connection_params()
        if self.settings_dict["OPTIONS"].get("prepare_threshold") is None:
            # Concerns only `prepared_cursor()`: Django's own cursors prepare nothing.
            parameters["prepare_threshold"] = None if self._is_pooled else 1
        # A server that is not there is told at once; one that does not answer, after this time.
        parameters.setdefault("connect_timeout", CONNECT_TIMEOUT)
        return parameters

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        embedded = self.settings_dict.get("EMBEDDED")
        if embedded is not None:
            embedded.acquire()
        try:
            connection = super().get_new_connection(conn_params)
        except psycopg.OperationalError as error:
            raise self._unreachable("reached", error) from error
        connection.prepared_max = MOST_PREPARED
        adapt(connection)
        return connection

    def prepared_cursor(self) -> Any:
        """Return a cursor whose statements the server keeps planned from their second time on: for
        those that come often and take longer to plan than to run. Values are bound by the server;
        the connection keeps `MOST_PREPARED` statements, those that were asked last.
        """
        self._make_ready()
        with self.wrap_database_errors:
            cursor = psycopg.Cursor(self.connection)
            # psycopg's own choose the type by the number, and each type is another statement.
            cursor.adapters.register_dumper(int, Int8Dumper)
            return self._prepare_cursor(cursor)  # type: ignore[attr-defined]

    def check_database_version_supported(self) -> None:
        try:
            super().check_database_version_supported()
        except NotSupportedError as error:
            raise self._unreachable("used", error) from error

    def _unreachable(self, verb: str, error: Exception) -> DatabaseUnreachable:
        """Return one line that names the server (never the password) and what it answered."""
        settings = self.settings_dict
        where = f"{settings['HOST'] or 'localhost'}:{settings['PORT'] or 5432}/{settings['NAME']}"
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        return DatabaseUnreachable(f"The database at {where} cannot be {verb}: {reason}")
