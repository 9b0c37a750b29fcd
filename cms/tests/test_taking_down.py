"""Taking a page down asks why, and what visitors and programs are told follows from the answer."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.danish.dates import date_text
from cms.publications.changes import changes_since
from cms.publications.items import Addresses, thin
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from conftest import number_changes

pytestmark = pytest.mark.django_db

REASON = "Ordningen er ophørt."


@pytest.fixture
def world(db) -> SimpleNamespace:
    """A public article, another, and the index that lists them."""
    page = factories.page(ArticlePage, title="Gammel ordning", slug="gammel")
    other = factories.page(ArticlePage, title="Ny ordning", slug="ny")
    number_changes()
    return SimpleNamespace(
        page=page,
        other=other,
        index=page.get_parent(),
        address=page.get_url(),
        detail=f"/api/v2/pages/{page.pk}/",
        cursor=changes_since(None).cursor,
    )


def take_down(admin, page, **answers):
    return admin.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), answers)


def told(world) -> dict:
    """What the log tells of the page besides numbers and time."""
    [change] = [each for each in changes_since(world.cursor).items if each.page_id == world.page.pk]
    item = thin(change, Addresses.of(None))
    return {
        name: item[name] for name in ("change", "reason", "note", "replaced_by") if name in item
    }


def test_removed_says_why_at_the_address_and_in_json(world, admin_client, client):
    assert take_down(admin_client, world.page, why="removed", note=REASON).status_code == 302
    answer = client.get(world.address)
    assert (answer.status_code, answer["Cache-Control"]) == (410, "no-store")
    assert BeautifulSoup(answer.content, "html.parser").select_one(".lede").text == REASON
    for address in (f"{world.address}?format=json", world.detail):
        problem = client.get(address)
        assert (problem.status_code, problem.json()["note"]) == (410, REASON)
    assert told(world) == {"change": "delete", "reason": "unpublished", "note": REASON}


def test_what_is_gone_without_an_answer_is_gone_without_a_reason(world, client):
    world.page.unpublish(set_expired=True)
    assert client.get(world.address).status_code == 410
    problem = client.get(world.detail)
    assert (problem.status_code, "note" in problem.json()) == (410, False)
    assert told(world) == {"change": "delete", "reason": "unpublished"}


def test_replaced_leads_to_the_other_page_while_that_is_public(world, admin_client, client):
    take_down(admin_client, world.page, why="replaced", replacement=world.other.pk, note=REASON)
    answer = client.get(f"{world.address}?format=json")
    assert (answer.status_code, answer["Location"]) == (
        301,
        f"{world.other.full_url}?format=json",
    )
    assert told(world) == {
        "change": "delete",
        "reason": "unpublished",
        "note": REASON,
        "replaced_by": world.other.full_url,
    }
    factories.restrict(world.other)
    assert client.get(world.address).status_code == 410
    assert "replaced_by" not in told(world)


def test_withdrawn_stays_with_a_notice_and_is_in_no_list(world, admin_client, client):
    lists = [
        world.index.get_url(),
        f"{world.index.get_url()}?format=rss",
        "/sitemap.xml",
        f"/api/v2/pages/?child_of={world.index.pk}",
    ]
    assert [world.address in client.get(each).content.decode() for each in lists] == [True] * 4
    take_down(admin_client, world.page, why="withdrawn", note=REASON)
    assert [world.address in client.get(each).content.decode() for each in lists] == [False] * 4
    page = BeautifulSoup(client.get(world.address).content, "html.parser")
    today = timezone.localdate()
    assert page.select_one("main .service-message").get_text(" ", strip=True) == (
        f"Trukket tilbage {date_text(today)} {REASON}"
    )
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    withdrawn = {"on": today.isoformat(), "note": REASON}
    assert client.get(f"{world.address}?format=json").json()["withdrawn"] == withdrawn
    assert client.get(world.detail).json()["withdrawn"] == withdrawn
    assert told(world) == {"change": "upsert"}

    # A correction of it brings nothing back; only to say so does.
    world.page.refresh_from_db()
    world.page.save_revision().publish()
    assert client.get(world.detail).json()["withdrawn"] == withdrawn
    take_down(admin_client, world.page, why="in_force")
    assert client.get(world.detail).json()["withdrawn"] is None
    assert [world.address in client.get(each).content.decode() for each in lists] == [True] * 4


def test_the_reason_goes_when_the_page_comes_back(world, admin_client, client):
    take_down(admin_client, world.page, why="removed", note=REASON)
    assert client.get(world.address).status_code == 410
    Page.objects.get(pk=world.page.pk).specific.save_revision().publish()
    assert client.get(world.address).status_code == 200
    Page.objects.get(pk=world.page.pk).unpublish()
    assert REASON not in client.get(world.address).content.decode()


def test_of_what_not_everybody_saw_nothing_is_said(world, admin_client, client):
    factories.restrict(world.page)
    number_changes()
    take_down(admin_client, world.page, why="removed", note=REASON)
    for address in (world.address, f"{world.address}?format=json", world.detail):
        assert client.get(address).status_code == 404
    assert told(world) == {"change": "delete", "reason": "restricted"}

    # Nor of what only some may see by now.
    take_down(admin_client, world.other, why="removed", note=REASON)
    assert client.get(world.other.get_url()).status_code == 410
    factories.restrict(world.index)
    assert client.get(world.other.get_url()).status_code == 404
    assert client.get(f"/api/v2/pages/{world.other.pk}/").status_code == 404


def test_the_pages_below_share_the_reason_if_they_go_too(world, admin_client, client):
    take_down(admin_client, world.index, why="removed", note=REASON, include_descendants="on")
    for page in (world.index, world.page):
        assert REASON in client.get(page.get_url()).content.decode()


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"why": "withdrawn"}, "note"),
        ({"why": "replaced"}, "replacement"),
        ({"why": "replaced", "replacement": "itself"}, "replacement"),
        ({"why": "whatever"}, "why"),
    ],
)
def test_half_an_answer_is_told_at_its_field(world, admin_client, answers, field):
    if answers.get("replacement"):
        answers = answers | {"replacement": world.page.pk}
    response = take_down(admin_client, world.page, **answers)
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    world.page.refresh_from_db()
    assert world.page.live


def test_the_index_says_so_too(world, admin_client, client):
    index = ArticleIndexPage.objects.get(pk=world.index.pk)
    take_down(admin_client, index, why="withdrawn", note=REASON)
    assert client.get(f"{index.get_url()}?format=json").json()["withdrawn"]["note"] == REASON
