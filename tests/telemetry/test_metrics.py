"""What Prometheus is told at `/metrics`, by which processes, and who is let in."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client import REGISTRY

from cms.management.commands.scheduler import run
from cms.publications.backlog import build_backlog
from cms.publications.models import Publication
from cms.telemetry import metrics
from cms.telemetry.exposition import Exposition
from cms.telemetry.requests import Observed
from cms.testing import factories

DEPLOY = settings.BASE_DIR / "deploy"
LOCAL = [ip_network("127.0.0.0/8"), ip_network("fd00::/8")]
#: What Prometheus itself says of whom it asks.
OF_PROMETHEUS = {"up"}
#: A process of the site: counts, says so, and stays until its input ends.
PROCESS = """
import sys
from cms.telemetry.metrics import REQUESTS, REMEMBERED_BYTES, UNBUILT
requests, remembered, unbuilt = map(int, sys.argv[1:])
if requests:
    REQUESTS.labels("page", "200").inc(requests)
    REMEMBERED_BYTES.set(remembered)
else:
    UNBUILT.set(unbuilt)
print("counted", flush=True)
sys.stdin.read()
"""
ASKED = """
from prometheus_client import generate_latest
from cms.telemetry.exposition import _registry
print(generate_latest(_registry()).decode())
"""


def ask(networks: list = LOCAL, **environ: str) -> str:
    """What is answered at `/metrics`; "elsewhere": what the site answers at any address."""
    told = {"PATH_INFO": "/metrics", "REQUEST_METHOD": "GET", "REMOTE_ADDR": "127.0.0.1"}
    answered = Exposition(lambda environ, start: [b"elsewhere"], networks)
    return b"".join(answered(told | environ, lambda *_: None)).decode()


def value(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(name, labels)


@pytest.mark.parametrize(
    "environ",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
        {"REQUEST_METHOD": "POST"},
        {"PATH_INFO": "/metrics/"},
    ],
    ids=str,
)
def test_nobody_else_finds_it(environ):
    assert ask(**environ) == "elsewhere"


def test_it_is_off_unless_somebody_is_let_in():
    assert ask(networks=[]) == "elsewhere"


@pytest.mark.parametrize("address", ["127.0.0.1", "fd00::7"])
def test_who_is_let_in_is_told(address):
    assert "cms_unbuilt_pages" in ask(REMOTE_ADDR=address)
    assert ask(REMOTE_ADDR=address, REQUEST_METHOD="HEAD") == ""


@contextmanager
def process(folder: Path, kind: str, *numbers: int) -> Iterator[subprocess.Popen]:
    """A process of a kind, which has counted and stays."""
    command = [sys.executable, "-c", PROCESS, *map(str, numbers)]
    counting = [sys.executable, "-m", "cms.telemetry.processes", str(folder), kind, *command]
    with subprocess.Popen(
        counting, cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout.readline() == "counted\n"
        yield running
        running.stdin.close()


def told(folder: Path) -> dict[str, float]:
    """What a process of the web server tells of all."""
    asking = [sys.executable, "-c", ASKED]
    done = subprocess.run(
        [sys.executable, "-m", "cms.telemetry.processes", str(folder), "web", *asking],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.rpartition(" ") for line in done.stdout.splitlines() if line[:1] not in ("#", "")]
    return {name: float(number) for name, _space, number in lines}


def test_all_processes_of_a_machine_are_one(tmp_path):
    counted, kept = 'cms_requests_total{kind="page",status="200"}', "cms_remembered_bytes"
    web, follower = 'cms_process_up{process="web"}', 'cms_process_up{process="follower"}'
    with process(tmp_path, "web", 2, 100, 0), process(tmp_path, "follower", 0, 0, 7):
        with process(tmp_path, "web", 3, 50, 0):
            both = {counted: 5, kept: 150, web: 1, follower: 1, "cms_unbuilt_pages": 7}
            both |= {"cms_event_streams": 0}
            assert told(tmp_path) == both
        # What one has counted stays, and what it kept is gone with it.
        assert told(tmp_path) == both | {kept: 100}
    # The follower measures no more; the web server begins anew, as every counter may.
    assert told(tmp_path) == {web: 1, follower: 0}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "page"),
        ("/moeder-og-netvaerk/", "page"),
        ("/administration/", "page"),
        ("/admin/pages/7/edit/", "admin"),
        ("/api/v2/pages/7/", "api"),
        ("/filer/7/x.pdf", "document"),
        ("/soeg/", "search"),
        ("/health/live", "health"),
    ],
)
def test_requests_are_counted_by_kind_and_status(path, kind):
    def application(environ, start_response):
        start_response("404 Not Found", [])
        return []

    names = ("cms_requests_total", {"kind": kind, "status": "404"})
    before = REGISTRY.get_sample_value(*names) or 0
    seen = value("cms_request_seconds_count", kind=kind) or 0
    Observed(application)({"PATH_INFO": path, "REQUEST_METHOD": "GET"}, lambda *_: None)
    assert REGISTRY.get_sample_value(*names) == before + 1
    assert value("cms_request_seconds_count", kind=kind) == seen + 1


@pytest.mark.django_db
def test_the_follower_tells_what_waits(client, monkeypatch):
    page = factories.section()
    client.get("/health/live")  # what has changed gets its numbers
    list(build_backlog())
    monkeypatch.setattr(metrics, "_measured_at", time.monotonic() - 2 * metrics.PAUSE)
    metrics.measure()
    assert (value("cms_unbuilt_pages"), value("cms_oldest_unbuilt_timestamp_seconds")) == (0, 0)
    assert value("cms_tasks_waiting", queue="mail") == 0

    Publication.objects.filter(pk=page.pk).update(representation=None, error=None)
    since = Publication.objects.get(pk=page.pk).at
    due = timezone.now() - timedelta(hours=1)
    DBTaskResult.objects.create(
        queue_name="mail", run_after=due, args_kwargs={}, task_path="x", backend_name="default"
    )
    metrics.measure()  # not yet: it was measured just now
    assert value("cms_unbuilt_pages") == 0
    monkeypatch.setattr(metrics, "_measured_at", time.monotonic() - 2 * metrics.PAUSE)
    metrics.measure()
    assert value("cms_unbuilt_pages") == 1
    assert value("cms_oldest_unbuilt_timestamp_seconds") == since.timestamp()
    assert value("cms_tasks_waiting", queue="mail") == 1
    assert value("cms_database_connections") >= 1
    assert value("cms_webhooks", state="failing") == 0


@pytest.mark.django_db
def test_jobs_are_counted():
    def counted(command: str, result: str) -> float:
        return value("cms_jobs_total", command=command, result=result) or 0

    failed = counted("check --tag=none", "error")
    run(["check", "--tag=none"])
    assert counted("check --tag=none", "error") == failed + 1
    run(["diffsettings"])
    assert counted("diffsettings", "ok") == 1
    assert value("cms_job_done_timestamp_seconds", command="diffsettings") > 0


def test_rules_and_dashboard_ask_for_what_is_told():
    known = OF_PROMETHEUS | {"cms_process_up"}
    for family in REGISTRY.collect():
        known |= {family.name, f"{family.name}_total"}
        known |= {f"{family.name}_bucket"} if family.type == "histogram" else set()
    rules = (DEPLOY / "prometheus" / "rules.yml").read_text()
    panels = json.loads((DEPLOY / "grafana" / "dashboard.json").read_text())["panels"]
    asked = [target["expr"] for panel in panels for target in panel["targets"]]
    named = set(re.findall(r"\bcms_\w+", "\n".join([rules, *asked])))
    assert named - known == set()
