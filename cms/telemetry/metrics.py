"""What is counted, and by whom. A worker of the web server counts and measures nothing but itself;
what is true of the whole site, such as what waits to be built, the follower measures.

No label holds an address, an id or a word of the content: their values are those named here.
"""

import time
from collections.abc import Callable

from prometheus_client import Counter, Gauge, Histogram

#: Seconds between two measurements of the whole site.
PAUSE = 10
#: In seconds; the upper ends are those of docs/operations.md's timeouts.
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

REQUESTS = Counter(
    "cms_requests", "Requests that were answered, by kind and status", ["kind", "status"]
)
SECONDS = Histogram(
    "cms_request_seconds",
    "Seconds until a request was answered, waiting for a place included",
    ["kind"],
    buckets=_BUCKETS,
)
BUILDS = Counter("cms_builds", "Representations that were built, by result", ["result"])
REMEMBERED = Counter(
    "cms_remembered", "Times that finished HTML was looked for, by whether it was there", ["result"]
)
REMEMBERED_BYTES = Gauge(
    "cms_remembered_bytes", "Bytes of finished HTML that are kept", multiprocess_mode="livesum"
)
POSTS = Counter("cms_webhook_posts", "Posts to receivers of webhooks, by result", ["result"])
STREAMS = Gauge(
    "cms_event_streams", "Streams of live events that are open", multiprocess_mode="livesum"
)
JOBS = Counter("cms_jobs", "Jobs of the scheduler that were run, by result", ["command", "result"])
JOB_DONE = Gauge(
    "cms_job_done_timestamp_seconds",
    "When a job of the scheduler was last done",
    ["command"],
    multiprocess_mode="mostrecent",
)


def _measured(name: str, told: str, labels: tuple[str, ...] = ()) -> Gauge:
    return Gauge(f"cms_{name}", told, labels, multiprocess_mode="mostrecent")


FOLLOWER_TURN = _measured("follower_turn_timestamp_seconds", "When the follower last looked")
SEQUENCE = _measured("sequence", "Number of the last commit that changed what is public")
UNBUILT = _measured("unbuilt_pages", "Public pages that are still to be built")
OLDEST_UNBUILT = _measured(
    "oldest_unbuilt_timestamp_seconds", "When the first of them changed; 0: none"
)
FAILED = _measured("failed_pages", "Public pages that can't be built, or only in part")
TASKS = _measured("tasks_waiting", "Tasks that are due and not begun", ("queue",))
OLDEST_TASK = _measured(
    "oldest_task_timestamp_seconds", "When the first of them was due; 0: none", ("queue",)
)
WEBHOOKS = _measured("webhooks", "Webhooks of this site, by state", ("state",))
OLDEST_WEBHOOK = _measured(
    "oldest_webhook_timestamp_seconds", "When the webhook that is most behind was due; 0: none"
)
FAILING_CACHE = _measured(
    "failing_cache_timestamp_seconds",
    "Since when a cache in front of the site could not be told what changed; 0: none",
)
CONNECTIONS = _measured("database_connections", "Connections to this database, of all processes")
MOST_CONNECTIONS = _measured("database_connections_most", "Connections that PostgreSQL allows")

#: What measures the whole site; apps add theirs.
measures: list[Callable[[], None]] = []
_measured_at = 0.0


def measure() -> None:
    """Let everything be measured that concerns the whole site, unless that was done just now."""
    global _measured_at
    FOLLOWER_TURN.set(time.time())
    if time.monotonic() - _measured_at < PAUSE:
        return
    _measured_at = time.monotonic()
    for each in measures:
        each()
