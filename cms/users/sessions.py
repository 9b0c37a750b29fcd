"""Sessions in the database, as Django's, of which a cookie may name any, and which know whose they
are.
"""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore

from cms.users.passed_restrictions import without_changed


class SessionStore(DatabaseSessionStore):
    """What treats what no session was ever named, such as a null character, as no session at all;
    PostgreSQL refuses to look for it. What a password has opened closes with another password.
    """

    @classmethod
    def get_model_class(cls) -> type[Any]:
        # Sessions are loaded before the models of apps are.
        from cms.users.models import Session

        return Session

    def create_model_instance(self, data: dict) -> Any:
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row

    def load(self) -> dict:
        return without_changed(super().load())

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(super()._validate_session_key(key)) and key.isascii() and key.isalnum()
