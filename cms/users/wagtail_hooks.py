from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from cms.users.models import User
from cms.users.two_step.account_panel import TwoStepSettingsPanel
from cms.users.two_step.group_panel import TwoStepPanel
from cms.users.two_step.resetting import ACTION, ResetTwoStepView, may_reset


@hooks.register("register_account_settings_panel")
def register_two_steps(request: HttpRequest, user: User, profile: Any) -> TwoStepSettingsPanel:
    return TwoStepSettingsPanel(request, user, profile)


@hooks.register("register_group_permission_panel")
def register_two_step_panel() -> type[TwoStepPanel]:
    return TwoStepPanel


@hooks.register("register_admin_urls")
def register_two_step_reset() -> list:
    return [
        path("users/<int:pk>/two-step/", ResetTwoStepView.as_view(), name="reset_two_steps"),
    ]


@hooks.register("register_user_listing_buttons")
def reset_button(user: User, request_user: User) -> Iterator[Button]:
    if may_reset(request_user, user):
        yield Button(
            _("Reset two-step log-in"),
            reverse("reset_two_steps", args=[user.pk]),
            icon_name="rotate",
            priority=40,
        )


@hooks.register("register_log_actions")
def register_actions(actions):
    actions.register_action(ACTION, _("Reset two-step log-in"), _("Two-step log-in reset"))
