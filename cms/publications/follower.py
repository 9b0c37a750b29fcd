"""The process that keeps the log filled, and is the clock of what is published later."""

import logging
from datetime import datetime, timedelta

from django.apps import apps
from django.core.management import call_command
from django.db.models import Min
from django.utils import timezone
from wagtail.models import DraftStateMixin, Revision

from cms.absent.types import publishable
from cms.postgres.stops import UNREACHABLE, why_stopped
from cms.publications.backlog import build_backlog, retry_failed
from cms.publications.fingerprint import fingerprint
from cms.publications.listening import LONGEST_WAIT, Listener, is_held
from cms.publications.models import Head
from cms.publications.moments import next_moment, pass_due
from cms.telemetry.metrics import measure

logger = logging.getLogger(__name__)

#: Key of the advisory lock that only one follower of a database holds.
LOCK = 20220406


class Follower(Listener):
    """Listens to commits, builds what they changed, and publishes at the moments that are due."""

    lock = LOCK

    def __init__(self) -> None:
        super().__init__()
        #: Nothing is published before: the last attempt failed.
        self._clock_rests_until: datetime | None = None

    def _work(self) -> timedelta:
        """Do all there is to do; return how long there will be nothing unless somebody tells."""
        self._turn_clock()
        if Head.objects.filter(fingerprint=fingerprint()).exists():
            for _built in build_backlog():
                self._turn_clock()
                if self.is_stopped:
                    break
            retry_failed()
        else:
            logger.warning(
                "Newer code runs the site (a migration has been run), so this follower builds "
                "nothing any more: restart it, under `make run` by Ctrl-C and `make run`"
            )
        coming = [due for due in (self._next_due(), next_moment()) if due]
        return min([LONGEST_WAIT, *(due - timezone.now() for due in coming)])

    def _next_due(self) -> datetime | None:
        due = next_due()
        return max(due, self._clock_rests_until or due) if due else None

    def _turn_clock(self) -> None:
        measure()
        pass_due()
        self._publish_due()

    def _publish_due(self) -> None:
        due, now = self._next_due(), timezone.now()
        if due is None or due >= now:
            return
        self._clock_rests_until = None
        try:
            call_command("publish_scheduled", verbosity=0)
        except Exception as error:
            if why_stopped(error) is UNREACHABLE:
                raise
            # One page that can't be published must not keep the others from being built.
            logger.exception("What is due could not be published; once more in a minute")
            self._clock_rests_until = now + LONGEST_WAIT


def next_due() -> datetime | None:
    """The moment at which something goes live or expires next; it may have passed."""
    revisions = publishable(Revision.objects.exclude(approved_go_live_at=None))
    moments = [revisions.aggregate(due=Min("approved_go_live_at"))["due"]]
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and _has_own_expiry(model):
            live = model._default_manager.filter(live=True)
            moments.append(live.aggregate(due=Min("expire_at"))["due"])
    return min((moment for moment in moments if moment), default=None)


def is_followed() -> bool:
    """Whether a follower of this database runs, anywhere."""
    return is_held(LOCK)


def _has_own_expiry(model) -> bool:
    return any(field.name == "expire_at" for field in model._meta.local_fields)
