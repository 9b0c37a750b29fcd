from django.db.utils import OperationalError


class DatabaseUnreachable(OperationalError):
    """No server answers, it is too old, or the embedded one cannot start: told in one line."""
