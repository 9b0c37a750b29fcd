"""The processes of a running site under one supervisor: all of them start, or none stays; from
then on, one that ends is started again.
"""

import math
import multiprocessing
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

from cms.running.admission import threads_for
from cms.running.surroundings import MARK
from cms.telemetry.processes import counted

#: Seconds after which a process that ended is started again.
PAUSE = 2


def commands(host: str, port: int) -> dict[str, list[str]]:
    """Return the processes by name: the command and arguments of each."""
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    # It would warn of its threads at each start; of processes that end it tells all the same.
    web += ["--host", host, "--port", str(port), "--log-level", "error"]
    web += ["--workers", str(settings.WEB_WORKERS)]
    web += ["--blocking-threads", str(threads_for(settings.WEB_THREADS))]
    web += ["--workers-kill-timeout", "3", "--respawn-failed-workers"]
    live = [sys.executable, "-m", "granian", "--interface", "asgi", "--no-ws", "--workers", "1"]
    live += ["--host", host, "--port", str(settings.EVENTS_PORT), "--log-level", "error"]
    # Streams never end by themselves, and who is cut off goes on where it was.
    live += ["--workers-kill-timeout", "1", "--respawn-failed-workers"]
    found = {
        "follower": [*manage, "publications", "follow"],
        "web": [*web, "--working-dir", str(settings.BASE_DIR), "cms.wsgi:application"],
        "tasks": [*manage, "task_worker", "--queue-name", "default,mail", "--no-reload"],
        "scheduler": [*manage, "scheduler"],
        "webhooks": [*manage, "webhooks", "deliver"],
        "events": [*live, "--working-dir", str(settings.BASE_DIR), "cms.asgi:application"],
    }
    if not settings.METRICS_ALLOWED_NETWORKS:
        return found
    folder = str(settings.METRICS_DIR)
    return {name: counted(folder, name, command) for name, command in found.items()}


class Supervisor(Manager):
    """Honcho's manager, which calls `when_ready` once the site answers at `health_url`, and from
    then on starts a process that ended again, instead of ending the others. Before that, what
    ends a process is mostly a mistake in the settings, which should be seen.
    """

    def __init__(self, health_url: str, when_ready: Callable[[], None]) -> None:
        super().__init__()
        self.health_url = health_url
        self.when_ready = when_ready
        self._is_ready = threading.Event()

    def terminate(self) -> None:
        for process in self._processes.values():
            if process.pop("again_at", None):
                process |= {"pid": 0, "returncode": 0}
        super().terminate()

    def _all_started(self) -> bool:
        # What honcho's loop asks first in each turn.
        if self._is_ready.is_set() and not self._terminating:
            for name, process in self._processes.items():
                self._start_again(name, process)
        return super()._all_started()

    def _start_again(self, name: str, process: dict) -> None:
        if process.get("returncode") is not None:
            del process["returncode"]
            self.returncode = None
            process |= {"pid": None, "again_at": time.monotonic() + PAUSE}
        elif time.monotonic() >= process.get("again_at", math.inf):
            del process["again_at"]
            process["process"] = multiprocessing.Process(
                name=name, target=process["obj"].run, args=(self.events, True)
            )
            process["process"].start()

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
        self._is_ready.set()


def supervise(host: str, port: int, data_folder: Path, when_ready: Callable[[], None]) -> int:
    """Run the site until it is interrupted, or a process ends before it answers; return the exit
    status.
    """
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
    # Closing the terminal ends the site as Ctrl-C does, unless it was started with nohup.
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    supervisor.loop()
    return supervisor.returncode or 0
