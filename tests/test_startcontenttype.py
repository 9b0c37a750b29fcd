"""A new content type from one command, in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from cms.danish.catalogues import compile_catalogue
from tests.databases import url_of

NOT_COPIED = shutil.ignore_patterns(".*", "var", "node_modules")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project."""
    copy = tmp_path_factory.mktemp("copy") / "project"
    return shutil.copytree(settings.BASE_DIR, copy, ignore=NOT_COPIED)


@pytest.fixture(scope="module")
def told(project: Path, django_db_setup, django_db_blocker) -> str:
    """What the command says that has begun two new types in the project: one by its name alone."""
    begin = (
        "import django; django.setup(); from django.core.management import call_command; "
        "call_command('startcontenttype', 'case_studies'); "
        "call_command('startcontenttype', 'public_hearings', '--model', 'Hearing', "
        "'--singular', 'høring', '--plural', 'høringer')"
    )
    return run(project, "-c", begin)


@pytest.fixture(scope="module")
def names(project: Path, told: str) -> str:
    """What a new process of the project, in which nothing is amiss, says of a new type's names.

    It also makes what the new types' own tests copy their database from: of this process's, which
    takes a tenth of the time of all migrations.
    """
    ask = """
import django, sys
django.setup()
from django.core.management import call_command
call_command("check", fail_level="WARNING")

import conftest
template = conftest.TEMPLATE_PREFIX + conftest.migrations_digest()
with conftest.maintenance_cursor() as cursor:
    cursor.execute(f'DROP DATABASE IF EXISTS "{template}"')
    cursor.execute(f'CREATE DATABASE "{template}" TEMPLATE "{sys.argv[1]}"')
conftest.migrate(template)

from public_hearings.models import *
names = [HearingPage._meta.verbose_name, HearingPage._meta.verbose_name_plural]
print([*map(str, names), HearingIndexPage.default_title, HearingIndexPage.default_slug])
"""
    return run(project, "-c", ask, connection.settings_dict["TEST"]["TEMPLATE"])


def run(project: Path, *arguments: str) -> str:
    """What a Python command prints in the project; it must succeed."""
    environment = {name: value for name, value in os.environ.items() if "XDIST" not in name}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "DATABASE_URL": url_of("postgres"),  # so that the copy starts no server of its own
    }
    done = subprocess.run(
        [sys.executable, *arguments], cwd=project, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.timeout(900)  # it runs all tests of the new type
def test_new_type_is_complete_at_once(project: Path, names: str):
    run(project, "-m", "ruff", "check", "case_studies")
    run(project, "-m", "ruff", "format", "--check", "case_studies")
    run(project, "-m", "pytest", "-q", "case_studies")


def test_what_a_new_type_declares_and_shows_is_what_news_does():
    template = settings.BASE_DIR / "cms/conf/content_type_template"
    news = settings.BASE_DIR / "news"
    index = (template / "templates/$app/${type}_index_page.html-tpl").read_text()
    pattern = (news / "templates/news/news_index_page.html").read_text()
    assert re.findall('include ".+?"', index) == re.findall('include ".+?"', pattern)
    declared = re.compile(r"^    (?:def )?(filters|schema_org\w*|facet_date|card_fields)\b", re.M)
    model, of_news = (template / "models.py-tpl").read_text(), (news / "models.py").read_text()
    assert declared.findall(model) == declared.findall(of_news) != []


def test_danish_names_are_those_that_the_author_gives(told: str, names: str):
    what_to_do = (
        "Make their tables with `python manage.py migrate`, and an index page in the section with "
        "`python manage.py setup_site`; `make run` does both."
    )
    assert told.splitlines() == [
        f"case_studies/ holds CaseStudyPage and CaseStudyIndexPage. {what_to_do}",
        "Editors read the English names for now: give them Danish ones in "
        "case_studies/locale/da/LC_MESSAGES/django.po, and run `make translations`.",
        f"public_hearings/ holds HearingPage and HearingIndexPage. {what_to_do}",
    ]
    assert names.splitlines()[-1] == "['høring', 'høringer', 'Høringer', 'hoeringer']"


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("Podcasts", {}, '"Podcasts" can\'t name an app: use small letters a-z, digits and _'),
        ("pod-casts", {}, '"pod-casts" can\'t name an app'),
        ("../podcasts", {}, '"../podcasts" can\'t name an app'),
        ("class", {}, '"class" can\'t name an app'),
        ("news", {}, f'"news" is taken: {settings.BASE_DIR / "news"} exists.'),
        ("wagtailimages", {}, '"wagtailimages" is taken by the app wagtail.images.'),
        ("json", {}, '"json" is taken by an installed Python package.'),
        ("advice", {}, '"advice" looks like no plural: name one of them with --model'),
        ("tidings", {"model": "pod cast"}, '"pod cast" can\'t name a type'),
        (
            "flashes",
            {"model": "News"},
            '"News" is taken: news.NewsIndexPage is a page type already.',
        ),
    ],
)
def test_name_that_can_not_be_used_is_refused_in_one_line(name, options, message):
    with pytest.raises(CommandError) as caught:
        call_command("startcontenttype", name, **options)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_catalogue_is_compiled_as_gettext_compiles_it(tmp_path: Path):
    if shutil.which("msgfmt") is None:
        pytest.skip("gettext is not installed (Debian: apt install gettext)")
    text = (
        'msgid ""\nmsgstr ""\n"Language: da\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "date"\nmsgstr "dato"\n\nmsgid "a \\"quoted\\" "\n"word"\nmsgstr "et ord på ÆØÅ"\n'
    )
    source, compiled = tmp_path / "django.po", tmp_path / "django.mo"
    source.write_text(text, encoding="utf-8")
    subprocess.run(["msgfmt", "--no-hash", "-o", compiled, source], check=True)
    assert compile_catalogue(text) == compiled.read_bytes()
