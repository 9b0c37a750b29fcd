"""The admin speaks Danish: our catalogues fill what Wagtail's own leave in English."""

import html
import json
import re
from collections.abc import Iterator
from itertools import chain

import polib
import pytest
import wagtail
from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype, Script, Stylesheet
from django.urls import reverse

from cms.models import Person
from cms.testing import factories
from cms.tests.admin_catalogues import (
    DOMAINS,
    OVERLAY,
    danish_of,
    overlay,
    own_folders,
    packages,
    reports,
    translations,
    word_list,
)
from cms.tests.pages.models import ArticlePage

#: What a release candidate has in English is put into Danish with the upgrade, and `make danish`
#: lists it.
of_a_released_wagtail = pytest.mark.skipif(
    wagtail.VERSION[3] != "final", reason="Wagtail isn't released yet, so not in Danish"
)
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


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_entry_has_its_danish(domain: str):
    assert [entry.msgid for entry in overlay(domain) if not entry.translated()] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_file_is_of_this_catalogue(domain: str):
    compiled = polib.mofile(str(OVERLAY / f"{domain}.mo"))
    assert translations(compiled) == translations(overlay(domain))


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_overrides_the_danish_of_a_package_says_so_and_differs(domain: str):
    """What Wagtail and Django have put into Danish themselves is ours only where it is wrong."""
    theirs, mine = danish_of(domain, packages()), translations(overlay(domain))
    marked = {
        (entry.msgctxt, entry.msgid)
        for entry in overlay(domain)
        if entry.tcomment == INSTEAD_OF_THEIRS
    }
    assert {key for key in mine.keys() & theirs if mine[key] != theirs[key]} == marked
    assert {key for key in mine.keys() & theirs if mine[key] == theirs[key]} == set()


@pytest.mark.parametrize("word", word_list())
def test_one_word_for_one_thing(word: str):
    """No Danish text of the admin has a word that the list has another for."""
    of_wagtail = [folder for folder in packages() if "wagtail" in str(folder)]
    found = re.compile(rf"(?<![\w%(/#.-]){word}(?![\w)/-])", re.IGNORECASE)
    assert {
        key[1]: danish
        for domain in DOMAINS
        for key, danish in (danish_of(domain, of_wagtail) | translations(overlay(domain))).items()
        if found.search(danish if isinstance(danish, str) else " ".join(danish.values()))
    } == {}


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_apps_have_the_same_words(domain: str):
    """Our catalogues take precedence over those of our own apps, which may share a text."""
    texts = translations(overlay(domain))
    apps_texts = danish_of(domain, own_folders())
    assert {key: texts[key] for key in texts.keys() & apps_texts} == {
        key: apps_texts[key] for key in texts.keys() & apps_texts
    }


def test_what_is_past_was_for_some_time_ago():
    """What tells of it is put after other words: "Ændringer ønsket for 42 sekunder siden"."""
    texts = danish_of("django", packages()) | translations(overlay("django"))
    told = {
        key[1]: [danish] if isinstance(danish, str) else list(danish.values())
        for key, danish in texts.items()
        if re.search(r"\bago\b", key[1])
    }
    assert {"%(time_period)s ago", "%(delta)s ago", "an hour ago"} <= told.keys()
    assert [each for each in chain(*told.values()) if not re.match(r"for .+ siden", each)] == []


@of_a_released_wagtail
def test_all_of_the_packages_is_in_danish():
    """An upgrade brings texts, which are put into Danish, and drops some, which are taken out."""
    assert reports() == []


def english() -> set[str]:
    """The texts that we have another Danish text for, and those that show at a glance."""
    texts = {
        entry.msgid
        for domain in DOMAINS
        for entry in overlay(domain)
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
