from django.db.utils import OperationalError


class DatabaseUnreachable(OperationalError):
    """The server does not answer, or the embedded one cannot start; the message is one line."""
