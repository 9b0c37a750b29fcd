"""What the scheduler runs in which minute, in Danish time."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import get_commands

from cms.running.schedule import JOBS, due

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def commands(*moment: int) -> list[str]:
    return [job.command[0] for job in due(datetime(*moment, tzinfo=COPENHAGEN))]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ((2022, 5, 17, 10, 0), ["finish_uploads"]),
        ((2022, 5, 17, 3, 10), ["finish_uploads", "clearsessions"]),
        ((2022, 5, 17, 3, 15), ["finish_uploads", *["prune_db_task_results"] * 2]),
        ((2022, 5, 17, 3, 25), ["finish_uploads", "tidy_search", "webhooks"]),
        ((2022, 5, 17, 3, 30), ["finish_uploads"]),
        ((2022, 5, 17, 3, 35), ["finish_uploads", "publications"]),
        ((2022, 5, 17, 3, 40), ["finish_uploads", "personal_data"]),
        ((2022, 5, 17, 3, 45), ["finish_uploads", "forget_remarks"]),
        ((2022, 5, 15, 3, 30), ["finish_uploads", "rebuild_references_index"]),
        ((2022, 5, 15, 4, 0), ["finish_uploads", "update_index"]),
    ],
)
def test_each_minute_has_its_jobs(moment, expected):
    assert [name for name in commands(*moment) if name in NAMED] == expected


NAMED = {
    "finish_uploads",
    "clearsessions",
    "forget_remarks",
    "personal_data",
    "prune_db_task_results",
    "publications",
    "rebuild_references_index",
    "tidy_search",
    "update_index",
    "webhooks",
}


def test_every_job_is_a_command():
    assert [job.command[0] for job in JOBS if job.command[0] not in get_commands()] == []
