"""The parts of the demo: who gets an account and where, how texts and days become data."""

import os
import subprocess
import sys
from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from home.demo.accounts import account_lines, create_accounts
from home.demo.calendar import resolve
from home.demo.pdfs import PAPERS
from home.demo.pdfs.typesetting import typeset
from home.demo.prose import to_html
from home.demo.shapes import InDays


@pytest.mark.django_db
def test_settings_that_do_not_allow_the_demo_get_no_account(settings):
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="passwords everybody knows"):
        call_command("load_demo", stdout=StringIO())
    call_command("load_demo", if_empty=True, stdout=StringIO())

    assert get_user_model().objects.count() == 0


@pytest.mark.django_db
def test_accounts_have_one_group_each_and_the_password_that_is_printed(empty):
    call_command("setup_site", verbosity=0)
    create_accounts()

    users = get_user_model().objects.all()

    assert {user.username: [group.name for group in user.groups.all()] for user in users} == {
        "redaktoer": ["Redaktør"],
        "moderator": ["Godkender"],
        "medlem": ["Styregruppen"],
    }
    assert not users.filter(is_superuser=True).exists()
    assert [line.split("(")[0].strip() for line in account_lines()] == [
        "redaktoer / verdensmaal",
        "moderator / verdensmaal",
        "medlem / verdensmaal",
    ]


def test_production_refuses_the_demo_in_one_line():
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": "x" * 50,
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "ALLOWED_HOSTS": "www.example.org",
        "WAGTAILADMIN_BASE_URL": "https://www.example.org",
    }
    refused = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "load_demo"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr == (
        "CommandError: The demo has accounts whose passwords everybody knows, so these settings "
        "(cms.settings.production) do not allow it.\n"
    )


def test_prose_becomes_paragraphs_lists_and_links():
    text = """
        Først **dette**, som FN's & mit.

        - en [side](page:om)
        - en [adresse](https://example.org/)

        1. to
           linjer
        2. [fil](document:rapport)
    """
    assert to_html(text, lambda kind, key: len(key)) == (
        "<p>Først <b>dette</b>, som FN's &amp; mit.</p>"
        '<ul><li>en <a linktype="page" id="2">side</a></li>'
        '<li>en <a href="https://example.org/">adresse</a></li></ul>'
        '<ol><li>to linjer</li><li><a linktype="document" id="7">fil</a></li></ol>'
    )


@pytest.mark.parametrize(
    ("day", "today", "length", "expected"),
    [
        (date(2022, 5, 17), date(2026, 11, 24), 1, date(2022, 5, 17)),
        (InDays(6), date(2026, 11, 24), 1, date(2026, 11, 30)),
        pytest.param(InDays(4), date(2026, 11, 24), 1, date(2026, 11, 30), id="not on a Saturday"),
        pytest.param(InDays(-2), date(2026, 11, 24), 1, date(2026, 11, 20), id="nor on a Sunday"),
        pytest.param(InDays(3), date(2026, 11, 24), 2, date(2026, 11, 30), id="no day of two"),
        pytest.param(InDays(30), date(2026, 11, 24), 1, date(2027, 1, 11), id="after Christmas"),
        pytest.param(InDays(-3), date(2027, 1, 7), 1, date(2026, 12, 18), id="before Christmas"),
    ],
)
def test_days_are_working_days_around_today(day, today, length, expected):
    assert resolve(day, today, length) == expected


def test_papers_are_the_same_at_every_setting():
    paper = PAPERS["klart-sprog"]

    assert typeset(paper) == typeset(paper)
