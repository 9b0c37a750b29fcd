from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from cms.users.audit.audit_log import PERMISSION, AuditMenuItem, AuditReportView
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


@hooks.register("register_admin_urls")
def register_audit_log() -> list:
    view = AuditReportView
    return [
        path("reports/audit-log/", view.as_view(), name="cms_audit_log"),
        path(
            "reports/audit-log/results/",
            view.as_view(results_only=True),
            name="cms_audit_log_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_audit_menu_item() -> AuditMenuItem:
    url = reverse("cms_audit_log")
    return AuditMenuItem(_("Audit log"), url, name="audit-log", icon_name="key", order=950)


@hooks.register("register_permissions")
def register_audit_permission() -> QuerySet[Permission]:
    app, codename = PERMISSION.split(".")
    return Permission.objects.filter(content_type__app_label=app, codename=codename)
