"""Sessions in the database, as Django's, of which a cookie may name any."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore

from cms.users.passed_restrictions import without_changed


class SessionStore(DatabaseSessionStore):
    """Treats what no session was ever named, such as a null character, as no session at all;
    PostgreSQL refuses to look for it. What a password has opened closes with another password.
    """

    def load(self) -> dict:
        return without_changed(super().load())

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(super()._validate_session_key(key)) and key.isascii() and key.isalnum()
