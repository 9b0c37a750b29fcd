"""The addresses of other sites that live pages link to, and what they answered when asked.

Nothing is kept of a page but which link it has, and that as long as it has it.
"""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.integrations.models import refusal
from cms.outgoing import Reason
from cms.publications.cursors import epoch

#: On so many days an address has to fail before anybody is told that it is dead.
DEAD_AFTER_DAYS = 3


class Address(models.Model):
    """An address of another site, without its fragment."""

    url = models.TextField(gettext_lazy("web address"), unique=True)
    host = models.CharField(max_length=255, db_index=True)
    #: When it is asked next.
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    asked_at = models.DateTimeField(null=True)
    #: When it last answered anything, whatever that was.
    answered_at = models.DateTimeField(null=True)
    #: What it last answered; None if nothing, for which `reason` has the cause.
    status = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=20, default="")
    #: On how many days it failed, the last of them, and since when, unless it worked in between.
    failures = models.PositiveSmallIntegerField(default=0)
    failed_on = models.DateField(null=True)
    failing_since = models.DateTimeField(null=True)

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = gettext_lazy("address of another site")
        verbose_name_plural = gettext_lazy("addresses of other sites")
        default_permissions = ()

    def __str__(self) -> str:
        return self.url

    @staticmethod
    def dead() -> Q:
        """Return the condition of those that count as dead."""
        return Q(failures__gte=DEAD_AFTER_DAYS)

    @property
    def is_dead(self) -> bool:
        return self.failures >= DEAD_AFTER_DAYS

    @property
    def told(self) -> str:
        """What it last answered, for people."""
        if self.status is None:
            return refusal(Reason(self.reason)) if self.reason else ""
        return _("There is nothing at the address (%(status)s).") % {"status": self.status}

    def has_worked(self, now: datetime, again: timedelta) -> None:
        """Note that there is something there. Unsaved."""
        self.failures, self.failed_on, self.failing_since = 0, None, None
        self.due_at = now + again

    def has_failed(self, now: datetime, again: timedelta) -> None:
        """Note that there is nothing there, which counts once a day. Unsaved."""
        today = timezone.localdate(now)
        if self.failed_on != today:
            self.failures, self.failed_on = self.failures + 1, today
        self.failing_since = self.failing_since or now
        self.due_at = now + again


class AddressOnPage(models.Model):
    """A link from a live page to an address, as `cms.links.found` names it."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="on_pages")
    name = models.CharField(max_length=100)
    path = models.TextField()

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class CheckedIn(models.Model):
    """The database in which links are asked, one row: a copy of it asks nobody."""

    epoch = models.CharField(max_length=50)

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.epoch

    @classmethod
    def is_here(cls) -> bool:
        """Return whether it is this one; the first that asks is."""
        here = epoch()
        found, _is_new = cls.objects.get_or_create(pk=1, defaults={"epoch": here})
        return found.epoch == here

    @classmethod
    def begin_here(cls) -> None:
        """Ask in this database from now on."""
        cls.objects.update_or_create(pk=1, defaults={"epoch": epoch()})


def on_live_pages() -> Exists:
    """Return the condition of addresses that a live page links to."""
    return Exists(AddressOnPage.objects.filter(address=OuterRef("pk"), page__live=True))


def dead_addresses() -> QuerySet[Address]:
    """Return the dead addresses that live pages link to."""
    return Address.objects.filter(Address.dead(), on_live_pages())


def forget_unused() -> int:
    """Delete the addresses that no live page links to; return how many."""
    AddressOnPage.objects.filter(page__live=False).delete()
    _deleted, by_model = Address.objects.filter(~on_live_pages()).delete()
    return by_model.get(Address._meta.label, 0)
