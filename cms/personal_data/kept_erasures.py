"""The list of erasures, a file beside the database: a restored backup forgets by it again.

It holds keys of rows and digests of names, a line of JSON for each erasure, and goes with the
backups. An entry is kept longer than any backup.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError

NAME = "erasures.jsonl"
#: Backups are kept for eight weeks, unless somebody keeps them longer.
KEPT = timedelta(days=400)


@dataclass(frozen=True)
class Entry:
    """One erasure: a UUID, when (ISO 8601, UTC), the rows erased, and digests of names."""

    id: str
    at: str
    objects: list[str]
    digests: list[str]

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


def read(path: Path | None = None) -> list[Entry]:
    """Return the entries of a file, the site's own unless another is named, the oldest first. One
    that is not there is empty. Raises `CommandError`.
    """
    path = path or own_path()
    try:
        lines = path.read_text().splitlines()
        return [Entry(**json.loads(line)) for line in lines]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError) as error:
        raise CommandError(f"{path} is no list of erasures: {error}") from error


def add(*entries: Entry) -> None:
    """Add entries to the site's list; they are on the disk when it returns."""
    with os.fdopen(os.open(own_path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
        file.writelines(_line(each) for each in entries)
        file.flush()
        os.fsync(file.fileno())


def copy_to(folder: Path) -> None:
    """Put all that is known into the list beside the backups in a folder."""
    entries = {each.id: each for each in (*read(folder / NAME), *read())}
    if entries:
        _write(folder / NAME, list(entries.values()))


def forget(now: datetime) -> int:
    """Forget entries that are older than any backup; return how many."""
    entries = read()
    kept = [each for each in entries if each.moment > now - KEPT]
    if len(kept) < len(entries):
        _write(own_path(), kept)
    return len(entries) - len(kept)


def own_path() -> Path:
    """Return where the site's own list is."""
    return Path(settings.DATA_DIR) / NAME


def _write(path: Path, entries: list[Entry]) -> None:
    draft = path.with_suffix(".partial")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.writelines(map(_line, sorted(entries, key=lambda each: each.at)))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _line(entry: Entry) -> str:
    return json.dumps(asdict(entry)) + "\n"
