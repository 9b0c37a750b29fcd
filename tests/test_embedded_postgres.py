"""The embedded PostgreSQL: several processes share one server, and no end of any harms the next."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from django.conf import settings

from cms.postgres.as_root import HOME
from cms.postgres.errors import DatabaseUnreachable
from cms.postgres.server import SOCKET, SOCKET_PATH_LIMIT, SUPERUSER, EmbeddedServer

USER = """
import sys
from pathlib import Path
from cms.postgres.server import EmbeddedServer
EmbeddedServer(Path(sys.argv[1]), ["fsync=off"]).acquire()
print("acquired", flush=True)
sys.stdin.readline()
"""

StartUser = Callable[[Path], subprocess.Popen]


@pytest.fixture
def folder(data_folder: Path) -> Path:
    return data_folder / "postgres"


@pytest.fixture(scope="module")
def used_folder() -> Iterator[Path]:
    """The folder of a server that several tests use in turn, since making one takes seconds. Each
    leaves it stopped.
    """
    with tempfile.TemporaryDirectory(prefix="data-", ignore_cleanup_errors=True) as data:
        folder = Path(data) / "postgres"
        yield folder
        EmbeddedServer(folder).delete()


@pytest.fixture
def start_user() -> Iterator[StartUser]:
    """Starts a process that uses a folder's server until its input is closed."""
    users = {}

    def start(folder: Path) -> subprocess.Popen:
        user = subprocess.Popen(
            [sys.executable, "-c", USER, str(folder)],
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        users[user] = folder
        return user

    yield start
    for user in users:
        user.communicate()
    for folder in set(users.values()):
        if server(folder) is not None:  # left by who was killed
            last = EmbeddedServer(folder)
            last.acquire()
            last.release()


def server(folder: Path) -> psutil.Process | None:
    """The running server of this folder."""
    for process in psutil.process_iter(["cmdline"]):
        if str(EmbeddedServer(folder).cluster) in (process.info["cmdline"] or []):
            return process
    return None


def answer(folder: Path) -> tuple:
    host = EmbeddedServer(folder).socket_folder
    with psycopg.connect(host=str(host), user=SUPERUSER, dbname="postgres") as connection:
        return connection.execute("SELECT lower('ÆØÅ'), current_setting('fsync')").fetchone()


def test_processes_that_begin_together_share_one_server_until_the_last_ends(folder, start_user):
    first, second = start_user(folder), start_user(folder)
    assert [first.stdout.readline(), second.stdout.readline()] == ["acquired\n"] * 2
    assert answer(folder) == ("æøå", "off")
    first.communicate()
    assert answer(folder) == ("æøå", "off")
    second.communicate()
    assert server(folder) is None


def test_the_next_process_uses_and_stops_the_server_that_a_killed_one_left(used_folder, start_user):
    killed = start_user(used_folder)
    killed.stdout.readline()
    left = server(used_folder)
    killed.kill()
    killed.wait()
    assert server(used_folder) == left

    heir = start_user(used_folder)
    assert heir.stdout.readline() == "acquired\n"
    assert server(used_folder) == left
    heir.communicate()
    assert server(used_folder) is None


def test_a_killed_server_is_started_again_with_its_data(used_folder, start_user):
    first = start_user(used_folder)
    first.stdout.readline()
    host = str(EmbeddedServer(used_folder).socket_folder)
    with psycopg.connect(host=host, user=SUPERUSER, dbname="postgres") as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(server(used_folder).pid, signal.SIGKILL)
    first.kill()

    second = start_user(used_folder)
    assert second.stdout.readline() == "acquired\n"
    with psycopg.connect(host=host, user=SUPERUSER, dbname="postgres") as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_a_server_that_ended_is_started_again_by_who_connects_next(used_folder):
    user = EmbeddedServer(used_folder, ["fsync=off"])
    user.acquire()
    ended = server(used_folder)
    ended.kill()
    ended.wait()
    user.acquire()
    try:
        assert answer(used_folder) == ("æøå", "off")
    finally:
        user.release()
    assert server(used_folder) is None


def test_a_cluster_whose_making_was_killed_is_made_anew(used_folder, start_user):
    draft = EmbeddedServer(used_folder).home / "cluster.new"
    user = start_user(used_folder)
    user.stdout.readline()
    user.communicate()
    EmbeddedServer(used_folder).cluster.rename(draft)
    (draft / "PG_VERSION").unlink()
    user = start_user(used_folder)
    assert user.stdout.readline() == "acquired\n"
    assert answer(used_folder) == ("æøå", "off")


def test_a_path_too_long_for_a_socket_moves_only_the_socket(data_folder):
    folder = data_folder / ("long" * 25) / "postgres"
    server = EmbeddedServer(folder)
    assert len(str(server.socket_folder / SOCKET)) <= SOCKET_PATH_LIMIT
    server.acquire()
    try:
        assert answer(folder) == ("æøå", "on")
    finally:
        server.release()
        server.delete()


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnreachable) as raised:
        EmbeddedServer(tmp_path / "file" / "postgres").acquire()
    assert "cannot be started" in str(raised.value)
    assert "Not a directory" in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.fixture
