"""Setting up two steps: an app gets the secret, and shows by a code that it has it. By a member on
the own account, and before anything else by who signs in with a group that demands it.
"""

from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from cms.delivery.answers import personal
from cms.delivery.site import site_representation
from cms.encryption import Unreadable
from cms.users.audit.keeping import record
from cms.users.devices import others
from cms.users.models import AuditEntry, SecondStep, User
from cms.users.two_step import recovery_codes
from cms.users.two_step.checking import step_of
from cms.users.two_step.code_form import AppCodeForm
from cms.users.two_step.totp import BOX, address, new_secret, period_of, picture
from cms.users.two_step.unfinished import finish, unfinished

#: What the app is to have, in the session until it has shown that it does.
KEY = "new_second_step"


@sensitive_variables("secret", "codes")
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_two_steps(request: HttpRequest) -> HttpResponse:
    """Show the secret as a picture and as text, take the app's first code, and show the recovery
    codes, once.
    """
    signing_in = unfinished(request)
    if signing_in is None and not request.user.is_authenticated:
        return personal(redirect_to_login(request.get_full_path()))
    user = signing_in.user if signing_in else request.user
    if step_of(user):
        return personal(redirect("second_step" if signing_in else "two_steps"))
    secret = _secret(request)
    form = AppCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = "".join(form.cleaned_data["code"].split())
        period = period_of(secret, typed, timezone.now().timestamp())
        codes = _set_up(user, secret, period) if period else []
        if codes:
            del request.session[KEY]
            record(AuditEntry.Kind.TWO_STEPS, _("set up"), request=request, user=user)
            if signing_in:
                finish(request, signing_in)
            for session in others(request):  # which were begun without
                session.delete()
            return show_codes(request, codes, signing_in.next_url if signing_in else "")
        form.refuse()
    name = site_representation(request)["name"]
    otp = address(secret, user.get_username(), name)
    context = {
        "form": form,
        "is_demanded": signing_in is not None,
        "address": otp,
        "picture": picture(otp),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "user_is_authenticated": signing_in is None,
    }
    return personal(render(request, "users/two_step/set_up.html", context))


def show_codes(request: HttpRequest, codes: list[str], next_url: str = "") -> HttpResponse:
    """Show recovery codes, which are stored nowhere, and the way on."""
    context = {
        "codes": codes,
        "next_url": next_url or reverse("two_steps"),
        "user_is_authenticated": True,
    }
    return personal(render(request, "users/two_step/recovery_codes.html", context))


def _secret(request: HttpRequest) -> str:
    """Return the secret that this session was shown, also when the page is loaded again."""
    try:
        return BOX.decrypted(request.session.get(KEY, ""))
    except Unreadable:
        secret = new_secret()
        request.session[KEY] = BOX.encrypted(secret)
        return secret


@sensitive_variables("secret")
def _set_up(user: User, secret: str, period: int) -> list[str]:
    """Store it, and return the recovery codes; none if it was set up elsewhere a moment ago."""
    try:
        with transaction.atomic():
            step = SecondStep.objects.create(
                user=user, secret=BOX.encrypted(secret), last_period=period
            )
            return recovery_codes.renew(step)
    except IntegrityError:
        return []
