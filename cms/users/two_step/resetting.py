"""An administrator takes away the second step of who has lost the app and the recovery codes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.users.audit.keeping import record
from cms.users.models import AuditEntry, Session, User
from cms.users.two_step.checking import step_of
from cms.users.two_step.ending import take_away

ACTION = "users.two_step_reset"


def may_reset(administrator: User, user: User) -> bool:
    """Return whether somebody may reset an account's second step: whoever may change accounts, but
    only who may do everything for who may do everything. One's own is taken away with a code.
    """
    return (
        administrator.has_perm("users.change_user")
        and (administrator.is_superuser or not user.is_superuser)
        and administrator != user
    )


def reset(user: User, request: HttpRequest | None = None) -> bool:
    """Take the second step away, with all sessions, and note who did it, which is nobody on the
    machine itself; return whether there was one.
    """
    if not take_away(user):
        return False
    Session.objects.filter(user=user).delete()
    by = request.user if request else None
    log(instance=user, action=ACTION, user=by)
    record(AuditEntry.Kind.TWO_STEPS, _("reset"), request=request, user=by, whom=user)
    return True


class ResetTwoStepView(WagtailAdminTemplateMixin, TemplateView):
    """Ask, and do it by POST."""

    page_title = gettext_lazy("Reset two-step log-in")
    header_icon = "user"
    template_name = "users/two_step/reset.html"

    @cached_property
    def account(self) -> User:
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_reset(request.user, self.account):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return get_user_display_name(self.account)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailusers_users:index"), "label": _("Users")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict:
        name = get_user_display_name(self.account)
        told = {"account": self.account, "name": name, "step": step_of(self.account)}
        return super().get_context_data(**kwargs) | told

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if reset(self.account, request):
            messages.success(
                request,
                _("Two-step log-in is reset. %(name)s can log in with the password alone.")
                % {"name": get_user_display_name(self.account)},
            )
        return redirect("wagtailusers_users:edit", self.account.pk)
