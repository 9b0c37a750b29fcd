"""The copy that docs/integrators.md keeps, run as it is written there."""

import json
import re
import sqlite3
import urllib.request
from email.message import Message
from io import BytesIO
from pathlib import Path
from urllib.response import addinfourl

import pytest
from django.test import Client
from wagtail.models import Page

from cms.publications.backlog import build_backlog
from cms.testing import factories
from conftest import number_changes
from news.models import NewsPage

pytestmark = pytest.mark.django_db

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "integrators.md"
MIRROR, PROOF = re.findall(
    r"```python\n(.*?)```", DOCUMENTATION.read_text().partition("## Keeping a copy")[2], re.DOTALL
)[:2]


class InTheTest(urllib.request.HTTPHandler):
    """Answers what is asked over HTTP as the site does, in the test's transaction."""

    def http_open(self, request):
        response = Client().get(request.selector, headers=dict(request.header_items()))
        headers = Message()
        for name, value in response.items():
            headers[name] = value
        found = addinfourl(BytesIO(response.content), headers, request.full_url)
        found.code, found.msg = response.status_code, response.reason_phrase
        return found


@pytest.fixture
def mirror(content, tmp_path, monkeypatch, capsys):
    """Run the program, and return what its copy holds and whether it proves complete."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(urllib.request, "_opener", urllib.request.build_opener(InTheTest))

    def run() -> tuple[dict[int, dict], str]:
        number_changes()
        assert sum(build_backlog()) >= 0
        names: dict = {}
        exec(MIRROR, names)
        exec(PROOF, names)
        rows = names["db"].execute("SELECT id, json FROM page").fetchall()
        names["db"].close()
        return {key: json.loads(text) for key, text in rows}, capsys.readouterr().out.strip()

    return run


def the_site() -> dict[int, dict]:
    items = Client().get("/api/v2/pages/?type=news.NewsPage").json()["items"]
    return {each["id"]: Client().get(f"/api/v2/pages/{each['id']}/").json() for each in items}


def fresh(page: Page) -> Page:
    """The page with its place in the tree as it is by now."""
    return type(page).objects.get(pk=page.pk)


def test_it_equals_the_site_whatever_editors_do(mirror, content):
    restriction = None

    def rename() -> None:
        page = fresh(content.first)
        page.title = "Nyt navn"
        page.save_revision().publish()

    def rename_a_person() -> None:
        content.first.contact.name = "Nyt Navn"
        content.first.contact.save()

    def restrict() -> None:
        nonlocal restriction
        restriction = factories.restrict(fresh(content.news))

    acts = [
        lambda: None,
        rename,
        rename_a_person,
        lambda: fresh(content.second).move(fresh(content.section), "last-child"),
        restrict,
        lambda: factories.page(NewsPage),
        lambda: restriction.delete(),
        lambda: fresh(content.second).unpublish(),
        lambda: fresh(content.first).delete(),
    ]
    for act in acts:
        act()
        assert mirror() == (the_site(), "complete")


def test_it_begins_anew_after_a_backup_was_restored(mirror, content):
    mirror()
    with sqlite3.connect("mirror.db") as copy:
        copy.execute("INSERT INTO page VALUES (1000000, '', '{}')")
        copy.execute("UPDATE place SET cursor = '0123456789abcdef' || substr(cursor, 17)")
    assert mirror() == (the_site(), "complete")


def test_it_tells_that_something_is_missing(mirror, content):
    mirror()
    with sqlite3.connect("mirror.db") as copy:
        copy.execute("DELETE FROM page WHERE id = ?", [content.first.pk])
    assert mirror()[1] == "not complete"
