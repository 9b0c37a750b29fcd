"""What is kept in the audit log, and how long."""

from datetime import datetime, timedelta
from typing import Any

from axes.helpers import get_client_ip_address
from django.http import HttpRequest
from wagtail.log_actions import get_active_log_context

from cms.users.models import AuditEntry, User

PERIOD = timedelta(days=365)


def record(
    kind: AuditEntry.Kind,
    what: str = "",
    *,
    request: HttpRequest | None = None,
    user: Any = None,
    whom: User | None = None,
) -> None:
    """Note that somebody did something. Who is taken from what Wagtail knows of the request in the
    admin, unless it is said; it is nobody where a command does it.
    """
    user = user or get_active_log_context().user
    AuditEntry.objects.create(
        kind=kind,
        user=user,
        user_name=user.get_username() if user else "",
        whom=whom if whom and whom.pk else None,
        whom_name=whom.get_username() if whom else "",
        what=what,
        address=_address(request),
    )


def forget(now: datetime) -> int:
    """Delete what is older than a year; return how many entries."""
    return AuditEntry.objects.filter(at__lt=now - PERIOD).delete()[0]


def _address(request: HttpRequest | None) -> str:
    # None at all over a unix socket.
    address = (get_client_ip_address(request) or "") if request else ""
    return address[: AuditEntry._meta.get_field("address").max_length]
