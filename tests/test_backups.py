"""Backups are whole, kept as long as promised, and can be restored."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Page

from cms.running.backups import SUMS, digest_of, forget, generations


def told(command: str, folder: Path, **options) -> list[str]:
    output = StringIO()
    call_command(command, folder, stdout=output, **options)
    return output.getvalue().splitlines()


def test_a_backup_is_restored_as_it_was_and_a_damaged_one_is_not(committing_database, tmp_path):
    media, documents = (
        Path(settings.MEDIA_ROOT),
        Path(settings.STORAGES["documents"]["OPTIONS"]["location"]),
    )
    for folder, name in ((media, "images/æ.webp"), (documents, "rapport.pdf")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    folder = tmp_path / "backups"
    told("backup", folder)
    [backup] = generations(folder)
    assert sorted(path.name for path in backup.iterdir()) == sorted(
        [SUMS, "database.dump", "documents.tar", "manifest.json", "media.tar"]
    )
    # What has changed since is no matter of the backup.
    Page.objects.filter(depth=1).update(title="Ændret")
    (media / "images/æ.webp").write_bytes(b"andet")
    *_parts, last = told("drill", folder)
    assert last.startswith(f"{backup.name} can be restored: ")

    # The sums are right, and what was backed up is something else.
    manifest = backup / "manifest.json"
    before = digest_of(manifest)
    manifest.write_text(manifest.read_text().replace('"wagtailcore_page"', '"wagtailcore_other"'))
    with pytest.raises(CommandError, match=r"is damaged: manifest\.json"):
        told("drill", folder)
    sums = backup / SUMS
    sums.write_text(sums.read_text().replace(before, digest_of(manifest)))
    with pytest.raises(
        CommandError, match=r"restored: table wagtailcore_other, table wagtailcore_page$"
    ):
        told("drill", folder)


def test_the_newest_of_each_day_and_of_each_week_is_kept(tmp_path):
    names = ["2026-11-30T011500Z", "2026-11-29T220000Z", "2026-11-29T011500Z"]
    names += ["2026-11-28T011500Z", "2026-11-22T011500Z", "2026-11-20T011500Z"]
    for name in [*names, "notes", "2026-11-01T011500Z.partial"]:
        (tmp_path / name).mkdir()
    gone = forget(tmp_path, days=2, weeks=3)
    assert [path.name for path in generations(tmp_path)] == [names[0], names[1], names[4]]
    assert [path.name for path in gone] == [names[2], names[3], names[5]]
    assert (tmp_path / "notes").exists()


def test_where_no_backup_is_that_is_said(tmp_path):
    with pytest.raises(CommandError, match="There is no backup in"):
        told("drill", tmp_path)
