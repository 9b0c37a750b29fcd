"""`python -m cms.tests.admin_catalogues` says which texts of the installed packages have no Danish,
and which Danish of ours belongs to texts that no package has any more: what an upgrade leaves to
do in cms/locale/wagtail. It ends with status 1 if there is any.
"""

import os
import sys
from pathlib import Path

import django
import polib
from django.apps import apps
from django.conf import settings

from cms.plugins import installed_apps, plugin_apps

DOMAINS = ["django", "djangojs"]
#: Our Danish of the packages' texts, which goes before their own.
OVERLAY = Path(__file__).parents[1] / "locale/wagtail/da/LC_MESSAGES"

#: What a text is found by: its context and its English.
Key = tuple[str | None, str]
Texts = dict[Key, str | dict[int, str]]


def translations(catalogue: polib.POFile | polib.MOFile) -> Texts:
    """What a catalogue has put into Danish, plural forms by their number."""
    return {
        (entry.msgctxt, entry.msgid): entry.msgstr_plural or entry.msgstr
        for entry in catalogue.translated_entries()
    }


def overlay(domain: str) -> polib.POFile:
    """Our catalogue of the packages' texts."""
    return polib.pofile(str(OVERLAY / f"{domain}.po"))


def own_folders() -> list[Path]:
    """The folders of our own apps' catalogues."""
    return [
        Path(app.path) / "locale"
        for app in apps.get_app_configs()
        if "site-packages" not in Path(app.path).parts
    ]


def packages() -> list[Path]:
    """The folders of the installed packages' catalogues, with Django's own, without those that a
    plugin brings: they are put into Danish by it.
    """
    brought = set(installed_apps()) - set(plugin_apps())
    installed = {
        Path(app.path) / "locale" for app in apps.get_app_configs() if app.name not in brought
    } - set(own_folders())
    return [Path(django.__file__).parent / "conf/locale", *sorted(installed)]


def danish_of(domain: str, folders: list[Path]) -> Texts:
    """What the catalogues in these folders have put into Danish."""
    texts: Texts = {}
    for folder in folders:
        path = folder / "da/LC_MESSAGES" / f"{domain}.mo"
        if path.exists():
            texts |= translations(polib.mofile(str(path)))
    return texts


def english_of(domain: str, folders: list[Path]) -> set[Key]:
    """What there is to put into Danish. A package without a catalogue of its English shows it in
    those of other languages.
    """
    found: set[Key] = set()
    for folder in folders:
        first = folder / "en/LC_MESSAGES" / f"{domain}.po"
        paths = [first] if first.exists() else sorted(folder.glob(f"*/*/{domain}.po"))[:1]
        for path in paths:
            entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
            found |= {(entry.msgctxt, entry.msgid) for entry in entries}
    return found


def word_list() -> list[str]:
    """The words that docs/ordliste.md has others for."""
    rows = (settings.BASE_DIR / "docs/ordliste.md").read_text(encoding="utf-8").splitlines()
    cells = [row.strip("|").split("|")[2] for row in rows if row.startswith("| ")][1:]
    return [word.strip() for cell in cells for word in cell.split(",") if word.strip()]


def reports() -> list[str]:
    """What is missing or too much, a line each."""
    lines = []
    for domain in DOMAINS:
        english, ours = english_of(domain, packages()), translations(overlay(domain)).keys()
        danish = danish_of(domain, packages() + own_folders()).keys() | ours
        lines += [f"{domain}.po lacks: {text}" for text in _texts(english - danish)]
        lines += [
            f"{domain}.po has, and nobody asks for: {text}" for text in _texts(ours - english)
        ]
    return lines


def _texts(keys: set[Key]) -> list[str]:
    return sorted(f"{text!r} ({context})" if context else repr(text) for context, text in keys)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    found = reports()
    print(*found or ["All texts of the installed packages are in Danish."], sep="\n")
    sys.exit(bool(found))
