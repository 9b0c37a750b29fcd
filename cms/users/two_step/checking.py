"""Whether an account signs in with two steps, and whether a code is right, with limits on wrong
ones: those of passwords for a pair of account and address, and one for the account from all.
"""

import logging
import re
from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from cms.encryption import Unreadable
from cms.users.models import SecondStep, TwoStepDemand, User
from cms.users.two_step import recovery_codes
from cms.users.two_step.totp import BOX, DIGITS, period_of

#: Wrong codes of an account within the period, wherever they come from.
MOST_WRONG = 20
PERIOD = timedelta(hours=1)

#: The sender of the signal that a sign-in failed, where it was a code.
WRONG_CODE = "cms.users.two_step"

logger = logging.getLogger(__name__)


class TooMany(Exception):
    """There were too many wrong codes; what was sent now is not looked at."""


def step_of(user: User) -> SecondStep | None:
    """Return what the account's second step is checked by, if it has one."""
    return SecondStep.objects.filter(user=user).first()


def is_demanded(user: User) -> bool:
    """Return whether a group of the account demands two steps."""
    return TwoStepDemand.objects.filter(group__user=user).exists()


def passes(request: HttpRequest, step: SecondStep, text: str) -> bool:
    """Return whether this is a code of the app, or one of the recovery codes, that was not used
    before; from now on it is. Raises `TooMany`.
    """
    credentials = {"username": step.user.get_username()}
    if not AxesProxyHandler.is_allowed(request, credentials) or _has_too_many(step):
        raise TooMany
    if _uses_code(step, re.sub(r"\s", "", text)) or recovery_codes.use(step, text):
        SecondStep.objects.filter(pk=step.pk).update(wrong_codes=0, wrong_since=None)
        return True
    SecondStep.objects.filter(pk=step.pk, wrong_since=None).update(wrong_since=timezone.now())
    SecondStep.objects.filter(pk=step.pk).update(wrong_codes=F("wrong_codes") + 1)
    user_login_failed.send(sender=WRONG_CODE, credentials=credentials, request=request)
    if getattr(request, "axes_locked_out", False):
        request.axes_locked_out = False  # else the answer would be that of the password
        raise TooMany
    return False


def _has_too_many(step: SecondStep) -> bool:
    now = timezone.now()
    old = SecondStep.objects.filter(pk=step.pk, wrong_since__lt=now - PERIOD)
    if old.update(wrong_codes=0, wrong_since=None):
        return False
    return step.wrong_codes >= MOST_WRONG


def _uses_code(step: SecondStep, code: str) -> bool:
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", code):
        return False
    try:
        secret = BOX.decrypted(step.secret)
    except Unreadable:
        logger.error("The second step of account %s was stored under another SECRET_KEY", step.pk)
        return False
    period = period_of(secret, code, timezone.now().timestamp())
    if period is None:
        return False
    # Of who sends one code twice at the same moment, one is told that it is right.
    unused = SecondStep.objects.filter(pk=step.pk, last_period__lt=period)
    return bool(unused.update(last_period=period))
