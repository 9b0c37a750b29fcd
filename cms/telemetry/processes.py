"""Where the processes of one machine count, so that any of them can tell what all have counted.

Each kind of process, such as `web`, has a folder of its own in `METRICS_DIR`, with the files that
prometheus_client writes in its multi-process mode. Who belongs to a kind holds a shared lock beside
the folder, which the kernel drops with the last of them: so it is known which kinds run, also
across containers that share the folder, and a kind that starts anew begins to count from nothing.

`python -m cms.telemetry.processes FOLDER KIND COMMAND …` runs a command as such a process. Django
isn't loaded for it.
"""

import fcntl
import os
import sys
from collections.abc import Iterator
from pathlib import Path

#: Read by prometheus_client: where this process counts.
COUNTING_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def counted(folder: str, kind: str, command: list[str]) -> list[str]:
    """Return the command that runs this one as a process that counts in the folder."""
    return [sys.executable, "-m", "cms.telemetry.processes", folder, kind, *command]


def join(folder: Path, kind: str) -> Path:
    """Make this process, and whatever it becomes or starts, one of the kind, as long as it lives.
    Return where it counts: a folder that is empty unless others of the kind run.
    """
    own = folder / kind
    own.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(_lock_of(own), os.O_RDWR | os.O_CREAT, 0o600)
    os.set_inheritable(descriptor, True)
    if _try(descriptor, fcntl.LOCK_EX):
        for path in own.glob("*.db"):
            path.unlink()
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return own


def kinds(folder: Path) -> Iterator[tuple[str, bool, list[Path]]]:
    """Yield each kind that has counted in the folder, whether one of it runs, and its files."""
    for own in sorted(path for path in folder.glob("*") if path.is_dir()):
        runs = _is_held(_lock_of(own))
        files = sorted(own.glob("*.db"))
        yield own.name, runs, files if runs else [each for each in files if not _is_gauge(each)]


def forget_dead(own: Path) -> None:
    """Remove what processes of the own kind said to be true of themselves that are gone."""
    for path in own.glob("gauge_live*.db"):
        if not _is_alive(int(path.stem.rpartition("_")[2])):
            path.unlink(missing_ok=True)


def _is_gauge(path: Path) -> bool:
    return path.name.startswith("gauge_")


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _lock_of(own: Path) -> Path:
    return own.with_name(f"{own.name}.lock")


def _is_held(lock: Path) -> bool:
    try:
        descriptor = os.open(lock, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _try(descriptor, fcntl.LOCK_EX)
    finally:
        os.close(descriptor)


def _try(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def main() -> None:
    folder, kind, *command = sys.argv[1:]
    try:
        os.environ[COUNTING_FOLDER] = str(join(Path(folder), kind))
    except OSError as error:
        sys.exit(f"Error: METRICS_DIR {folder} cannot be written: {error.strerror}.")
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
