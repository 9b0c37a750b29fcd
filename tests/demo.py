"""The demo site, run as `make run` runs it, for what visits it from outside."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cms.postgres.server import EmbeddedServer

ROOT = Path(__file__).parents[1]


@contextmanager
def demo_site(**settings: str) -> Iterator[str]:
    """The address of the demo site, run on data of its own and stopped afterwards.

    `DEMO_SITE` names one that runs already, while a check is being written.
    """
    if "DEMO_SITE" in os.environ:
        yield os.environ["DEMO_SITE"]
        return
    with demo_site_with({"WEB_WORKERS": "1", **settings}) as (address, _output):
        yield address


@contextmanager
def demo_site_with(settings: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The same with settings of its own, and the lines that it has written so far."""
    with (
        tempfile.TemporaryDirectory(prefix="data-", ignore_cleanup_errors=True) as data,
        socket.socket() as probe,
        socket.socket() as other,
    ):
        for each in (probe, other):
            each.bind(("127.0.0.1", 0))
        port, events = (each.getsockname()[1] for each in (probe, other))
        probe.close()
        other.close()
        site = subprocess.Popen(
            [sys.executable, "manage.py", "run"],
            cwd=ROOT,
            env=environment()
            | {"DATA_DIR": data, "PORT": str(port), "EVENTS_PORT": str(events)}
            | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        output: list[str] = []
        # A pipe that nobody reads would stop the site once it is full.
        reader = threading.Thread(target=output.extend, args=(site.stdout,), daemon=True)
        try:
            print("Starting the demo site: about a minute", flush=True)
            for line in site.stdout or []:
                output.append(line)
                if "Stop it with Ctrl-C" in line:
                    break
            else:
                sys.exit("The site did not start:\n" + "".join(output))
            reader.start()
            yield f"http://localhost:{port}", output
        finally:
            site.send_signal(signal.SIGINT)
            site.wait()
            if reader.is_alive():
                reader.join()
            site.stdout.close()
            EmbeddedServer(Path(settings.get("DATA_DIR", data)) / "postgres").delete()


def environment() -> dict[str, str]:
    """The environment of this process, without what would name another site's data."""
    given = ("DJANGO", "DATABASE", "DISABLE")
    return {key: value for key, value in os.environ.items() if not key.startswith(given)}


def run(folder: Path, *command: str) -> None:
    """In the folder; ends this process with a message if the command fails."""
    print("$", *command, flush=True)
    # What is installed with the packages for testing stands beside the interpreter.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command, cwd=folder, env=os.environ | {"PATH": path}, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"Failed with {done.returncode}: {' '.join(command)}")
