from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.users.models import TwoStepDemand
from cms.users.two_step.ending import demand


class TwoStepPanel(forms.Form):
    """Whether a group demands two steps: a panel of the group's form in the admin."""

    demands = forms.BooleanField(
        label=_("Require two-step log-in"),
        required=False,
        help_text=_(
            "Members who have not set it up are logged out, and set it up before they go on."
        ),
    )

    def __init__(self, data: Any = None, files: Any = None, instance: Group | None = None) -> None:
        self.group = instance or Group()
        demands = TwoStepDemand.objects.filter(group=self.group.pk).exists()
        super().__init__(data, files, prefix="two_step", initial={"demands": demands})

    def save(self) -> None:
        """Save the demand; called after the group is saved."""
        if self.cleaned_data["demands"]:
            demand(self.group)
        else:
            TwoStepDemand.objects.filter(group=self.group).delete()

    def as_admin_panel(self) -> SafeString:
        """Render it as Wagtail's template of the group's form asks for it."""
        return render_to_string("users/two_step/group_panel.html", {"form": self})
