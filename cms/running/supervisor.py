"""The processes of a running site under one supervisor: all run, or none."""

import os
import shlex
import signal
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from honcho.manager import Manager

from cms.running.surroundings import MARK


def commands(host: str, port: int) -> dict[str, list[str]]:
    """The processes by name: the command and arguments of each."""
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    web += ["--host", host, "--port", str(port), "--log-level", "warning"]
    web += ["--workers", str(settings.WEB_WORKERS)]
    web += ["--blocking-threads", str(settings.WEB_THREADS), "--workers-kill-timeout", "3"]
    return {
        "follower": [*manage, "publications", "follow"],
        "web": [*web, "--working-dir", str(settings.BASE_DIR), "cms.wsgi:application"],
        "tasks": [*manage, "db_worker", "--no-reload", "--verbosity", "1"],
        "scheduler": [*manage, "scheduler"],
    }


class Supervisor(Manager):
    """Honcho's manager, which calls `when_ready` once the site answers at `health_url`."""

    def __init__(self, health_url: str, when_ready: Callable[[], None]) -> None:
        super().__init__()
        self.health_url = health_url
        self.when_ready = when_ready

    def _start(self) -> None:
        super()._start()
        # Only now: a process must not fork while it has threads.
        threading.Thread(target=self._announce, daemon=True).start()

    def _announce(self) -> None:
        while not self._terminating:
            try:
                with urllib.request.urlopen(self.health_url, timeout=5):
                    break
            except OSError:
                time.sleep(0.1)
        else:
            return
        self.when_ready()


def supervise(host: str, port: int, data_folder: Path, when_ready: Callable[[], None]) -> int:
    """Run the site until it is interrupted or one process ends; return the exit status."""
    local = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    supervisor = Supervisor(f"http://{local}:{port}/health/", when_ready)
    environment = {
        **os.environ,
        MARK: str(data_folder),
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "PYTHONUNBUFFERED": "1",
    }
    for name, command in commands(host, port).items():
        supervisor.add_process(name, f"exec {shlex.join(command)}", env=environment)
    # Closing the terminal ends the site as Ctrl-C does.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    supervisor.loop()
    return supervisor.returncode or 0
