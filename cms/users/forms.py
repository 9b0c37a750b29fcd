from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LogInForm(AuthenticationForm):
    """One message for whatever is wrong, so that nobody learns which users exist.

    Django also hashes the password when there is no such user, so the time tells nothing either.
    """

    error_messages = {
        "invalid_login": _("The user name or the password is wrong."),
        "inactive": _("The user name or the password is wrong."),
        "locked_out": _("Too many attempts. Wait %(minutes)d minutes, and try once more."),
    }

    @classmethod
    def locked_out_message(cls) -> str:
        minutes = round(settings.AXES_COOLOFF_TIME.total_seconds() / 60)
        return cls.error_messages["locked_out"] % {"minutes": minutes}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # A context of its own, so that the admin's "Password" keeps Wagtail's translation.
        self.fields["password"].label = pgettext_lazy("sign-in", "Password")
