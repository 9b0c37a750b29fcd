"""Sharing a draft in the admin."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from cms.drafts.models import DraftLink
from cms.drafts.sharing import share
from cms.drafts.tests.world import PUBLISHER, World, address_of, signed_in
from cms.trash.tests.asking import account, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(world: World) -> Client:
    return signed_in(world.publisher)


def sharing(world: World) -> str:
    return reverse("cms_share_draft", args=[world.page.pk])


def addresses(response) -> list[str]:
    found = BeautifulSoup(response.content, "html.parser").select("main input[readonly]")
    return [str(each["value"]) for each in found]


def test_who_may_publish_is_offered_it(world: World, publisher):
    for client, is_offered in ((publisher, True), (signed_in(world.editor), False)):
        for view, key in (
            ("wagtailadmin_pages:edit", world.page),
            ("wagtailadmin_explore", world.section),
        ):
            html = BeautifulSoup(client.get(reverse(view, args=[key.pk])).content, "html.parser")
            links = html.select(f"a[href^='{sharing(world)}']")
            assert bool(links) is is_offered
            assert all(each.get_text(strip=True) == "Del kladde" for each in links)


def test_a_link_is_made_and_opens_the_draft(world: World, publisher):
    before = timezone.now()
    form = BeautifulSoup(publisher.get(sharing(world)).content, "html.parser").main
    assert form.select_one("input[name=days]")["value"] == "14"
    response = publisher.post(sharing(world), {"days": "14"}, follow=True)
    assert said(response) == "Linket er oprettet. Alle, der har det, kan læse kladden."
    link = DraftLink.objects.get()
    assert (link.page_id, link.created_by) == (world.page.pk, world.publisher)
    lasting = link.expires_at - before
    assert timedelta(days=14) <= lasting < timedelta(days=14, minutes=5)
    [address] = addresses(response)
    assert address == f"http://localhost{address_of(link)}"
    assert "Delt af Anne Holm" in response.text
    assert "Ny ordning" in Client().get(address_of(link)).text


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("", "Dette felt er påkrævet."),
        ("0", "Denne værdi skal være større end eller lig 1."),
        ("91", "Denne værdi skal være mindre end eller lig 90."),
        ("mange", "Indtast et heltal."),
    ],
)
def test_a_number_of_days_that_makes_no_sense_is_refused(world: World, publisher, days, expected):
    response = publisher.post(sharing(world), {"days": days})
    assert response.status_code == 200
    error = BeautifulSoup(response.content, "html.parser").select_one(".error-message")
    assert error.get_text(strip=True) == expected
    assert not DraftLink.objects.exists()


def test_a_link_is_revoked(world: World, publisher):
    address, other = world.shared(), world.shared()
    key = DraftLink.objects.order_by("created_at").first().pk
    response = publisher.post(sharing(world), {"revoke": str(key)}, follow=True)
    assert said(response) == "Linket er tilbagekaldt og åbner ikke længere noget."
    assert addresses(response) == [f"http://localhost{other}"]
    assert [Client().get(each).status_code for each in (address, other)] == [410, 200]
    for ended in (str(key), "x"):
        response = publisher.post(sharing(world), {"revoke": ended}, follow=True)
        assert said(response) == "Det link virker allerede ikke længere."


def test_one_of_another_page_is_not_revoked_here(world: World, publisher):
    address = world.shared()
    elsewhere = reverse("cms_share_draft", args=[world.hidden.pk])
    publisher.post(elsewhere, {"revoke": str(DraftLink.objects.get().pk)})
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("data", [None, {"days": "14"}, {"revoke": "x"}])
def test_who_may_not_publish_is_refused(world: World, data):
    world.shared()
    client = signed_in(world.editor)
    for _attempt in range(2):
        response = client.post(sharing(world), data) if data else client.get(sharing(world))
        assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert DraftLink.objects.filter(revoked_at=None).count() == 1


def test_only_links_that_work_are_listed(world: World, publisher):
    world.shared(expires_at=timezone.now())
    world.shared(revoked_at=timezone.now())
    share(Page.objects.get(pk=world.page.pk), world.editor, timedelta(days=1))
    assert addresses(publisher.get(sharing(world))) == []
    own = world.shared()
    assert addresses(publisher.get(sharing(world))) == [f"http://localhost{own}"]


def test_the_history_tells_of_it_and_has_no_other_version(world: World, publisher):
    history = reverse("wagtailadmin_pages:history", args=[world.page.pk])
    before = len(BeautifulSoup(publisher.get(history).content, "html.parser").select("tbody tr"))
    publisher.post(sharing(world), {"days": "1"})
    publisher.post(sharing(world), {"revoke": str(DraftLink.objects.get().pk)})
    told = PageLogEntry.objects.filter(page=world.page.pk, action__startswith="cms.")
    assert [each.message for each in told.order_by("pk")] == [
        "Kladden delt med et link",
        "Et link til en kladde tilbagekaldt",
    ]
    rows = BeautifulSoup(publisher.get(history).content, "html.parser").select("tbody tr")
    assert len(rows) == before + 2
    assert [bool(row.select("a[href*='/revisions/']")) for row in rows[:2]] == [False, False]


def test_more_links_take_no_more_queries(world: World, publisher, django_assert_num_queries):
    world.shared()
    publisher.get(sharing(world))
    with django_assert_num_queries(15):
        publisher.get(sharing(world))
    for name in ("carla", "dan"):
        user = account(name, world.section, *PUBLISHER)
        share(Page.objects.get(pk=world.page.pk), user, timedelta(days=1))
    with django_assert_num_queries(15):
        assert len(addresses(publisher.get(sharing(world)))) == 3
