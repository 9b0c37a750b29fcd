"""What a link to a draft shows, to whom, and how it ends."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.management.commands.purge_revisions import purge_revisions
from wagtail.models import GroupPagePermission, Page, Revision

from cms.drafts.models import DraftLink
from cms.drafts.sharing import revoke
from cms.drafts.tests.world import FOREVER, World, address_of, signed_in
from cms.history.old_versions import purge
from cms.trash.moving import put_away
from conftest import number_changes

pytestmark = pytest.mark.django_db

NOT_KEPT = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
LASTING = {"expires_at": datetime(2100, 1, 1, 11, tzinfo=UTC)}


def told(response) -> dict:
    return {name: response.get(name) for name in NOT_KEPT}


def files_of(html: str) -> set[str]:
    links = BeautifulSoup(html, "html.parser").select("main a[href*='.pdf']")
    return {str(link["href"]) for link in links}


def test_it_shows_the_state_with_a_notice(world: World, client):
    response = client.get(world.shared(**LASTING))
    main = BeautifulSoup(response.content, "html.parser").main
    assert response.status_code == 200
    assert main.h1.get_text(strip=True) == "Ny ordning"
    notice = " ".join(main.select_one("aside").get_text(" ").split())
    assert notice == (
        "Kladde, delt af Anne Holm "
        f"Den er ikke udgivet og kan blive ændret. Linket virker til {FOREVER}."
    )
    assert "Karen Skov" in response.text
    assert client.get(world.page.get_url()).text.count("Ny ordning") == 0


def test_programs_get_what_they_will_get_of_the_page(world: World, client):
    """So that a front end of its own previews by the code that shows what is published."""
    address = world.shared(**LASTING)
    response = client.get(address, headers={"accept": "application/json"})
    assert response["Content-Type"] == "application/json"
    draft = response.json()
    assert draft == client.get(f"{address}?format=json").json()
    link = DraftLink.objects.get()
    assert draft["meta"].pop("draft") == {
        "shared_by": "Anne Holm",
        "shared_at": timezone.localtime(link.created_at).isoformat(),
        "expires_at": "2100-01-01T12:00:00+01:00",
    }
    own = json.loads(json.dumps(draft).replace(address.rstrip("/"), ""))
    Page.objects.get(pk=world.page.pk).get_latest_revision().publish()
    number_changes()
    published = client.get(world.page.get_url(), headers={"accept": "application/json"}).json()
    own["meta"]["last_published_at"] = published["meta"]["last_published_at"]
    assert own == published
    # From wherever that front end runs.
    assert response["Access-Control-Allow-Origin"] == "*"


def test_it_is_read_as_markdown(world: World, client):
    response = client.get(f"{world.shared(**LASTING)}?format=markdown")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response.text.startswith(f"---\nid: {world.page.pk}\n")
    assert "Kladde, delt af Anne Holm" in response.text
    assert "# Ny ordning" in response.text


@pytest.mark.parametrize("form", ["html", "json", "markdown"])
def test_what_it_refers_to_and_is_hidden_stays_hidden(world: World, client, form):
    response = client.get(f"{world.shared()}?format={form}")
    assert response.status_code == 200
    for hidden in (world.hidden.title, world.hidden.slug, world.private.title, '"placeholder"'):
        assert hidden not in response.text


@pytest.mark.parametrize("form", ["html", "json", "markdown"])
def test_nothing_of_an_answer_is_kept_whoever_asks(world: World, client, form):
    address = f"{world.shared()}?format={form}"
    anonymous, member = client.get(address), signed_in(world.publisher).get(address)
    assert told(anonymous) == told(member) == NOT_KEPT
    assert anonymous.content == member.content
    for name in ("ETag", "Last-Modified", "Cache-Tag"):
        assert not anonymous.has_header(name)
    assert (dict(anonymous.cookies), dict(member.cookies)) == ({}, {})


def test_it_says_nothing_to_search_engines(world: World, client):
    head = BeautifulSoup(client.get(world.shared()).content, "html.parser").head
    assert head.select_one("meta[name=robots]")["content"] == "noindex"
    assert head.select("link[rel=canonical], script[type='application/ld+json']") == []
    forms = [each["href"] for each in head.select("link[rel=alternate]")]
    assert forms == ["?format=json", "?format=markdown"]


def test_it_keeps_the_state_while_the_draft_goes_on(world: World, client):
    address = world.shared()
    page = Page.objects.get(pk=world.page.pk).get_latest_revision_as_object()
    page.title = "Nyeste ordning"
    page.save_revision(overwrite_revision=page.get_latest_revision())  # as autosave does
    assert "Ny ordning" in client.get(address).text
    assert "Nyeste ordning" not in client.get(address).text
    assert "Nyeste ordning" in client.get(world.shared()).text


def test_a_page_that_was_never_published_is_shared(world: World, client):
    draft = world.hidden
    address = World.shared(World(**(vars(world) | {"page": draft})))
    assert client.get(draft.get_url()).status_code == 404
    assert "Skjult side" in client.get(address).text


class TestFiles:
    def test_those_of_the_state_open(self, world: World, client):
        address = world.shared()
        found = files_of(client.get(address).text)
        own = f"{address.rstrip('/')}{world.document.url}"
        assert found == {own}
        assert client.get(world.document.url).status_code == 404
        response = client.get(own)
        assert (response.status_code, told(response)) == (200, NOT_KEPT)
        assert b"".join(response.streaming_content).startswith(b"%PDF")
        part = client.get(own, headers={"range": "bytes=0-3"})
        assert (part.status_code, b"".join(part.streaming_content)) == (206, b"%PDF")
        [block] = [
            each for each in client.get(f"{address}?format=json").json()["body"]
            if each["type"] == "documents"
        ]  # fmt: skip
        [told_of] = block["value"]["documents"]
        assert told_of["meta"]["download_url"] == f"http://localhost{own}"

    def test_no_others_do(self, world: World, client):
        address = world.shared().rstrip("/")
        for closed in (world.other, world.private):
            response = client.get(f"{address}{closed.url}")
            assert (response.status_code, told(response)) == (404, NOT_KEPT)
            assert client.get(f"{address}{closed.url}/side-1.webp").status_code == 404
        assert client.get(f"{address}/filer/{world.document.pk}/x.pdf").status_code == 404


def expire(world: World, link: DraftLink) -> None:
    DraftLink.objects.filter(pk=link.pk).update(expires_at=timezone.now())


def forget(world: World, link: DraftLink) -> None:
    expire(world, link)
    call_command("forget_drafts", stdout=StringIO())


def take_back(world: World, link: DraftLink) -> None:
    revoke(link, world.publisher)


def trash(world: World, link: DraftLink) -> None:
    put_away(link.page, None)


def trash_what_is_above(world: World, link: DraftLink) -> None:
    put_away(Page.objects.get(pk=world.section.pk), None)


def delete(world: World, link: DraftLink) -> None:
    link.page.delete()


def lose_the_right(world: World, link: DraftLink) -> None:
    of_sharer = GroupPagePermission.objects.filter(group__user=link.created_by)
    of_sharer.filter(permission__codename="publish_page").delete()


def leave(world: World, link: DraftLink) -> None:
    link.created_by.is_active = False
    link.created_by.save()


def be_deleted(world: World, link: DraftLink) -> None:
    link.created_by.delete()


@pytest.mark.parametrize(
    "end",
    [
        *(expire, forget, take_back, trash, trash_what_is_above, delete),
        *(lose_the_right, leave, be_deleted),
    ],
)
def test_it_ends(world: World, client, end):
    address = world.shared()
    file = f"{address.rstrip('/')}{world.document.url}"
    assert [client.get(each).status_code for each in (address, file)] == [200, 200]
    end(world, DraftLink.objects.get())
    page = client.get(address)
    assert (page.status_code, told(page)) == (410, NOT_KEPT)
    assert "Linket til kladden virker ikke længere" in page.text
    assert "Ny ordning" not in page.text
    for form in ("json", "markdown"):
        refused = client.get(f"{address}?format={form}")
        assert (refused.status_code, told(refused)) == (410, NOT_KEPT)
        assert refused["Content-Type"] == "application/problem+json"
        assert refused.json()["detail"] == "This link to a draft has ended."
    assert (client.get(file).status_code, told(client.get(file))) == (410, NOT_KEPT)


@pytest.mark.parametrize("token", ["x", "AAAAAAAAAAAAAAAAAAAAAA.x", "æ", "x" * 500])
def test_what_the_site_has_not_signed_is_not_there(world: World, client, token):
    response = client.get(f"/kladde/{token}/")
    assert (response.status_code, told(response)) == (404, NOT_KEPT)
    assert client.get(f"/kladde/{token}/?format=json").json()["status"] == 404


def test_a_changed_token_opens_nothing(world: World, client):
    key, signature = world.shared().split("/")[2].split(".")
    other = world.shared().split("/")[2].split(".")[0]
    assert client.get(f"/kladde/{key}.{signature}/").status_code == 200
    assert client.get(f"/kladde/{other}.{signature}/").status_code == 404


def test_it_works_under_a_former_secret_key(world: World, client, settings):
    address = world.shared()
    former, settings.SECRET_KEY = settings.SECRET_KEY, "a new one"
    settings.SECRET_KEY_FALLBACKS = [former]
    assert client.get(address).status_code == 200
    assert address_of(DraftLink.objects.get()) != address
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"path": "?format=xml"}, 400),
        ({"path": "", "headers": {"accept": "image/png"}}, 406),
    ],
)
def test_forms_that_it_has_not_are_refused(world: World, client, asked, status):
    response = client.get(world.shared() + asked["path"], headers=asked.get("headers"))
    assert (response.status_code, told(response)) == (status, NOT_KEPT)


def test_it_is_only_read(world: World, client):
    response = client.post(world.shared())
    assert (response.status_code, told(response)) == (405, NOT_KEPT)


def test_the_page_knows_nothing_of_the_copy(world: World):
    page = Page.objects.get(pk=world.page.pk)
    before = (page.latest_revision_id, set(page.revisions.values_list("pk", flat=True)))
    world.shared()
    copy, page = DraftLink.objects.get().revision, Page.objects.get(pk=world.page.pk)
    assert (page.latest_revision_id, set(page.revisions.values_list("pk", flat=True))) == before
    assert page.latest_revision.is_latest_revision()
    # What is purged leaves the copy, and of the page what it would have left anyway.
    purge(Revision.objects.all(), timezone.now() + timedelta(days=1))
    purge_revisions()
    assert Revision.objects.filter(pk=copy.pk).exists()
    kept = set(page.revisions.values_list("pk", flat=True))
    assert page.latest_revision_id in kept
    # A copy of the page has no links.
    page.specific.copy(update_attrs={"slug": "anden"})
    assert DraftLink.objects.count() == 1
    page.specific.delete()
    assert not Revision.objects.filter(pk=copy.pk).exists()


def test_links_that_are_over_are_deleted_with_their_copies(world: World, client):
    now = timezone.now()
    kept = world.shared()
    world.shared(expires_at=now - timedelta(minutes=1))
    world.shared(revoked_at=now)
    copies = set(DraftLink.objects.values_list("revision", flat=True))
    output = StringIO()
    call_command("forget_drafts", stdout=output)
    assert output.getvalue() == "2 links deleted.\n"
    [left] = DraftLink.objects.all()
    assert address_of(left) == kept
    assert set(Revision.objects.filter(pk__in=copies)) == {left.revision}
    assert Client().get(kept).status_code == 200