def as_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("run as somebody else, the server lies in the data folder")


def modes(*folders: Path) -> list[tuple[int, int]]:
    return [(each.stat().st_mode, each.stat().st_uid) for each in folders]


@pytest.mark.usefixtures("as_root")
class TestAsRoot:
    def test_nobodys_folder_is_opened_and_no_link_is_followed(self, data_folder):
        closed = data_folder / "closed"
        closed.mkdir(mode=0o700)
        folder = closed / "postgres"
        before = modes(data_folder, closed)
        server = EmbeddedServer(folder)
        server.acquire()
        try:
            assert answer(folder) == ("æøå", "on")
            assert modes(data_folder, closed) == before
            assert folder.stat().st_uid == 0
            assert server.home.is_relative_to(HOME)
            assert server.socket_folder == server.home
            assert oct(server.home.stat().st_mode)[-3:] == "700"
            assert os.readlink(folder / "cluster") == str(server.cluster)
        finally:
            server.release()
            server.delete()

    def test_a_link_in_the_data_folder_leads_nowhere_else(self, folder, tmp_path):
        (tmp_path / "cluster").mkdir()
        folder.mkdir()
        (folder / "cluster").symlink_to(tmp_path / "cluster")
        before = modes(tmp_path)
        server = EmbeddedServer(folder)
        server.acquire()
        server.release()
        assert modes(tmp_path) == before
        assert list((tmp_path / "cluster").iterdir()) == []
        assert server.home.is_relative_to(HOME)

    def test_what_was_begun_in_the_data_folder_is_used_there(self, folder, start_user):
        server = EmbeddedServer(folder)
        server.acquire()
        host = str(server.socket_folder)
        with psycopg.connect(host=host, user=SUPERUSER, dbname="postgres") as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        server.release()
        # As earlier versions made it.
        place, account = server.locks, server.home.stat()
        folder.parent.chmod(0o711)
        (folder / "cluster").unlink()
        shutil.move(server.home / "cluster", folder / "cluster")
        shutil.rmtree(place)
        os.chown(folder, account.st_uid, account.st_gid)
        folder.chmod(0o700)

        earlier = EmbeddedServer(folder)
        assert earlier.home == earlier.locks == folder
        user = start_user(folder)
        assert user.stdout.readline() == "acquired\n"
        host = str(earlier.socket_folder)
        with psycopg.connect(host=host, user=SUPERUSER, dbname="postgres") as connection:
            assert connection.execute("SELECT number FROM kept").fetchone() == (7,)
        user.communicate()
        assert not place.exists()

        folder.parent.chmod(0o700)
        with pytest.raises(DatabaseUnreachable, match="can't enter the folders above it"):
            EmbeddedServer(folder).acquire()
        assert oct(folder.parent.stat().st_mode)[-3:] == "700"
        folder.parent.chmod(0o711)

    def test_the_data_follow_a_data_folder_that_is_moved(self, data_folder, folder):
        first = EmbeddedServer(folder)
        first.acquire()
        first.release()
        moved = data_folder / "moved"
        folder.rename(moved)
        assert EmbeddedServer(moved).home == first.home
        moved.rename(folder)

    def test_who_deletes_the_data_folder_begins_anew_and_loses_nothing(self, folder):
        first = EmbeddedServer(folder)
        first.acquire()
        (first.home / "mark").touch()
        first.release()
        shutil.rmtree(folder)
        again = EmbeddedServer(folder)
        again.acquire()
        again.release()
        kept = first.locks.with_name(f"{first.locks.name}.old")
        assert (kept / "server" / "mark").exists()
        assert not (again.home / "mark").exists()
        shutil.rmtree(kept)
