"""What is true of the whole site and of no app alone, told to the metrics by the follower."""

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.telemetry import metrics


def measure_tasks() -> None:
    """Tell the metrics how many tasks wait in each queue, and since when."""
    due = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, run_after__lte=timezone.now()
    ).order_by()
    by_queue = due.values_list("queue_name").annotate(Count("pk"), Min("enqueued_at"))
    found = {queue: (count, since.timestamp()) for queue, count, since in by_queue}
    for queue in settings.TASKS["default"]["QUEUES"]:
        count, since = found.get(queue, (0, 0))
        metrics.TASKS.labels(queue).set(count)
        metrics.OLDEST_TASK.labels(queue).set(since)


def measure_connections() -> None:
    """Tell the metrics how many connections this database has, and how many it may have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), current_setting('max_connections')::integer FROM pg_stat_activity "
            "WHERE datname = current_database()"
        )
        count, most = cursor.fetchone()
    metrics.CONNECTIONS.set(count)
    metrics.MOST_CONNECTIONS.set(most)
