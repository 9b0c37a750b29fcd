"""A member's two steps: since when, recovery codes left and made anew, and taking it away."""

from django.contrib.auth import BACKEND_SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.delivery.answers import personal
from cms.users.audit.keeping import record
from cms.users.models import AuditEntry
from cms.users.two_step import recovery_codes
from cms.users.two_step.checking import is_demanded, step_of
from cms.users.two_step.code_form import CodeForm
from cms.users.two_step.ending import take_away
from cms.users.two_step.setting_up import show_codes
from cms.users.two_step.unfinished import sign_in


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def two_steps(request: HttpRequest) -> HttpResponse:
    """Tell and do what is asked for with a right code. Who takes away what a group demands is
    signed in again, over setting it up anew.
    """
    user = request.user
    if not user.is_authenticated:
        return personal(redirect_to_login(request.get_full_path()))
    step = step_of(user)
    if step is None:
        return personal(redirect("set_up_two_steps"))
    form = CodeForm(request.POST if request.method == "POST" else None)
    demanded = is_demanded(user)
    if request.method == "POST" and form.passes(request, step):
        if request.POST.get("act") != "remove":
            record(AuditEntry.Kind.TWO_STEPS, _("new recovery codes"), request=request, user=user)
            return show_codes(request, recovery_codes.renew(step))
        backend = request.session[BACKEND_SESSION_KEY]
        take_away(user)
        record(AuditEntry.Kind.TWO_STEPS, _("turned off"), request=request, user=user)
        if demanded:
            logout(request)
            user.backend = backend
            return personal(sign_in(request, user, reverse("my_page")))
        return personal(redirect("my_page"))
    context = {
        "form": form,
        "since": timezone.localdate(step.since),
        "codes_left": step.recovery_codes.count(),
        "is_demanded": demanded,
        "user_is_authenticated": True,
    }
    answer = render(request, "users/two_step/two_steps.html", context, status=form.status)
    return personal(answer)
