"""The user: whoever signs in, editors in the admin as well as members of the public."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.module_loading import import_string
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


class Session(AbstractBaseSession):
    """A session that knows whose it is (Django documentation, "Extending database-backed session
    engines"), so that a member can be told where he is signed in, and end it.
    """

    # Without a constraint, since a request that began before an account was deleted may end after.
    user = models.ForeignKey(
        User, null=True, on_delete=models.CASCADE, db_constraint=False, related_name="sessions"
    )

    class Meta(AbstractBaseSession.Meta):
        pass

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")


class ResetAttempt(models.Model):
    """Somebody asked for a new password. Deleted when it doesn't count any more."""

    #: A digest of the e-mail address or of where it was asked from; neither is kept.
    key = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="users_attempts_of_key")]

    is_unnoticed = True
    wagtail_reference_index_ignore = True


class SavedPage(models.Model):
    """A page that a member wants to come back to, and nothing of what stands on it. Deleted with
    the account, with the page, and a year after what takes place there (`cms.users.saved_pages`).
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_pages")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("saved page")
        verbose_name_plural = _("saved pages")
        constraints = [
            models.UniqueConstraint(fields=["user", "page"], name="users_saved_once"),
        ]

    is_unnoticed = True
    wagtail_reference_index_ignore = True


class Visit(models.Model):
    """When a member was last at "My page", so that it can tell what is new."""

    #: Nobody is away from a visit for longer.
    PAUSE = timedelta(minutes=30)

    user = models.OneToOneField(User, primary_key=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("last visit"))
    #: When the visit before that ended; None of who comes for the first time.
    before = models.DateTimeField(_("visit before"), null=True)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    @classmethod
    def note(cls, user: User, now: datetime) -> datetime | None:
        """Note that a member is here, and return when the visit before this one ended."""
        visit, is_first = cls.objects.get_or_create(user=user, defaults={"at": now})
        if not is_first:
            if now - visit.at > cls.PAUSE:
                visit.before = visit.at
            visit.at = now
            visit.save()
        return visit.before


class SecondStep(models.Model):
    """What the second step of an account's sign-in is checked by. Deleted with the account, when
    the member takes it away, and when an administrator does.
    """

    user = models.OneToOneField(
        User, primary_key=True, on_delete=models.CASCADE, related_name="second_step"
    )
    #: What the member's app has as well; encrypted (`cms.users.two_step.totp`).
    secret = models.TextField()
    since = models.DateTimeField(auto_now_add=True)
    #: The period of the last code of the app that was taken, since each is taken once.
    last_period = models.BigIntegerField(default=0)
    wrong_codes = models.PositiveIntegerField(default=0)
    #: Since when these are counted.
    wrong_since = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    is_unnoticed = True
    wagtail_reference_index_ignore = True


class RecoveryCode(models.Model):
    """A code that stands in for a lost app, once: deleted when it is used."""

    step = models.ForeignKey(SecondStep, on_delete=models.CASCADE, related_name="recovery_codes")
    #: A digest; the code itself is shown once.
    key_hash = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["step", "key_hash"], name="users_recovery_code_once"),
        ]

    is_unnoticed = True
    wagtail_reference_index_ignore = True


class TwoStepDemand(models.Model):
    """A group whose members sign in with two steps."""

    group = models.OneToOneField(
        "auth.Group", primary_key=True, on_delete=models.CASCADE, related_name="two_step_demand"
    )

    class Meta:
        default_permissions = ()

    is_unnoticed = True
    wagtail_reference_index_ignore = True


class OidcIdentity(models.Model):
    """Whom an identity provider calls an account: an issuer and a subject, nobody else's and never
    another. Deleted with the account.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="oidc_identities")
    issuer = models.TextField()
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="users_identity_once"),
        ]

    is_unnoticed = True
    wagtail_reference_index_ignore = True


class AuditEntry(models.Model):
    """Who signed in, was given or lost a right, or took data out; kept for a year
    (`cms.users.audit.keeping`). Names are those of then, so that they outlast the account; an
    erasure puts a mark in their place.
    """

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", _("Log-in")
        FAILED = "failed", _("Failed log-in")
        TWO_STEPS = "two_steps", _("Two-step log-in")
        RIGHTS = "rights", _("Change of rights")
        EXPORT = "export", _("Export")

    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    #: Who did it; None on the machine itself, and of who is not known.
    user = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, db_constraint=False, related_name="+"
    )
    user_name = models.CharField(_("user"), max_length=150, blank=True)
    #: Whose account it was done to.
    whom = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, db_constraint=False, related_name="+"
    )
    whom_name = models.CharField(_("about"), max_length=150, blank=True)
    what = models.TextField(_("what"), blank=True)
    address = models.CharField(_("IP address"), max_length=45, blank=True)

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("entries of the audit log")

    is_unnoticed = True
    wagtail_reference_index_ignore = True
