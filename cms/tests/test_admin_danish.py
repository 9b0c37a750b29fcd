"""The admin speaks Danish: our catalogues fill what Wagtail's own leave in English."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import django
import polib
import pytest
from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype, Script, Stylesheet
from django.apps import apps
from django.conf import settings
from django.urls import reverse

from cms.models import Person
from cms.plugins import installed_apps, plugin_apps
from cms.testing import factories
from cms.tests.pages.models import ArticlePage

FOLDER = settings.BASE_DIR / "cms/locale/wagtail/da/LC_MESSAGES"
DOMAINS = ["django", "djangojs"]

#: Marks what is put in the place of a package's own Danish.
INSTEAD_OF_THEIRS = "instead of Wagtail's own"

# What tells at a glance that an admin is in English.
VISIBLE = {
    "Add image",
    "Add images",
    "All collections",
    "Choose an image",
    "Collections",
    "Comments",
    "Groups",
    "Help",
    "History",
    "Images",
    "Inspect",
    "Last published",
    "More actions",
    "Page explorer",
    "Published",
    "Redirects",
    "Reports",
    "Search all pages…",
    "Search…",
    "Show filters",
    "Sites",
    "Skip to main content",
    "Toggle sidebar",
    "Username",
    "View history",
    "Workflows",
}

Key = tuple[str | None, str]


def translations(catalogue: polib.POFile | polib.MOFile) -> dict[Key, str | dict[int, str]]:
    return {
        (entry.msgctxt, entry.msgid): entry.msgstr_plural or entry.msgstr
        for entry in catalogue.translated_entries()
    }


def keys(catalogue: polib.POFile) -> set[Key]:
    return set(translations(catalogue))


def ours(domain: str) -> polib.POFile:
    return polib.pofile(str(FOLDER / f"{domain}.po"))


def own_folders() -> list[Path]:
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


def danish_of(domain: str, folders: list[Path]) -> dict[Key, str | dict[int, str]]:
    texts = {}
    for folder in folders:
        path = folder / "da/LC_MESSAGES" / f"{domain}.mo"
        if path.exists():
            texts |= translations(polib.mofile(str(path)))
    return texts


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_entry_has_its_danish(domain: str):
    assert [entry.msgid for entry in ours(domain) if not entry.translated()] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_file_is_of_this_catalogue(domain: str):
    compiled = polib.mofile(str(FOLDER / f"{domain}.mo"))
    assert translations(compiled) == translations(ours(domain))


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_overrides_the_danish_of_a_package_says_so_and_differs(domain: str):
    """What Wagtail and Django have put into Danish themselves is ours only where it is wrong."""
    theirs, mine = danish_of(domain, packages()), translations(ours(domain))
    marked = {
        (entry.msgctxt, entry.msgid)
        for entry in ours(domain)
        if entry.tcomment == INSTEAD_OF_THEIRS
    }
    assert {key for key in mine.keys() & theirs if mine[key] != theirs[key]} == marked
    assert {key for key in mine.keys() & theirs if mine[key] == theirs[key]} == set()


def word_list() -> list[str]:
    """The words that docs/ordliste.md has others for."""
    rows = (settings.BASE_DIR / "docs/ordliste.md").read_text(encoding="utf-8").splitlines()
    cells = [row.strip("|").split("|")[2] for row in rows if row.startswith("| ")][1:]
    return [word.strip() for cell in cells for word in cell.split(",") if word.strip()]


@pytest.mark.parametrize("word", word_list())
def test_one_word_for_one_thing(word: str):
    """No Danish text of the admin has a word that the list has another for."""
    of_wagtail = [folder for folder in packages() if "wagtail" in str(folder)]
    texts = danish_of("django", of_wagtail) | translations(ours("django"))
    found = re.compile(rf"(?<![\w%(/#.-]){word}(?![\w)/-])", re.IGNORECASE)
    assert {
        key[1]: danish
        for key, danish in texts.items()
        if found.search(danish if isinstance(danish, str) else " ".join(danish.values()))
    } == {}


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_apps_have_the_same_words(domain: str):
    """Our catalogues take precedence over those of our own apps, which may share a text."""
    texts = translations(ours(domain))
    apps_texts = danish_of(domain, own_folders())
    assert {key: texts[key] for key in texts.keys() & apps_texts} == {
        key: apps_texts[key] for key in texts.keys() & apps_texts
    }


@pytest.mark.parametrize("domain", DOMAINS)
def test_all_of_wagtail_is_in_danish(domain: str):
    """An upgrade of Wagtail brings texts, which are put in, and drops some, taken out."""
    english = {
        (entry.msgctxt, entry.msgid)
        for folder in packages()
        if (path := folder / "en/LC_MESSAGES" / f"{domain}.po").exists() and "wagtail" in str(path)
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    }
    danish = danish_of(domain, packages() + own_folders())
    assert (english - danish.keys() - keys(ours(domain)), keys(ours(domain)) - english) == (
        set(),
        set(),
    )


def english() -> set[str]:
    """The texts that we have another Danish text for, and those that show at a glance."""
    texts = {
        entry.msgid
        for domain in DOMAINS
        for entry in ours(domain)
        if entry.msgid not in (entry.msgstr, entry.msgstr_plural.get(0))
    }
    return texts | VISIBLE


def labels(value: object) -> Iterator[str]:
    """The labels in JSON that the admin's scripts show, such as those of the sidebar."""
    if isinstance(value, dict):
        yield from (text for key, text in value.items() if key == "label" and text)
        for item in value.values():
            yield from labels(item)
    elif isinstance(value, list):
        for item in value:
            yield from labels(item)


