"""With 30 pages of a plugin that is disabled, or not installed any more, the site goes on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from courses.models import CourseIndexPage
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from cms.users.models import User
from conftest import database_of_its_own
from tests.absent import world
from tests.databases import url_of

DISABLED = {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "DISABLE_PLUGINS": "courses"}
UNINSTALLED = {"DJANGO_SETTINGS_MODULE": "tests.absent.uninstalled"}

IN_USE = (
    "Intet er slettet: Det bruges stadig af {}, hvis plugin er slået fra eller afinstalleret. Slet "
    "dem først, eller slå pluginet til igen."
)
BY_MANY = IN_USE.format("25 × courses.coursepage (»Kursus 0«, »Kursus 1«, »Kursus 2«, …)")
BY_FOUR = IN_USE.format("4 × courses.coursepage (»Kursus 0«, »Kursus 1«, »Kladde«, …)")


# The first one makes a database and asks every address of the admin twice.
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def keys(django_db_setup, django_db_blocker) -> Iterator[dict[str, int]]:
    with database_of_its_own(django_db_blocker):
        yield world.build()


@pytest.fixture(scope="module")
def answers(keys) -> dict[str, Any]:
    return ask(keys, DISABLED)


def ask(keys: dict[str, int], environment: dict[str, str], *names: str) -> dict[str, Any]:
    """What a process answers that has another environment, on this process's database."""
    url = url_of(connection.settings_dict["NAME"])
    done = subprocess.run(
        [sys.executable, "-m", "tests.absent.asks", json.dumps(keys), *names],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url} | environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_public_site_goes_on_without_the_pages(answers):
    assert answers["public"] == {
        "home": 200,
        "section": 200,
        "news": 200,
        "linking": 200,
        "index": 404,
        "course": 404,
        "alias": 404,
        "redirect to it": 404,
        "detail of it": 404,
        "list": 200,
        "OpenAPI": 200,
        "sitemap": 200,
        "search": 200,
        "feed": 200,
    }


def test_no_page_of_the_admin_breaks(answers):
    assert answers["faults_of_the_admin"] == []


def test_page_says_so_where_it_is_opened(answers):
    assert answers["opened"] == {"read": [200, True], "changed": 409, "copied": 409}


def test_image_and_document_show_what_uses_them(answers):
    assert answers["used"] == [25, 25]


def test_pages_can_be_moved(answers):
    assert answers["moved"] == ["Møder og netværk", "Forside", "Forside"]


def test_page_above_is_copied_alone_only(answers):
    told = (
        "32 af undersiderne kan ikke kopieres, fordi deres plugin er slået fra eller "
        "afinstalleret. Slå det til igen, eller kopier siden alene."
    )
    assert answers["copied"] == {"with subpages": [[told], False], "alone": [302, True]}


def test_pages_are_deleted_with_all_that_belongs_to_them(answers):
    assert {name: answers["deleted"][name] for name in ("course", "index", "section", "many")} == {
        "course": ["»Kursus 0« er slettet endeligt."],
        "index": ["»Kurser« er slettet endeligt."],
        "section": ["»Møder og netværk« er slettet endeligt."],
        "many": ["»Kursus 0« er slettet endeligt.", "»Kladde« er slettet endeligt."],
    }


def test_what_they_refer_to_is_not_deleted_and_they_are_named(answers):
    deleted = answers["deleted"]
    assert {name: deleted[name] for name in ("person", "image", "topic", "article", "news")} == {
        "person": [BY_MANY],
        "image": [BY_MANY],
        "topic": [BY_FOUR],
        "article": [BY_FOUR],
        "news": [BY_FOUR],
    }
    # A block holds no foreign key: with the plugin, too, the block would be without its document.
    assert [told.startswith("Dokumentet ") for told in deleted["document"]] == [True]


def test_clock_goes_on_for_the_others(answers):
    assert answers["by_the_clock"] == {
        "article": True,
        "going_live": False,
        "expiring": False,
        "waits": 2,
        "next": None,
    }


def test_commands_name_the_types_and_the_way_out(answers):
    hint = (
        "HINT: Install or enable the plugin again to show them. To be rid of them: enable it, "
        "delete the pages in the admin, run `manage.py migrate courses zero`, and uninstall it."
    )
    warning = (
        "{0}: (cms.W004) The database holds {1} pages of {0}, a type that no installed plugin has."
    )
    assert answers["commands"] == {
        "status": [
            "Not shown:     2 pages of courses.courseindexpage, whose plugin is absent",
            "Not shown:     30 pages of courses.coursepage, whose plugin is absent",
        ],
        "check": [
            warning.format("courses.courseindexpage", 2),
            hint,
            warning.format("courses.coursepage", 30),
            hint,
        ],
    }


def test_uninstalled_is_as_disabled(keys, answers):
    names = ("public", "opened", "used", "deleted", "commands")
    assert ask(keys, UNINSTALLED, *names) == {name: answers[name] for name in names}


def test_recipe_leaves_nothing_behind(keys, django_db_blocker):
    """docs/plugins.md, "Taking a plugin out". The last test: nothing is left to ask for."""
    for index in CourseIndexPage.objects.all():
        index.delete(user=User.objects.get(pk=keys["chief"]))
    # As in a process of its own, whose tables are those of the database.
    call_command("migrate", "courses", "zero", verbosity=0)
    assert ask(keys, UNINSTALLED, "commands", "foreign_keys") == {
        "commands": {"status": [], "check": []},
        "foreign_keys": [],
    }
