"""How far each cache has been told of what changes."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.caches.changed import Changed, sites_now
from cms.publications.changes import epoch
from cms.publications.cursors import Cursor
from cms.publications.models import Head
from cms.telemetry import metrics

#: The pause after a failure: it doubles with each, up to the longest.
FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=1)


class Cache(models.Model):
    """A cache that `WAGTAILFRONTENDCACHE` names: a cursor in the log, and whether it fails."""

    name = models.CharField(primary_key=True, max_length=100)
    #: A `Cursor`: all up to it has been told.
    cursor = models.CharField(max_length=100)
    #: `Head.version`, and what `sites_now` told, of when it was last told something.
    version = models.BigIntegerField()
    sites = models.JSONField()
    failures = models.IntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    #: Why it failed last, for those who run the site.
    reason = models.TextField(blank=True)
    #: When it is told next.
    due_at = models.DateTimeField()

    # Nobody sees it among what is published.
    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("cache")
        verbose_name_plural = _("caches")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @classmethod
    def called(cls, name: str) -> "Cache":
        """Return the one with this name; one that is new is told of what changes from now on."""
        found = cls.objects.filter(pk=name).first()
        return found or cls.objects.get_or_create(pk=name, defaults=cls.from_now_on())[0]

    @classmethod
    def from_now_on(cls) -> dict[str, object]:
        """Return the values of one that is told of what changes from now on, in this database."""
        head = Head.objects.filter(pk=1).first()
        return {
            "cursor": str(Cursor.now()),
            "version": head.version if head else 0,
            "sites": sites_now(),
            "due_at": timezone.now(),
            "failures": 0,
            "failing_since": None,
            "reason": "",
        }

    @property
    def is_of_another_site(self) -> bool:
        """Whether it was switched on in another database: this is a copy, and tells nobody."""
        return Cursor.read(self.cursor).epoch != epoch()

    def was_told(self, changed: Changed, sites: dict[str, str]) -> None:
        """Store that it has been told of this, and of sites that are so; unless somebody has
        switched it on anew meanwhile.
        """
        self._move(
            cursor=str(changed.cursor),
            version=changed.version,
            sites=sites,
            failures=0,
            failing_since=None,
            reason="",
        )

    def has_failed(self, reason: str, now: datetime) -> None:
        """Store that it could not be told, and when it is tried again."""
        pause = min(FIRST_PAUSE * 2 ** min(self.failures, 20), LONGEST_PAUSE)
        self._move(
            failures=self.failures + 1,
            failing_since=self.failing_since or now,
            reason=reason[:1000],
            due_at=now + pause,
        )

    def _move(self, **values: object) -> None:
        Cache.objects.filter(pk=self.pk, cursor=self.cursor).update(**values)
        for name, value in values.items():
            setattr(self, name, value)


def configured() -> models.QuerySet[Cache]:
    """Return those that the settings name, as far as they have been told anything."""
    return Cache.objects.filter(pk__in=list(settings.WAGTAILFRONTENDCACHE)).order_by("pk")


def measure() -> None:
    """Tell the metrics since when a cache fails."""
    since = configured().order_by().aggregate(since=Min("failing_since"))["since"]
    metrics.FAILING_CACHE.set(since.timestamp() if since else 0)
