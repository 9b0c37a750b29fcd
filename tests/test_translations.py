"""Danish is complete: every text marked for translation has one, and the compiled files fit."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

# What is never shown to a visitor or an editor, or belongs to another folder with translations.
LEFT_OUT = ("tests", "testing", "migrations", "locale", "static", "settings")

FOLDERS = sorted(
    catalogue.parents[3]
    for catalogue in settings.BASE_DIR.glob("**/locale/da/LC_MESSAGES/django.po")
    if not {".venv", "site-packages"} & set(catalogue.parts)
)


def name(folder: Path) -> str:
    return str(folder.relative_to(settings.BASE_DIR))


def sources(folder: Path) -> list[Path]:
    """The files whose texts belong to the folder's catalogue."""
    others = [other for other in FOLDERS if other != folder and folder in other.parents]
    return [
        path
        for path in folder.rglob("*")
        if path.suffix in (".py", ".html", ".txt", ".xml", ".md")
        and not set(path.relative_to(folder).parts) & set(LEFT_OUT)
        and not any(other in path.parents for other in others)
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_every_text_is_translated(folder: Path, tmp_path: Path):
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not installed (Debian: apt install gettext)")
    copy = tmp_path / folder.name
    for path in sources(folder):
        target = copy / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    catalogue = Path("locale/da/LC_MESSAGES/django.po")
    (copy / catalogue).parent.mkdir(parents=True)
    shutil.copy(folder / catalogue, copy / catalogue)

    environment = {name: value for name, value in os.environ.items() if "DJANGO" not in name}
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "da"]
    extensions = ["--extension", "html,txt,py,xml,md"]
    subprocess.run([*command, *extensions], cwd=copy, env=environment, check=True)

    entries = polib.pofile(str(copy / catalogue))
    lacking = [entry.msgid for entry in entries if not entry.obsolete and not entry.translated()]
    unused = [entry.msgid for entry in entries if entry.obsolete]
    assert (lacking, unused) == ([], [])


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_the_compiled_file_is_of_this_catalogue(folder: Path):
    texts = folder / "locale/da/LC_MESSAGES/django.po"
    written = {
        (entry.msgctxt, entry.msgid): entry.msgstr_plural or entry.msgstr
        for entry in polib.pofile(str(texts)).translated_entries()
    }
    compiled = {
        (entry.msgctxt, entry.msgid): entry.msgstr_plural or entry.msgstr
        for entry in polib.mofile(str(texts.with_suffix(".mo")))
    }
    assert compiled == written
