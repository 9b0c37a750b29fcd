"""What a site needs and can lose: its database, its processes, its disk, a mail server."""

import os
import signal
import socketserver
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg

from cms.postgres.server import SUPERUSER, EmbeddedServer
from cms.running.surroundings import MARK


class Database:
    """A PostgreSQL that can be stopped and started beside the site that uses it."""

    def __init__(self, folder: Path) -> None:
        self._server = EmbeddedServer(folder)
        self.start()

    def start(self) -> None:
        self._server.acquire()

    def stop(self) -> None:
        """Stop it as an operator would: every connection is closed at once."""
        self._server.release()

    @property
    def environment(self) -> dict[str, str]:
        """The settings by which the site finds it."""
        return {
            "DATABASE_URL": f"postgresql:///{self._server.socket_folder}/postgres",
            "PGUSER": SUPERUSER,
        }

    def connect(self) -> psycopg.Connection:
        host = str(self._server.socket_folder)
        return psycopg.connect(host=host, user=SUPERUSER, dbname="postgres")

    def ask(self, sql: str, *parameters: object) -> list[tuple]:
        with self.connect() as connection:
            return connection.execute(sql, parameters).fetchall()


@contextmanager
def data_and_database() -> Iterator[tuple[Path, Database]]:
    """A folder for the data of a site, and a database that doesn't end with it; both are gone
    afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="data-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "site"
        data.mkdir()
        database = Database(Path(folder) / "postgres")
        try:
            yield data, database
        finally:
            database.stop()


class Processes:
    """The processes of a site, found by its data folder."""

    def __init__(self, data_folder: Path) -> None:
        self._data_folder = str(data_folder)

    def named(self, *words: str) -> set[int]:
        """The ids of those whose command has all these words."""
        found = set()
        for process in psutil.process_iter(["environ", "cmdline", "status"]):
            command = " ".join(process.info["cmdline"] or [])
            is_ours = (process.info["environ"] or {}).get(MARK) == self._data_folder
            alive = process.info["status"] != psutil.STATUS_ZOMBIE
            if is_ours and alive and all(word in command for word in words):
                found.add(process.pid)
        return found

    def web_workers(self) -> set[int]:
        """Those of the web server that answer: the children of the one that starts them."""
        servers = self.named("-m granian")
        return {pid for pid in servers if psutil.Process(pid).ppid() in servers}

    def kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)


class _Silent(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.request.recv(1)


class SilentMailServer(socketserver.ThreadingTCPServer):
    """Takes every connection and never says a word."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Silent)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def environment(self) -> dict[str, str]:
        return {"EMAIL_URL": f"smtp://127.0.0.1:{self.server_address[1]}"}


@contextmanager
def full_disk(folder: Path) -> Iterator[bool]:
    """The folder, and nothing else, is full within it; False where only root could do that."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield False
        return
    try:
        (folder / "full").write_bytes(bytes(2**16))
        yield True
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