def texts_shown(page: str) -> set[str]:
    """Every text of a page that a person may see or hear, also in what scripts unfold."""
    return texts_in(BeautifulSoup(page, "html.parser"))


def texts_in(soup: BeautifulSoup) -> set[str]:
    """The same of a page that has been read."""
    texts = {
        str(text).strip()
        for text in soup.find_all(string=True)
        if not isinstance(text, Comment | Doctype | Script | Stylesheet)
    }
    for tag in soup.find_all(True):
        texts |= {
            tag[name].strip() for name in ("aria-label", "title", "placeholder") if tag.get(name)
        }
    for script in soup.find_all("script", type="application/json"):
        texts |= set(labels(json.loads(html.unescape(script.string or "null"))))
    return texts - {""}


@pytest.fixture
def article() -> ArticlePage:
    return factories.page(ArticlePage, title="Genbrug", slug="genbrug")


@pytest.mark.django_db
def test_the_login_page_is_in_danish(client):
    response = client.get(reverse("wagtailadmin_login"), follow=True)
    assert texts_shown(response.text) & english() == set()


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_home",
        "wagtailadmin_explore_root",
        "wagtailadmin_account",
        "wagtailadmin_reports:locked_pages",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:workflow",
        "wagtailadmin_workflows:index",
        "wagtailadmin_collections:index",
        "wagtailimages:index",
        "wagtailimages:add_multiple",
        "wagtaildocs:index",
        "wagtailredirects:index",
        "wagtailusers_users:index",
        "wagtailusers_groups:add",
        "wagtailsites:index",
        "cms_person_modeladmin_index",
        "cms_person_modeladmin_create",
    ],
)
def test_a_view_is_in_danish(name: str, admin_client):
    Person.objects.create(name="Anna Bang")
    shown = texts_shown(admin_client.get(reverse(name)).text)
    assert shown & english() == set()
    assert "Rapporter" in shown  # the sidebar has been read


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:move",
        "wagtailadmin_pages:copy",
        "wagtailadmin_pages:delete",
        "wagtailadmin_pages:unpublish",
    ],
)
def test_a_view_of_a_page_is_in_danish(name: str, admin_client, article):
    article.save_revision().publish()
    shown = texts_shown(admin_client.get(reverse(name, args=[article.pk])).text)
    assert shown & english() == set()


@pytest.mark.django_db
def test_the_scripts_speak_danish(admin_client):
    catalogue = json.loads(
        admin_client.get(reverse("wagtailadmin_javascript_catalog"))
        .text.split("const newcatalog = ")[1]
        .split(";\n")[0]
    )
    assert {text: catalogue.get(text) for text in ("Reply", "Insert a block")} == {
        "Reply": "Svar",
        "Insert a block": "Indsæt en blok",
    }
