"""The user: whoever signs in, editors in the admin as well as members of the public."""

from django.contrib.auth.models import AbstractUser
from django.db import models
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


class ResetAttempt(models.Model):
    """Somebody asked for a new password. Deleted when it doesn't count any more."""

    #: A digest of the e-mail address or of where it was asked from; neither is kept.
    key = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="users_attempts_of_key")]

    is_unnoticed = True
    wagtail_reference_index_ignore = True
