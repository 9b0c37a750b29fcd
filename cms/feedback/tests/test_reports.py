"""What editors read of visitors' answers: about the pages that they may edit, and no others."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms.feedback.models import Remark, Tally
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from cms.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    """May edit one page, about which there is something; so there is about another."""
    own = factories.page(ArticlePage, title="Vores side")
    others = factories.page(ArticlePage, title="Andres side")
    for page, text in ((own, "=1+1 mangler"), (others, "Ikke til jer")):
        Tally.objects.create(page=page, useful=4, useless=2)
        Remark.objects.create(page=page, is_useful=False, text=text)
    group = Group.objects.create(name="Kun én side")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=own, permission=change)
    editor = User.objects.create_user("redaktør")
    editor.groups.add(group)
    client.force_login(editor)
    return editor


def rows(client, address: str) -> list[list[str]]:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")]
        for row in soup.select("main table tbody tr")
    ]


def exported(client, address: str) -> list[list[str]]:
    text = b"".join(client.get(address, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_report_counts_by_page(client, editor):
    address = reverse("cms_feedback_report")
    assert rows(client, address) == [["Vores side", "2", "4", "1"]]
    assert exported(client, address) == [
        ["Side", "Nej", "Ja", "Bemærkninger"],
        ["Vores side", "2", "4", "1"],
    ]


def test_remarks_are_read_by_page_and_a_spreadsheet_runs_none(client, editor):
    address = reverse("cms_remarks_report")
    [[page, answer, text, _written]] = rows(client, address)
    assert (page, answer, text) == ("Vores side", "Nej", "=1+1 mangler")
    heads, [page, answer, text, _written] = exported(client, address)
    assert heads == ["Side", "Siden var nyttig", "Bemærkning", "Skrevet"]
    assert (page, answer, text) == ("Vores side", "Nej", "'=1+1 mangler")
    assert rows(client, f"{address}?is_useful=True") == []
    # Nothing is told of a page by choosing it.
    others = ArticlePage.objects.get(title="Andres side")
    chosen = client.get(address, {"page": others.pk}).text
    assert "Andres" not in chosen
    assert "Ikke til jer" not in chosen


def test_who_edits_no_page_reads_nothing(client, editor):
    GroupPagePermission.objects.all().delete()
    for name in ("cms_feedback_report", "cms_remarks_report"):
        for address in (reverse(name), reverse(f"{name}_results")):
            assert client.get(address).status_code == 302
    assert "Var siden nyttig?" not in client.get(reverse("wagtailadmin_home")).text


@pytest.mark.parametrize("name", ["cms_feedback_report", "cms_remarks_report"])
def test_many_cost_as_many_queries_as_one(client, editor, name):
    client.force_login(User.objects.create_superuser("webmaster"))
    address = reverse(f"{name}_results")
    client.get(address)
    with CaptureQueriesContext(connection) as first:
        client.get(address)
    for page in [factories.page(ArticlePage) for _ in range(3)]:
        Tally.objects.create(page=page, useful=1)
        Remark.objects.create(page=page, is_useful=True, text="Fint")
    with CaptureQueriesContext(connection) as more:
        client.get(address)
    assert len(more) == len(first)
