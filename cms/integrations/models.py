"""Subscriptions to what changes, and the attempts of the past weeks to deliver it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.outgoing import Failed, Reason, check, is_in
from cms.publications.changes import Cursor, epoch
from cms.telemetry import metrics

#: On which the process that delivers is told that a subscription has changed.
CHANNEL = "webhooks"
#: How long attempts are kept.
KEPT = timedelta(days=30)
#: The longest address that is taken.
LONGEST_URL = 2000


class State(models.TextChoices):
    """Whether changes are delivered, and if not, why."""

    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    GONE = "gone", _("Paused: the receiver no longer wants it")
    FAILING = "failing", _("Paused: it failed for three days")
    UNSIGNED = "unsigned", _("Paused: its secret can't be read")
    EXPIRED = "expired", _("Paused: what it has to tell is no longer known")


class Subscription(models.Model):
    """An address that is told of changed pages: a cursor in the log, and what is told of it."""

    name = models.CharField(_("name"), max_length=100)
    url = models.URLField(
        _("address"),
        max_length=LONGEST_URL,
        help_text=_("Where changes are posted to. It begins with https://."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        verbose_name=_("owner"),
        related_name="+",
        help_text=_("Gets an e-mail when deliveries stop."),
    )
    #: Labels such as "news.NewsPage"; empty for every type.
    types = models.JSONField(_("content types"), default=list, blank=True)
    # What a subscription is narrowed to may be deleted. It stays narrowed to it then, and is told
    # that the pages are gone, where NULL would be everything.
    section = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        verbose_name=_("section"),
        related_name="+",
        help_text=_("Only what lies below this page."),
    )
    topic = models.ForeignKey(
        "cms.Topic",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        verbose_name=_("topic"),
        related_name="+",
        help_text=_("Only pages with this topic."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.ACTIVE, editable=False
    )
    #: Encrypted, see `signing`. The former one signs as well until its time is over.
    secret = models.TextField(editable=False)
    former_secret = models.TextField(default="", editable=False)
    former_until = models.DateTimeField(null=True, editable=False)
    #: Up to where all is delivered, as `Cursor` writes it; it names the database in which the
    #: subscription was switched on.
    cursor = models.CharField(max_length=100, editable=False)
    #: Where the range ends that is being delivered, or "", and since when. It stays until it is
    #: delivered, so that what is posted again is the same.
    until = models.CharField(max_length=100, default="", editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    #: Rises when deliveries begin anew somewhere, so that none is taken for one already known.
    course = models.IntegerField(default=1, editable=False)
    #: How many attempts have failed one after the other, since when, and when the next one is due.
    failures = models.IntegerField(default=0, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    due_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name"]

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse an address to which nothing may be sent. Raises `ValidationError`."""
        try:
            found = check(self.url)
        except Failed as failure:
            raise ValidationError({"url": refusal(failure.reason)}) from failure
        is_ours = found and all(is_in(each, settings.WEBHOOK_ALLOWED_NETWORKS) for each in found)
        if not self.url.lower().startswith("https:") and not is_ours:
            raise ValidationError({"url": _("The address must begin with https://.")})

    @property
    def is_of_another_site(self) -> bool:
        """Whether it was switched on in another database: this is a copy, and tells nobody."""
        return Cursor.read(self.cursor).epoch != epoch()

    @property
    def standing(self) -> str:
        """How it is doing, for people."""
        if self.state == State.ACTIVE and self.failures:
            return _("Active, but failing")
        return self.get_state_display()

    @staticmethod
    def of_this_site() -> Q:
        """Return the condition of those that were switched on in this database."""
        return Q(cursor__startswith=f"{epoch()}-")

    def begin_at(self, cursor: Cursor) -> None:
        """Deliver what comes after a cursor, in this database. Unsaved."""
        self.cursor = str(cursor)
        self.course += 1
        self.forget_range()

    def forget_range(self) -> None:
        """Begin the next delivery at once, and where the last one ended. Unsaved."""
        self.until, self.opened_at = "", None
        self.forget_failures()

    def forget_failures(self) -> None:
        """Make the next attempt at once, as if none had failed. Unsaved."""
        self.failures, self.failing_since, self.due_at = 0, None, timezone.now()

    def tell_process(self) -> None:
        """Have the process that delivers look at it, when this transaction commits."""
        with connection.cursor() as database:
            database.execute(f"NOTIFY {CHANNEL}")


def is_success(status: int | None) -> bool:
    """Return whether a receiver that answers so has taken what was posted."""
    return status is not None and 200 <= status < 300


class Attempt(models.Model):
    """A post that was tried, as its owner sees it for 30 days; nothing of its content is kept."""

    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, related_name="attempts", verbose_name=_("webhook")
    )
    #: `webhook-id` of the post.
    message = models.CharField(_("id"), max_length=200)
    is_test = models.BooleanField(_("test"), default=False)
    at = models.DateTimeField(_("time"), default=timezone.now)
    milliseconds = models.IntegerField(_("duration"))
    #: How many pages it told of.
    pages = models.IntegerField(_("pages"), default=0)
    #: The receiver's answer; None if there was none, for which `reason` has the cause.
    status = models.IntegerField(_("status"), null=True)
    reason = models.CharField(_("reason"), max_length=20, default="")

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subscription", "-at"], name="integrations_attempts")]

    is_unnoticed = True
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.message

    @property
    def is_delivered(self) -> bool:
        return is_success(self.status)

    @property
    def told(self) -> str:
        """What came of it, for people."""
        if self.is_delivered:
            return _("Received")
        if self.status is None:
            return refusal(Reason(self.reason))
        if 300 <= self.status < 400:
            return _("Redirected, which is not followed")
        return _("Refused")


def received(prefix: str = "") -> Q:
    """Return the condition of attempts that told of pages and were taken: of those that a relation
    leads to with a `prefix` such as "attempts__".
    """
    wanted = {"status__gte": 200, "status__lt": 300, "is_test": False}
    return Q(**{f"{prefix}{name}": value for name, value in wanted.items()})


def forget_attempts(now: datetime) -> int:
    """Delete the attempts that are too old to be shown; return how many."""
    deleted, _by_model = Attempt.objects.filter(at__lt=now - KEPT).delete()
    return deleted


def measure() -> None:
    """Tell the metrics how the webhooks of this site are doing."""
    own = Subscription.objects.filter(Subscription.of_this_site()).order_by()
    counts = dict(own.values_list("state").annotate(Count("pk")))
    for state in State.values:
        metrics.WEBHOOKS.labels(state).set(counts.get(state, 0))
    due = own.filter(state=State.ACTIVE, due_at__lte=timezone.now())
    since = due.aggregate(since=Min("due_at"))["since"]
    metrics.OLDEST_WEBHOOK.set(since.timestamp() if since else 0)


def refusal(reason: Reason) -> str:
    """Return what a failure means, for people."""
    return {
        Reason.OFF: _("This copy of the site sends nothing (OUTGOING=off)."),
        Reason.ADDRESS: _("This is no address on the web that something can be sent to."),
        Reason.INSIDE: _("The address is inside a private network, where nothing may be sent."),
        Reason.NAME: _("The server name doesn't exist."),
        Reason.CONNECTION: _("The server can't be reached."),
        Reason.TLS: _("The server's certificate is not valid."),
        Reason.TIME: _("The server didn't answer in time."),
        Reason.ANSWER: _("The server's answer can't be understood."),
    }[reason]
