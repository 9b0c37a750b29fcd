"""The user: whoever signs in, editors in the admin as well as members of the public."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Django's user as the project's own model.

    It adds nothing yet; it exists because replacing ``auth.User`` in a database with content is
    hard (Django documentation, "Substituting a custom User model"). Personal data held: user
    name, name, e-mail address and the time of the last sign-in.
    """

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")
        verbose_name_plural = _("users")
