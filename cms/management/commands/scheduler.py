import logging
import signal
import threading
from collections.abc import Sequence
from datetime import timedelta
from types import FrameType
from typing import Any

from django.core.management import BaseCommand, call_command
from django.db import close_old_connections, connection
from django.utils import timezone

from cms.postgres.stops import told, why_stopped
from cms.running.schedule import due
from cms.telemetry.metrics import JOB_DONE, JOBS

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run the jobs of `cms.running.schedule` at their minutes, until told to stop."""

    help = "Finish uploads each minute, and do the nightly and weekly housekeeping."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        connection.use_timeouts_of("background")  # type: ignore[attr-defined]
        stop = threading.Event()

        def stop_after_this_job(signum: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, stop_after_this_job)
        signal.signal(signal.SIGINT, stop_after_this_job)

        # In UTC, so that no minute is missed or repeated when the clocks change.
        minute = timezone.now().replace(second=0, microsecond=0)
        while True:
            for job in due(timezone.localtime(minute)):
                if not stop.is_set():
                    run(job.command)
            # A job that took longer than its minute must not make the next ones be left out.
            minute += timedelta(minutes=1)
            if stop.wait(max(0.0, (minute - timezone.now()).total_seconds())):
                return


def run(command: Sequence[str]) -> None:
    """Run one job; a failure is logged and does not stop the others."""
    close_old_connections()
    name = " ".join(command)
    try:
        call_command(*command, verbosity=0)
    except Exception as error:
        JOBS.labels(name, "error").inc()
        if (stop := why_stopped(error)) is None:
            logger.exception("The scheduled job %s failed", name)
        else:
            logger.warning("The scheduled job %s failed: %s %s", name, stop.reason, told(error))
    else:
        JOBS.labels(name, "ok").inc()
        JOB_DONE.labels(name).set_to_current_time()
