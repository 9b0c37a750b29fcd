"""Releases in the admin: who prepares, sees and approves them, and what they show beforehand."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.releases.models import Action, Release, ReleasedPage
from cms.releases.tests.world import PUBLISHER, World, post, said, signed_in
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from cms.trash.tests.asking import account

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(world: World) -> Client:
    return signed_in(world.editor)


@pytest.fixture
def publisher(world: World) -> Client:
    return signed_in(world.publisher)


def form(pages, name="Rapporten", goes_at="") -> dict:
    chosen = [{"page": each.pk, "action": "publish", "ORDER": "1"} for each in pages]
    return nested_form_data({"name": name, "goes_at": goes_at, "items": inline_formset(chosen)})


def errors(response) -> list[str]:
    html = BeautifulSoup(response.content, "html.parser")
    return [each.get_text(" ", strip=True) for each in html.select(".error-message")]


def test_an_editor_prepares_one(world: World, editor):
    response = editor.post(
        reverse("releases:add"), form([world.new, world.changed], goes_at="2099-01-01 10:00")
    )
    release = Release.objects.get()
    assert response["Location"] == reverse("releases:inspect", args=[release.pk])
    assert list(release.items.values_list("page_id", "action")) == [
        (world.new.pk, "publish"),
        (world.changed.pk, "publish"),
    ]
    html = BeautifulSoup(editor.get(response["Location"]).content, "html.parser").main
    assert "Udgivelsen godkendes af en, der må udgive alle siderne." in html.get_text()
    assert [each.get_text(strip=True) for each in html.select("tbody th")] == [
        "Ny rapport",
        "Ny ordning",
    ]
    assert not html.select("form[action*=approve]")


def test_only_who_may_publish_its_pages_approves_it(world: World, editor):
    release = world.release()
    for action in ("approve", "reopen", "send_out", "undo"):
        post(editor, action, release)
        release.refresh_from_db()
        assert release.state == "open"


def test_a_page_that_one_may_not_edit_is_refused(world: World, editor):
    elsewhere = factories.page(ArticleIndexPage, title="Andet sted", slug="andet-sted")
    response = editor.post(reverse("releases:add"), form([elsewhere]))
    assert errors(response) == ["Du må ikke redigere denne side."]
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    ("pages", "goes_at", "expected"),
    [
        (["new", "new"], "", ["Siden er allerede med i udgivelsen."]),
        (
            ["new"],
            "2020-01-01 10:00",
            ["Vælg et tidspunkt i fremtiden, eller lad feltet stå tomt."],
        ),
    ],
)
def test_what_makes_no_sense_is_refused(world: World, editor, pages, goes_at, expected):
    chosen = [getattr(world, name) for name in pages]
    response = editor.post(reverse("releases:add"), form(chosen, goes_at=goes_at))
    assert response.status_code == 200
    assert errors(response) == expected
    assert not Release.objects.exists()


def test_pages_that_one_may_not_see_are_counted(world: World, editor):
    release = world.release()
    hidden = factories.draft(
        ArticlePage, parent=factories.section(), title="Fortrolig", slug="fortrolig"
    )
    ReleasedPage.objects.create(release=release, page_id=hidden.pk, sort_order=9)
    shown = editor.get(reverse("releases:inspect", args=[release.pk])).text
    assert "Og én side, som du ikke har adgang til." in shown
    assert "Fortrolig" not in shown


def test_what_a_page_lacks_keeps_it_from_being_approved(world: World, publisher):
    taken = factories.page(ArticlePage, parent=world.section, title="Anden", slug="ny-ordning")
    release = world.release()
    assert said(post(publisher, "approve", release)) == (
        "Udgivelsen kan ikke godkendes: Se, hvad siderne mangler."
    )
    shown = publisher.get(reverse("releases:inspect", args=[release.pk])).text
    assert "har allerede navnet" in shown
    taken.delete()
    assert said(post(publisher, "approve", release)) == "Udgivelsen er godkendt."


def test_nothing_is_approved_without_pages_or_after_its_time(world: World, publisher):
    empty = Release.objects.create(name="Tom")
    assert said(post(publisher, "approve", empty)) == "Vælg siderne først."
    late = world.release(goes_at=timezone.now() - timedelta(minutes=1))
    assert said(post(publisher, "approve", late)) == (
        "Tidspunktet er passeret. Vælg et tidspunkt i fremtiden, eller lad feltet stå tomt."
    )


def test_its_pages_are_not_changed_once_it_is_approved(world: World, publisher):
    release = world.release()
    post(publisher, "approve", release)
    address = reverse("releases:edit", args=[release.pk])
    response = publisher.post(address, form([world.new]), follow=True)
    assert said(response) == "Udgivelsen er godkendt. Træk godkendelsen tilbage først."
    assert release.items.count() == 3
    post(publisher, "reopen", release)
    assert publisher.get(address).status_code == 200


def test_a_page_joins_from_its_editor(world: World, editor):
    release = Release.objects.create(name="Forår")
    address = reverse("cms_join_release", args=[world.new.pk])
    opened = editor.get(reverse("wagtailadmin_pages:edit", args=[world.new.pk])).text
    assert address in opened
    chosen = {"release": release.pk, "action": "publish"}
    assert said(editor.post(address, chosen, follow=True)) == "Siden er føjet til udgivelsen."
    assert release.items.get().page_id == world.new.pk
    assert errors(editor.post(address, chosen)) == ["Siden er allerede med i udgivelsen."]


def test_the_editor_of_an_approved_page_says_so(world: World, publisher):
    release = world.release(name="Forår")
    post(publisher, "approve", release)
    opened = publisher.get(reverse("wagtailadmin_pages:edit", args=[world.new.pk]))
    assert said(opened) == (
        "Siden er med i udgivelsen “Forår”, som den blev godkendt. Det, du skriver nu, er ikke med."
    )


def test_the_preview_shows_the_site_as_it_will_be(world: World, editor):
    release = world.release()
    index = reverse("releases:preview", args=[release.pk, world.section.url[1:]])
    before = world.told()
    shown = BeautifulSoup(editor.get(index).content, "html.parser").main
    assert "Forhåndsvisning af udgivelsen Rapporten" in shown.get_text()
    links = {
        each.get_text(strip=True): each["href"]
        for each in shown.select("a")
        if "rapport" in each.get_text().lower() or "ordning" in each.get_text().lower()
    }
    assert links == {
        "Ny rapport": f"{index}ny-rapport/",
        "Ny ordning": f"{index}ny-ordning/",
    }
    page = BeautifulSoup(editor.get(links["Ny ordning"]).content, "html.parser")
    assert page.h1.get_text(strip=True) == "Ny ordning"
    assert editor.get(f"{index}gammel/").status_code == 404
    # Nothing of it has been.
    assert world.told() == before
    assert Client().get(f"{world.section.url}ny-rapport/").status_code == 404
    assert not ReleasedPage.objects.exclude(before=None).exists()


def test_the_list_costs_the_same_for_one_and_three(
    world: World, publisher, django_assert_num_queries
):
    def count(queries: int) -> None:
        with django_assert_num_queries(queries):
            assert publisher.get(reverse("releases:index")).status_code == 200

    Release.objects.create(name="Første")
    publisher.get(reverse("releases:index"))
    count(LIST_QUERIES)
    for name in ("Anden", "Tredje"):
        Release.objects.create(name=name)
    count(LIST_QUERIES)


LIST_QUERIES = 12


def test_an_alias_is_refused_with_its_reason(world: World, publisher):
    alias = world.new.create_alias(parent=world.section, update_slug="alias")
    release = Release.objects.create(name="Alias")
    ReleasedPage.objects.create(release=release, page_id=alias.pk, action=Action.PUBLISH)
    shown = publisher.get(reverse("releases:inspect", args=[release.pk])).text
    assert "“Ny rapport” er et alias og følger sin kilde." in shown


def test_the_calendar_of_the_coming_days_has_it(world: World, publisher):
    tomorrow = timezone.localtime() + timedelta(days=1)
    release = world.release(name="Forår", goes_at=tomorrow.replace(hour=10, minute=0))
    calendar = reverse("cms_calendar")
    other = signed_in(account("cara", world.section, *PUBLISHER))

    def listed(client: Client) -> list[str]:
        rows = BeautifulSoup(client.get(calendar).content, "html.parser").select("main li")
        return [each.get_text(" ", strip=True) for each in rows]

    assert listed(publisher) == []
    post(publisher, "approve", release)
    assert listed(publisher) == ["10.00 Udgivelse Forår 3 sider"]
    assert listed(other) == []
