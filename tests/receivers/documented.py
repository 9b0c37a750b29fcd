"""The receivers of docs/integrators.md, as they stand there, run against posts of ours.

`python -m tests.receivers` (in `make soak`) runs the one in JavaScript with the official library of
npm; it needs Node.js. The one in Python is run by `test_receivers.py`.
"""

import os
import re
import socket
import subprocess
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from cms.integrations.posts import send
from cms.integrations.signing import new_secret

PORT = "8080"
BODY = (
    '{"type": "pages.changed", "timestamp": "2026-05-04T10:15:00+02:00", "data": {"items": ['
    '{"change": "upsert", "id": 12, "html_url": "https://example.dk/måltider/"}, '
    '{"change": "delete", "id": 9, "html_url": null}]}}'
)


def documented(language: str, port: int) -> str:
    """Return the receiver in a language, on another port than the one that it names."""
    text = (settings.BASE_DIR / "docs" / "integrators.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    [code] = [block for block in blocks if "standardwebhooks" in block]
    assert code.count(PORT) == 1
    return code.replace(PORT, str(port))


def told(command: list[str], folder: Path, language: str, name: str) -> tuple[list, list[str]]:
    """Run a receiver and post to it: a message, the same again, with a former secret beside the
    present one, and with a foreign secret alone. Return what it answered and what it printed.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / name).write_text(documented(language, port), encoding="utf-8")
    secret, other = new_secret(), new_secret()
    environment = os.environ | {"WEBHOOK_SECRET": secret, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, name],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        _wait_for(port, process)
        url = f"http://127.0.0.1:{port}/"
        posts = [("a", [secret]), ("a", [secret]), ("b", [other, secret]), ("c", [other])]
        answers = [send(url, message, BODY, keys).status for message, keys in posts]
        process.kill()
        return answers, (process.stdout.read() if process.stdout else "").splitlines()


def expected(nothing: str) -> tuple[list, list[str]]:
    """Return what a right receiver answers and prints; `nothing` is how it writes null."""
    lines = ["upsert 12 https://example.dk/måltider/", f"delete 9 {nothing}"]
    return [204, 204, 204, 401], lines * 2


def _wait_for(port: int, process: subprocess.Popen) -> None:
    deadline = datetime.now(UTC).timestamp() + 60
    while process.poll() is None and datetime.now(UTC).timestamp() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("The receiver does not listen.")
