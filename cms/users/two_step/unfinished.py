"""A sign-in between its steps. It stands in the session, in which nobody is signed in yet."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from cms.users.models import User
from cms.users.two_step.checking import is_demanded, step_of

KEY = "unfinished_sign_in"
#: So long one has for the second step, setting it up included.
PERIOD = timedelta(minutes=20)


@dataclass(frozen=True)
class Unfinished:
    """Whose sign-in it is, and where it leads."""

    user: User
    backend: str
    next_url: str


def sign_in(
    request: HttpRequest, user: Any, next_url: str, *, has_two_steps: bool = False
) -> HttpResponse:
    """Sign in an account whose password, or other first step, was right, and lead on; over the
    second step if it has one, or to setting one up if a group of the account demands it. Not if
    two were taken already, elsewhere.
    """
    step = None if has_two_steps else step_of(user)
    if has_two_steps or (step is None and not is_demanded(user)):
        login(request, user)
        return redirect(next_url)
    request.session.cycle_key()
    request.session[KEY] = {
        "user": user.pk,
        "backend": user.backend,
        "hash": user.get_session_auth_hash(),
        "until": (timezone.now() + PERIOD).timestamp(),
        "next": next_url,
    }
    return redirect("set_up_two_steps" if step is None else "second_step")


def unfinished(request: HttpRequest) -> Unfinished | None:
    """Return the sign-in that is not finished: not too old, of an account that is still active and
    has the password that was given.
    """
    kept = request.session.get(KEY)
    if kept is None or kept["until"] < timezone.now().timestamp():
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), kept["hash"]):
        return None
    return Unfinished(user, kept["backend"], kept["next"])


def finish(request: HttpRequest, found: Unfinished) -> None:
    """Sign in."""
    del request.session[KEY]
    login(request, found.user, backend=found.backend)
