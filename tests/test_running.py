"""`make run` and `manage.py run`: from nothing to a site that answers, and back to nothing."""

import ast
import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from cms.plugins import repository_apps
from cms.running.surroundings import MARK


def environment(data_folder: Path, **more: str) -> dict[str, str]:
    """A user's environment, without what the tests' own process has been told."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DJANGO", "PYTEST", "DATABASE", "DISABLE"))
    }
    own = {"DATA_DIR": str(data_folder), "WEB_WORKERS": "1", "EVENTS_PORT": str(free_port())}
    return inherited | own | more


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def port() -> int:
    return free_port()


class Site:
    """A running `manage.py run`, started as a shell starts it in the background: SIGINT ignored."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.address = f"http://localhost:{environment['PORT']}"
        self.output = ""
        self.process = subprocess.Popen(
            ["sh", "-c", f"trap '' INT; exec {shlex.quote(sys.executable)} manage.py run"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_until_announced(self) -> None:
        self.wait_until_told("Stop it with Ctrl-C")

    def wait_until_told(self, text: str) -> None:
        for line in self.process.stdout:
            self.output += line
            if text in line:
                return
        pytest.fail(f"The site has ended:\n{self.output}")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=20) as response:
            return response.read().decode()

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        self.output += self.process.communicate()[0]
        return self.process.returncode

    def kill(self) -> None:
        self.process.kill()
        self.process.stdout.close()
        self.process.wait()


@pytest.fixture
def processes(data_folder: Path) -> Iterator:
    """Lists the living processes of the site on `data_folder`, which are ended after the test."""

    def living() -> list[psutil.Process]:
        return [
            process
            for process in psutil.process_iter(["environ", "cmdline", "status"])
            if process.info["status"] != psutil.STATUS_ZOMBIE
            and (
                (process.info["environ"] or {}).get(MARK) == str(data_folder)
                or str(data_folder / "postgres" / "cluster") in (process.info["cmdline"] or [])
            )
        ]

    yield living
    for process in living():
        process.kill()


# It starts three times, and the first time all migrations run.
@pytest.mark.timeout(900)
def test_a_site_starts_survives_a_kill_keeps_its_data_and_ends_whole(data_folder, port, processes):
    # Without one of its apps the demo, which takes half a minute, is not loaded.
    user = environment(data_folder, PORT=str(port), DISABLE_PLUGINS="documents")
    first = Site(user)
    first.wait_until_announced()
    assert f"{first.address}/admin/" in first.output
    assert "Møder og netværk" in first.get("/moeder-og-netvaerk/")
    assert '"status": "ok"' in first.get("/health/")
    live = f"http://localhost:{user['EVENTS_PORT']}/api/v2/events/"
    assert json.loads(first.get("/api/v2/"))["events_url"] == live
    with urllib.request.urlopen(f"{live}?since=now", timeout=20) as stream:
        assert stream.readline().startswith(b"event: next")
    [follower] = [each for each in processes() if "publications" in each.cmdline()]
    follower.kill()
    first.wait_until_told("follower started")
    first.kill()
    assert len(processes()) > 3  # web, tasks, scheduler and database have lost their supervisor

    second = Site(user)
    second.wait_until_announced()
    assert "tables" not in second.output
    assert "static files" not in second.output
    assert "Møder og netværk" in second.get("/moeder-og-netvaerk/")
    refused = Site(user)
    assert (
        refused.process.communicate()[0]
        == f"CommandError: The site already runs on {data_folder}.\n"
    )
    assert refused.process.returncode == 1
    assert second.interrupt() == 130
    assert "Traceback" not in first.output + second.output
    assert processes() == []


def test_an_interrupted_preparation_leaves_nothing(data_folder, port, processes):
    site = Site(environment(data_folder, PORT=str(port)))
    assert site.process.stdout.readline().startswith("Making the embedded PostgreSQL")
    assert site.interrupt() == 130
    assert "Traceback" not in site.output
    assert processes() == []


def run(*arguments: str, environment: dict[str, str]) -> tuple[int, str, list[str]]:
    """Exit status, output and the lines of errors of `manage.py`."""
    result = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return result.returncode, result.stdout, result.stderr.splitlines()


@pytest.mark.parametrize("setting", ["PORT", "EVENTS_PORT"])
def test_a_taken_port_is_told_in_one_line(setting, tmp_path, port):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        user = environment(tmp_path, **{"PORT": str(port), setting: str(taken)})
        assert run("run", environment=user) == (
            1,
            "",
            [
                f"CommandError: Port {taken} of 127.0.0.1 cannot be used: Address already in use. "
                f"Choose another one, for instance: {setting}={taken + 1} make run"
            ],
        )


def test_a_data_folder_that_cannot_be_made_is_told_in_one_line(tmp_path, port):
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"
    assert run("run", environment=environment(folder, PORT=str(port))) == (
        1,
        "",
        [
            f"Error: The data folder {folder} cannot be made: Not a directory. "
            "Name another with DATA_DIR."
        ],
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_data_folder_is_told_in_one_line(tmp_path, port):
    tmp_path.chmod(0o555)
    assert run("run", environment=environment(tmp_path, PORT=str(port))) == (
        1,
        "",
        [
            f"CommandError: The data folder {tmp_path} cannot be written: Permission denied. "
            "Name another with DATA_DIR."
        ],
    )


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_an_unreachable_database_is_told_in_one_line_without_the_password(command, tmp_path, port):
    url = "postgresql://somebody:secret@127.0.0.1:1/content"
    user = environment(tmp_path, PORT=str(port), DATABASE_URL=url)
    status, output, errors = run(command, environment=user)
    assert (status, output, len(errors)) == (1, "", 1)
    assert errors[0].startswith("Error: The database at 127.0.0.1:1/content cannot be reached: ")
    assert "secret" not in errors[0]


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        (
            "DATABASE_URL",
            "mysql://localhost/content",
            "Error: DATABASE_URL must begin with postgresql://, as in the example.",
        ),
        (
            "DISABLE_PLUGINS",
            "events,newz",
            'Error: DISABLE_PLUGINS names "newz", which is no installed plugin. '
            f"Installed: {', '.join(app for app in repository_apps() if app != 'events')}.",
        ),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(name, value, error, tmp_path):
    result = run("check", environment=environment(tmp_path, **{name: value}))
    assert result == (1, "", [error])


def test_an_old_python_is_told_in_one_line_by_make(tmp_path):
    shutil.copy(settings.BASE_DIR / "Makefile", tmp_path)
    old = tmp_path / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")  # what it answers when asked whether it is 3.11
    old.chmod(0o755)
    result = subprocess.run(
        ["make", "--silent", "run", f"PYTHON={old}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    assert result.stdout == ""
    assert result.stderr.splitlines()[0] == (
        f"Error: Python 3.11 or newer is needed, and none of these is: {old}. "
        "Name yours: make run PYTHON=/path/to/python3.12"
    )
    assert "Traceback" not in result.stderr


def test_an_old_python_can_read_the_line_that_refuses_it():
    ast.parse((settings.BASE_DIR / "manage.py").read_text(), feature_version=(3, 7))
