"""The parts of the demo: who gets an account and where, how texts and days become data."""

import os
import re
import subprocess
import sys
from datetime import date, datetime
from io import StringIO

import pypdf
import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from home.demo import pages
from home.demo.accounts import account_lines, create_accounts
from home.demo.days import moment
from home.demo.files import HERE, read_toml
from home.demo.markdown import blocks, to_html
from home.demo.values import Catalogue

TUESDAY = date(2026, 11, 24)


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


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("audience = alle", "Invalid value"),
        ('state = "kladde"', "'kladde' is no state of a page"),
        ('colour = "red"', "NewsPage has no field named 'colour'"),
        ('image = "ukendt"', "'image', 'ukendt'"),
        ('date = "i morgen"', "'i morgen' is no day"),
    ],
)
@pytest.mark.django_db
def test_what_is_wrong_in_a_page_is_told_with_its_file(empty, tmp_path, monkeypatch, line, reason):
    call_command("setup_site", verbosity=0)
    users = create_accounts()
    monkeypatch.setattr(pages, "PAGES", tmp_path)
    file = tmp_path / "nyheder" / "ny.md"
    file.parent.mkdir()
    file.write_text(f'+++\ntype = "news.NewsPage"\ntitle = "Ny"\nlede = "Nyt."\n{line}\n+++\n')
    writer = pages.PageWriter(Catalogue(), users["redaktoer"], users["moderator"], TUESDAY)

    with pytest.raises(Exception, match=re.escape(reason)) as error:
        writer.write()

    assert error.value.__notes__ == ["In home/demo/pages/nyheder/ny.md"]


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


def test_a_body_becomes_blocks():
    body = """
Først dette

- og en liste.

---

Så dette.

### Hvorfor?

![En kyst.](kyst)

> Man lærer – altid – af
> en nøgle.
>
> – Karen Østerby, klimachef

```contact
signe-vester
```

```documents
heading = "Læs mere"
documents = ["indikatorer"]
```
"""
    assert list(blocks(body, lambda name: name == "documents")) == [
        ("text", "Først dette\n\n- og en liste."),
        ("text", "Så dette."),
        ("heading", {"text": "Hvorfor?", "level": "h3"}),
        ("image", {"image": "kyst", "caption": "En kyst."}),
        (
            "quote",
            {"text": "Man lærer – altid – af en nøgle.", "attribution": "Karen Østerby, klimachef"},
        ),
        ("contact", "signe-vester"),
        ("documents", {"heading": "Læs mere", "documents": ["indikatorer"]}),
    ]


@pytest.mark.parametrize(
    ("written", "today", "expected"),
    [
        (date(2022, 5, 17), TUESDAY, "2022-05-17T00:00:00+02:00"),
        (datetime(2022, 5, 17, 10), TUESDAY, "2022-05-17T10:00:00+02:00"),
        ("today", TUESDAY, "2026-11-24T00:00:00+01:00"),
        ("+6 days 09:30", TUESDAY, "2026-11-30T09:30:00+01:00"),
        ("start", TUESDAY, "2026-07-01T00:00:00+02:00"),
        ("start 14:30", TUESDAY, "2026-07-01T14:30:00+02:00"),
        ("start -1 day 12:00", TUESDAY, "2026-06-30T12:00:00+02:00"),
        pytest.param("+4 days", TUESDAY, "2026-11-30T00:00:00+01:00", id="not on a Saturday"),
        pytest.param("-2 days", TUESDAY, "2026-11-20T00:00:00+01:00", id="nor on a Sunday"),
        pytest.param(
            "+3 days for 2 days", TUESDAY, "2026-11-30T00:00:00+01:00", id="no day of two"
        ),
        pytest.param("+30 days", TUESDAY, "2027-01-11T00:00:00+01:00", id="after Christmas"),
        pytest.param(
            "-3 days", date(2027, 1, 7), "2026-12-18T00:00:00+01:00", id="before Christmas"
        ),
    ],
)
def test_days_are_fixed_or_working_days_around_today(written, today, expected):
    assert moment(written, today, start=date(2026, 7, 1)).isoformat() == expected


@pytest.mark.parametrize("written", ["", "i morgen", "09:30", "start +1"])
def test_what_is_no_day_is_refused(written):
    with pytest.raises(ValueError, match="is no day"):
        moment(written, TUESDAY, start=TUESDAY)


def test_pdfs_are_tagged_and_have_a_title_and_a_language():
    found = {}
    for key in read_toml("documents/documents.toml"):
        pdf = pypdf.PdfReader(HERE / "documents" / f"{key}.pdf")
        catalog = pdf.trailer["/Root"]
        found[key] = (
            catalog["/MarkInfo"]["/Marked"],
            bool(pdf.metadata.title),
            catalog["/Lang"].split("-")[0],
        )
    assert found == {
        key: (True, True, fields.get("language", "da"))
        for key, fields in read_toml("documents/documents.toml").items()
    }
