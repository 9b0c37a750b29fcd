"""Sessions in the database, as Django's, of which a cookie may name any."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore


class SessionStore(DatabaseSessionStore):
    """Treats what no session was ever named, such as a null character, as no session at all;
    PostgreSQL refuses to look for it.
    """

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(super()._validate_session_key(key)) and key.isascii() and key.isalnum()
