"""Django's PostgreSQL backend, with the embedded server started on the first connection.

Starting on demand, not when settings load, keeps `manage.py check`, `collectstatic` or
`makemessages` from starting a database that they never use.
"""

from typing import Any

import psycopg
from django.db.backends.postgresql import base, features

from cms.postgres.errors import DatabaseUnreachable


class DatabaseFeatures(features.DatabaseFeatures):
    # MERGE, and `CREATE DATABASE … STRATEGY`, which the tests use.
    minimum_database_version = (15,)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection; `settings_dict["EMBEDDED"]` is the `EmbeddedServer` it needs, or absent."""

    features_class = DatabaseFeatures

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        embedded = self.settings_dict.get("EMBEDDED")
        if embedded is not None:
            embedded.acquire()
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError as error:
            # A missing database is one that Django's own code expects and handles.
            if getattr(error, "sqlstate", None) is not None or "does not exist" in str(error):
                raise
            raise DatabaseUnreachable(unreachable_message(self.settings_dict, error)) from error


def unreachable_message(settings: dict[str, Any], error: Exception) -> str:
    """One line that names the server (never the password) and what it answered."""
    where = f"{settings['HOST'] or 'localhost'}:{settings['PORT'] or 5432}/{settings['NAME']}"
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return f"The database at {where} cannot be reached: {reason}"
