from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel

from cms.users.two_step.checking import step_of


class TwoStepSettingsPanel(BaseSettingsPanel):
    """What tells on an editor's account page whether two steps are set up, and leads to it."""

    name = "two_step"
    title = _("Two-step log-in")
    order = 550
    template_name = "users/two_step/account_panel.html"

    def get_form(self) -> forms.Form:
        """Return a form without fields, since it is done on pages of its own."""
        return forms.Form()

    def get_context_data(self) -> dict[str, Any]:
        return {"step": step_of(self.user)}
