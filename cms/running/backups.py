"""Backups: one folder for each, with the database, the uploaded files, and what tells whether a
restored one is equal.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.db import connection, transaction

from cms.postgres.server import binaries

DATABASE, SUMS, MANIFEST = "database.dump", "SHA256SUMS", "manifest.json"
_NAME, _PARTIAL = "%Y-%m-%dT%H%M%SZ", ".partial"
#: Of each table, how many rows and the sum of digests of them, which their order doesn't change.
_DIGEST = (
    "SELECT count(*), coalesce(sum(('x' || left(md5(row::text), 15))::bit(60)::bigint), 0)::text "
    'FROM "{}" AS row'
)


def back_up(folder: Path, files: dict[str, Path]) -> Path:
    """Write a backup into a new folder below this one, and return it. The database comes first, as
    of one moment, so that every file that it names is there. A folder has its name once all is in
    it and on the disk. `files` are folders by the names that they have in the backup.

    Raises `CommandError`.
    """
    name = datetime.now(UTC).strftime(_NAME)
    draft = folder / f"{name}{_PARTIAL}"
    try:
        draft.mkdir(mode=0o700, parents=True)
        manifest: dict[str, Any] = {"tables": _dump(draft / DATABASE), "files": {}}
        for kind, source in files.items():
            manifest["files"][kind] = _pack(source, draft / f"{kind}.tar")
        (draft / MANIFEST).write_text(json.dumps(manifest, indent=1))
        sums = [f"{digest_of(path)}  {path.name}\n" for path in sorted(draft.iterdir())]
        (draft / SUMS).write_text("".join(sums))
        for path in draft.iterdir():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        return draft.rename(folder / name)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise CommandError(f"No backup could be written to {folder}: {error}") from error
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def generations(folder: Path) -> list[Path]:
    """Return the whole backups below a folder, the newest first."""
    found = [path for path in folder.glob("*Z") if _made_at(path) is not None]
    return sorted(found, reverse=True)


def forget(folder: Path, days: int, weeks: int) -> list[Path]:
    """Delete the backups that are kept no more, and return them: kept is the newest of each of so
    many days and of each of so many weeks, counted from the newest one. What was left half written
    by a backup of more than a day ago is deleted as well.
    """
    found = generations(folder)
    kept = set(found[:1])
    for form, most in (("%Y-%m-%d", days), ("%G-%V", weeks)):
        newest: dict[str, Path] = {}
        for path in found:
            newest.setdefault(_moment(path).strftime(form), path)
        kept |= set(list(newest.values())[:most])
    gone = [path for path in found if path not in kept]
    before = (datetime.now(UTC) - timedelta(days=1)).timestamp()
    gone += [path for path in folder.glob(f"*Z{_PARTIAL}") if path.stat().st_mtime < before]
    for path in gone:
        shutil.rmtree(path)
    return gone


def check_sums(backup: Path) -> None:
    """Raise `CommandError` unless each file is the one that was written."""
    try:
        lines = (backup / SUMS).read_text().splitlines()
        wrong = [
            name
            for digest, name in (line.split("  ", 1) for line in lines)
            if digest_of(backup / name) != digest
        ]
    except (OSError, ValueError) as error:
        raise CommandError(f"{backup} is not whole: {error}") from error
    if wrong:
        raise CommandError(f"{backup} is damaged: {', '.join(wrong)}")


def table_digests(cursor: Any) -> dict[str, list]:
    """Return of each table how many rows it has, and a digest of them."""
    cursor.execute("SELECT set_config('TimeZone', 'UTC', true)")
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    found = {}
    for (name,) in cursor.fetchall():
        cursor.execute(_DIGEST.format(name))
        found[name] = list(cursor.fetchone())
    return found


def file_digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file below a folder, by its path in it."""
    return {str(path.relative_to(folder)): digest_of(path) for path in _files(folder)}


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _dump(target: Path) -> dict[str, list]:
    parameters = connection.get_connection_params()
    names = {"dbname": "PGDATABASE", "password": "PGPASSWORD"}
    names |= {name: f"PG{name.upper()}" for name in ("host", "port", "user", "sslmode")}
    names |= {"sslrootcert": "PGSSLROOTCERT", "service": "PGSERVICE"}
    told = {names[each]: str(value) for each, value in parameters.items() if each in names}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version_num')::int")
        snapshot, version = cursor.fetchone()
        program = str(_pg_dump(version // 10000))
        with target.open("wb") as file:
            done = subprocess.run(
                [program, "--format=custom", f"--snapshot={snapshot}"],
                env=os.environ | told,
                stdout=file,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        if done.returncode != 0:
            raise CommandError(f"pg_dump failed: {done.stderr.strip()}")
        return table_digests(cursor)


def _pg_dump(server: int) -> Path:
    """Return the system's program, if it knows a server of this major version, or the package's."""
    own = shutil.which("pg_dump")
    if own is not None:
        told = subprocess.run([own, "--version"], capture_output=True, text=True, check=False)
        major = re.search(r"(\d+)", told.stdout)
        if major and int(major[1]) >= server:
            return Path(own)
    return binaries() / "pg_dump"


def _pack(source: Path, target: Path) -> dict[str, str]:
    """Write the files into an archive; return the digest of each. One that is deleted meanwhile is
    in neither: the database of that moment may name it, and the site then says that it is gone.
    """
    found = {}
    with tarfile.open(target, "w") as archive:
        for path in _files(source):
            name = str(path.relative_to(source))
            try:
                digest = digest_of(path)
                archive.add(path, name, recursive=False)
            except FileNotFoundError:
                continue
            found[name] = digest
    return found


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _moment(path: Path) -> datetime:
    return datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)


def _made_at(path: Path) -> datetime | None:
    try:
        return _moment(path)
    except ValueError:
        return None
