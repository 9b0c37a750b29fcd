from http import HTTPStatus

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.users.forms import LogInForm
from cms.users.models import SecondStep
from cms.users.two_step.checking import TooMany, passes


class CodeForm(forms.Form):
    """What asks for a code, and says what is wrong with it."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=_("The 6 digits that your app shows now, or one of your recovery codes."),
    )

    #: Of the answer that shows the form again.
    status = HTTPStatus.OK

    def refuse(self) -> None:
        """Say that the code is wrong."""
        self.add_error("code", _("The code is wrong, or was used before. Write the next one."))

    def passes(self, request: HttpRequest, step: SecondStep) -> bool:
        """Return whether a right code was sent; if not, the form says why."""
        if not self.is_valid():
            return False
        try:
            if passes(request, step, self.cleaned_data["code"]):
                return True
            self.refuse()
        except TooMany:
            self.status = HTTPStatus.TOO_MANY_REQUESTS
            self.add_error("code", LogInForm.locked_out_message())
        return False


class AppCodeForm(CodeForm):
    """What asks for a code of an app that is not known yet."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("The 6 digits that your app shows now.")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
