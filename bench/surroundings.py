"""The environment of what a run starts, and the processes themselves."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[1]


PRODUCTION = "cms.settings.production"
#: Static files that only the admin shows.
NOT_OURS = ["admin", "django_filters", "rest_framework", "table_block", "wagtail*"]


def folder() -> Path:
    """Return where a run keeps what it makes, beside the site's own data and not in it."""
    return Path(os.environ.get("DATA_DIR", ROOT / "var")) / "bench"


@dataclass(frozen=True)
class Process:
    """A web server with one worker."""

    port: int
    pid: int

    def processor(self) -> float:
        """Return seconds of a processor that the worker has taken."""
        [worker] = psutil.Process(self.pid).children()
        times = worker.cpu_times()
        return times.user + times.system

    def memory(self) -> int:
        """Return bytes that the worker has in memory (RSS)."""
        [worker] = psutil.Process(self.pid).children()
        return worker.memory_info().rss


def private_memory(pid: int) -> int:
    """Return bytes that a process has in memory and shares with no other (USS)."""
    return psutil.Process(pid).memory_full_info().uss


def environment(database_url: str, settings: str = PRODUCTION) -> dict[str, str]:
    """Return a production site's environment, with data of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "DISABLE_PLUGINS"}
    return kept | {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": database_url,
        "DATA_DIR": str(folder()),
        "SECRET_KEY": "for-measuring-only-" + "x" * 50,
        "ALLOWED_HOSTS": "localhost",
        "WAGTAILADMIN_BASE_URL": "https://localhost",
    }


def manage(database_url: str, *arguments: str, settings: str = PRODUCTION) -> None:
    """Run a management command."""
    _run([sys.executable, "manage.py", *arguments], environment(database_url, settings))


def collect_static(database_url: str) -> None:
    """Collect what pages show, under names that hold a digest, as in production."""
    ignored = [part for pattern in NOT_OURS for part in ("--ignore", pattern)]
    manage(database_url, "collectstatic", "--noinput", "--verbosity", "0", *ignored)


def run_step(database_url: str, step: str, *numbers: int) -> Any:
    """Return what `bench.inside` makes of a step."""
    command = [sys.executable, "-m", "bench.inside", step, *map(str, numbers)]
    return json.loads(_run(command, environment(database_url)))


def clean_up() -> None:
    """Remove the files that sites have made; results of earlier runs stay."""
    for name in ("documents", "media", "static"):
        shutil.rmtree(folder() / name, ignore_errors=True)


def _run(command: list[str], env: dict[str, str]) -> str:
    return subprocess.run(
        command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


@contextlib.contextmanager
def web_server(database_url: str, settings: str = PRODUCTION) -> Iterator[Process]:
    """Run the site, or its peers, under granian as in production, but with one worker."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    command += ["--workers", "1", "--blocking-threads", "4", "bench.wsgi:application"]
    with _running(command, environment(database_url, settings), port) as process:
        yield process


@contextlib.contextmanager
def events_server(database_url: str, streams: int) -> Iterator[Process]:
    """Run the process of live events, as in production, for so many streams."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--no-ws"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    command += ["--workers", "1", "--workers-kill-timeout", "1", "cms.asgi:application"]
    own = environment(database_url) | {"EVENTS_STREAMS": str(streams)}
    with _running(command, own, port) as process:
        yield process


@contextlib.contextmanager
def _running(command: list[str], env: dict[str, str], port: int) -> Iterator[Process]:
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        _wait_for(process, port)
        yield Process(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(process: subprocess.Popen, port: int, seconds: int = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The web server did not start; see its message above.")
