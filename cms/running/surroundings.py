"""What must hold before anything is started: a data folder of our own, and a free port.

Each problem raises `CommandError` with one line that says what to do about it.
"""

import contextlib
import fcntl
import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
from django.core.management import CommandError

#: Environment variable of every supervised process: the data folder it was started for.
MARK = "SUPERVISED_DATA_DIR"


@contextlib.contextmanager
def claimed(data_folder: Path) -> Iterator[None]:
    """Hold the data folder for one supervisor, and end what a killed one left running."""
    try:
        with tempfile.TemporaryFile(dir=data_folder):
            pass
        lock = (data_folder / "run.lock").open("a")
    except OSError as error:
        raise CommandError(
            f"The data folder {data_folder} cannot be written: {error.strerror}. "
            "Name another with DATA_DIR."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandError(f"The site already runs on {data_folder}.") from error
        # A forked child must not hold the lock when it outlives its killed parent.
        os.register_at_fork(after_in_child=lock.close)
        end_leftovers(data_folder)
        yield


def end_leftovers(data_folder: Path) -> None:
    """End processes whose supervisor was killed; they would hold the port and the database."""
    leftovers = [
        process
        for process in psutil.process_iter(["environ"])
        if (process.info["environ"] or {}).get(MARK) == str(data_folder)
        and process.pid != os.getpid()
    ]
    for process in leftovers:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    _, stubborn = psutil.wait_procs(leftovers, timeout=5)
    for process in stubborn:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(stubborn, timeout=5)


def ensure_port_is_free(host: str, port: int, setting: str) -> None:
    """Raise `CommandError` unless `host`:`port` can be listened on; `setting` names the port."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CommandError(
            f"Port {port} of {host} cannot be used: {error.strerror}. "
            f"Choose another one, for instance: {setting}={port + 1} make run"
        ) from error
