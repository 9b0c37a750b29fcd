"""Sign-ins and failures, told by Django's signals, whichever way somebody comes."""

from typing import Any

from axes.helpers import get_client_username
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.users.audit.keeping import record
from cms.users.models import AuditEntry, User
from cms.users.oidc.configured import SIGNED_IN_BY
from cms.users.two_step.checking import WRONG_CODE


def note_sign_in(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    """Note who has signed in, and by which provider if it was one."""
    if request is not None:
        provider = request.session.get(SIGNED_IN_BY, "")
        record(AuditEntry.Kind.SIGN_IN, provider, request=request, user=user)


def note_failure(
    sender: Any, credentials: dict, request: HttpRequest | None = None, **kwargs: Any
) -> None:
    """Note whose sign-in failed. What was typed is noted only if it is an account's name: it may be
    a password. While the door is closed nothing is noted, so nobody fills the log.
    """
    if request is None or getattr(request, "axes_locked_out", False):
        return
    name = get_client_username(request, credentials) or ""
    whom = User.objects.filter(username=name.replace("\0", "")).first()
    what = _("wrong code") if sender == WRONG_CODE else _("wrong password")
    record(
        AuditEntry.Kind.FAILED, what if whom else _("unknown user name"), request=request, whom=whom
    )
