"""The process that keeps the log filled, and is the clock of what is published later."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from cms.postgres.stops import UNREACHABLE, why_stopped
from cms.publications.backlog import build_backlog, retry_failed
from cms.publications.clock import Clock, clocks
from cms.publications.fingerprint import fingerprint
from cms.publications.listening import LONGEST_WAIT, Listener, is_held
from cms.publications.models import Head
from cms.publications.moments import next_moment, pass_due
from cms.telemetry.metrics import measure

logger = logging.getLogger(__name__)

#: Key of the advisory lock that only one follower of a database holds.
LOCK = 20220406


class Follower(Listener):
    """What listens to commits, builds what they changed, and publishes at the moments that
    are due.
    """

    lock = LOCK

    def __init__(self) -> None:
        super().__init__()
        #: By their places in `clocks`, those whose last attempt failed: nothing is done before.
        self._resting: dict[int, datetime] = {}

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
        moments = (self._due(place, clock) for place, clock in enumerate(clocks))
        return min((due for due in moments if due), default=None)

    def _due(self, place: int, clock: Clock) -> datetime | None:
        due = clock.next_due()
        return max(due, self._resting.get(place, due)) if due else None

    def _turn_clock(self) -> None:
        measure()
        pass_due()
        for place, clock in enumerate(clocks):
            self._turn(place, clock)

    def _turn(self, place: int, clock: Clock) -> None:
        due, now = self._due(place, clock), timezone.now()
        if due is None or due >= now:
            return
        self._resting.pop(place, None)
        try:
            clock.do_due()
        except Exception as error:
            if why_stopped(error) is UNREACHABLE:
                raise
            # One page that can't be published must not keep the others from being built.
            logger.exception("What is due could not be published; once more in a minute")
            self._resting[place] = now + LONGEST_WAIT


def is_followed() -> bool:
    """Return whether a follower of this database runs, anywhere."""
    return is_held(LOCK)
