import logging
import time
from typing import Any

from django.db import Error, connection
from django_tasks_db.management.commands import db_worker

from cms.postgres.stops import told, why_stopped

logger = logging.getLogger(__name__)

#: Seconds until it tries again after the database was gone.
PAUSE = 2


class Command(db_worker.Command):
    """django-tasks' worker, which goes on once the database is back."""

    help = "Run the tasks that requests leave for later, until told to stop."
    # A process of the site is started again and again; what is checked is checked at each release.
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        connection.use_timeouts_of("background")
        while True:
            try:
                return super().handle(*args, **options)
            except Error as error:
                if (stop := why_stopped(error)) is None:
                    raise
                logger.warning("The task worker tries again: %s %s", stop.reason, told(error))
            connection.close()
            time.sleep(PAUSE)  # a signal ends it as it ends the worker
