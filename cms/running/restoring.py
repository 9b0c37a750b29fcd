"""Whether a backup is one: it is restored into an empty place, and compared with what was there.

Nothing of the site runs on what is restored, only a PostgreSQL that listens on a socket of its own:
no mail, webhook, task or clock can do anything.
"""

import json
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import CommandError

from cms.postgres.server import SUPERUSER, EmbeddedServer, binaries
from cms.running.backups import DATABASE, MANIFEST, check_sums, file_digests, table_digests


def drill(backup: Path, say: Callable[[str], None]) -> None:
    """Restore a backup into an empty place, tell how long each part took, and leave nothing.

    Raises `CommandError` if what is restored differs, and names what.
    """
    started = time.monotonic()
    check_sums(backup)
    say(f"Checksums:  as written, {time.monotonic() - started:.1f} s")
    manifest = json.loads((backup / MANIFEST).read_text())
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        different = _database(backup, Path(folder) / "postgres", manifest["tables"], say)
        for kind, expected in manifest["files"].items():
            different += _files(backup, kind, Path(folder) / kind, expected, say)
    if not manifest["files"]:
        say("Files:      none in it: images and documents are in an object storage")
    if different:
        raise CommandError(f"{backup} differs when restored: {', '.join(different)}", returncode=1)
    say(f"{backup.name} can be restored: {time.monotonic() - started:.1f} s in all.")


def _database(
    backup: Path, folder: Path, expected: dict[str, list], say: Callable[[str], None]
) -> list[str]:
    started = time.monotonic()
    server = EmbeddedServer(folder, options=["fsync=off", "full_page_writes=off"])
    server.acquire()
    try:
        host = str(server.socket_folder)
        where = ["--host", host, "--username", SUPERUSER, "--dbname", "postgres"]
        with (backup / DATABASE).open("rb") as dump:
            done = subprocess.run(
                [binaries() / "pg_restore", "--no-owner", "--no-privileges", *where],
                stdin=dump,
                capture_output=True,
                text=True,
                check=False,
            )
        if done.returncode != 0:
            raise CommandError(f"pg_restore failed: {done.stderr.strip()[-500:]}")
        restored = time.monotonic() - started
        with psycopg.connect(host=host, user=SUPERUSER, dbname="postgres") as connection:
            found = table_digests(connection.cursor())
    finally:
        server.release()
        server.delete()
    rows = sum(count for count, _digest in found.values())
    say(f"Database:   {len(found)} tables, {rows} rows, restored in {restored:.1f} s")
    return [f"table {name}" for name in _different(expected, found)]


def _files(
    backup: Path, kind: str, folder: Path, expected: dict[str, str], say: Callable[[str], None]
) -> list[str]:
    started = time.monotonic()
    folder.mkdir()
    with tarfile.open(backup / f"{kind}.tar") as archive:
        # In place of the argument `filter`, which Python 3.11.2 of Debian 12 doesn't know.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        for member in archive:
            archive.extract(member, folder)
    found = file_digests(folder)
    say(f"{kind.capitalize() + ':':<11} {len(found)} files, {time.monotonic() - started:.1f} s")
    return [f"{kind}/{name}" for name in _different(expected, found)]


def _different(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    names = sorted(expected.keys() | found.keys())
    return [name for name in names if expected.get(name) != found.get(name)]
