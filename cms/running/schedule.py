"""The jobs that run by the clock: what is due when, as cron would say it, in local time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.management import get_commands

SUNDAY = 6
PRUNE_MAIL = ["prune_db_task_results", "--queue-name=mail"]


@dataclass(frozen=True)
class Job:
    """A management command and the minutes in which it runs."""

    command: Sequence[str]
    is_due: Callable[[datetime], bool]


def every_minute(now: datetime) -> bool:
    return True


def nightly(hour: int, minute: int) -> Callable[[datetime], bool]:
    return lambda now: (now.hour, now.minute) == (hour, minute)


def weekly(weekday: int, hour: int, minute: int) -> Callable[[datetime], bool]:
    return lambda now: (now.weekday(), now.hour, now.minute) == (weekday, hour, minute)


# The hours are those in which nobody edits. A job that falls in a downtime waits for its next
# turn: none of them loses more by that than some tidiness. None lies between 2 and 3, which
# happens twice, or not at all, when the clocks change.
JOBS = [
    Job(["finish_uploads"], every_minute),
    Job(["queue_lost_mail"], every_minute),
    Job(["check_pages"], every_minute),
    Job(["links", "ask"], every_minute),
    Job(["clearsessions"], nightly(3, 10)),
    Job(["prune_db_task_results"], nightly(3, 15)),
    # What was sent is nobody's business any more; what could not be is kept for two weeks.
    Job([*PRUNE_MAIL, "--min-age-days=1", "--failed-min-age-days=14"], nightly(3, 15)),
    Job(["delete_abandoned_uploads"], nightly(3, 20)),
    Job(["forget_versions"], nightly(3, 20)),
    Job(["purge_revisions", "--pages"], nightly(3, 50)),
    Job(["tidy_search"], nightly(3, 25)),
    Job(["empty_trash"], nightly(3, 20)),
    Job(["publications", "forget"], nightly(3, 35)),
    Job(["webhooks", "tidy"], nightly(3, 25)),
    Job(["links", "tidy"], nightly(3, 30)),
    Job(["personal_data", "tidy"], nightly(3, 40)),
    Job(["forget_remarks"], nightly(3, 45)),
    Job(["forget_drafts"], nightly(3, 45)),
    Job(["forget_saved_pages"], nightly(3, 45)),
    Job(["forget_audit_log"], nightly(3, 45)),
    Job(["rebuild_references_index"], weekly(SUNDAY, 3, 30)),
    # In chunks, since the texts of so many documents lie in memory at once.
    Job(["update_index", "--chunk_size=50"], weekly(SUNDAY, 4, 0)),
]


def due(now: datetime, jobs: Sequence[Job] = JOBS) -> list[Job]:
    """Return the jobs to run in the minute of `now`, which is local time. A disabled app has
    none.
    """
    installed = get_commands()
    return [job for job in jobs if job.is_due(now) and job.command[0] in installed]
