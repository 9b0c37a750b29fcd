"""Tokens in the admin: who makes them, what is chosen, and that one is shown once."""

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from wagtail.models import APIToken, ModelLogEntry

from cms.keys.models import KeyScope
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from cms.users.models import User

pytestmark = pytest.mark.django_db

LIST = "/admin/api-tokens/"
TOKEN = re.compile(r"wagtail_\w{20,}")


def manager(*codenames: str) -> User:
    """An account of a group that may use the admin, and these of the permissions on tokens."""
    group = Group.objects.create(name="Integratorer")
    names = ["access_admin", *(f"{codename}_apitoken" for codename in codenames)]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    user = User.objects.create_user("integrator", email="i@example.dk", password="x")
    user.groups.add(group)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form(user: User, **values: object) -> dict[str, object]:
    expires = timezone.localtime(timezone.now() + timedelta(days=30))
    given = {"name": "Intranet", "user": user.pk, "expires_at": f"{expires:%Y-%m-%d %H:%M}"}
    return given | values


@pytest.fixture
def boss() -> User:
    return User.objects.create_superuser("chef", email="c@example.dk", password="x")


def made(client: Client, **values: object) -> tuple[APIToken, str]:
    """A token that was made with the form, and its text."""
    answer = client.post(f"{LIST}new/", values)
    [text] = set(TOKEN.findall(answer.content.decode()))
    return APIToken.objects.get(key_hash=APIToken.hash_token(text)), text


class TestMaking:
    def test_it_opens_what_was_chosen_and_is_shown_once(self, boss):
        section, client = factories.page(ArticleIndexPage), signed_in(boss)
        page = factories.page(ArticlePage, parent=section, title="Til medlemmer")
        factories.restrict(section)
        token, text = made(
            client, **form(boss, section=section.pk, opens_restricted="on", opens_drafts="on")
        )
        scope = token.scope
        assert (scope.section_id, scope.opens_restricted, scope.opens_drafts) == (
            *(section.pk, True, True),
        )
        answer = Client().get(
            f"/api/v2/pages/{page.pk}/", headers={"authorization": f"Bearer {text}"}
        )
        assert answer.json()["title"] == "Til medlemmer"
        for address in (LIST, f"{LIST}edit/{token.pk}/", f"{LIST}history/{token.pk}/"):
            assert text not in client.get(address).content.decode()
        assert ModelLogEntry.objects.filter(action="wagtail.apitoken.create").exists()

    def test_what_makes_no_sense_is_said(self, boss):
        past = f"{timezone.localtime() - timedelta(days=1):%Y-%m-%d %H:%M}"
        answer = signed_in(boss).post(
            f"{LIST}new/", form(boss, opens_restricted="on", expires_at=past)
        )
        said = answer.content.decode()
        assert "Vælg en side, eller lad tokenet intet åbne derudover." in said
        assert "Vælg et tidspunkt, der kommer." in said
        assert not APIToken.objects.exists()

    def test_an_account_makes_its_own_and_names_no_page_that_it_may_not_see(self, boss):
        hidden = factories.draft(ArticlePage)
        integrator = manager("add", "change", "view")
        client = signed_in(integrator)
        answer = client.post(f"{LIST}new/", form(integrator, section=hidden.pk))
        assert "Du kan ikke vælge" in answer.content.decode()
        answer = client.post(f"{LIST}new/", form(boss))
        assert not APIToken.objects.exists()
        token, _text = made(client, **form(integrator))
        assert token.user == integrator

    def test_who_may_not_make_one_is_refused(self):
        answer = signed_in(manager()).post(f"{LIST}new/", {"name": "Intranet"})
        assert answer.status_code == 302
        assert not APIToken.objects.exists()


class TestChanging:
    def test_a_token_of_before_is_given_an_end(self, boss):
        """As Wagtail's command makes one, it has no scope."""
        token, _text = APIToken.create_token(user=boss, name="Gammelt")
        client = signed_in(boss)
        answer = client.post(
            f"{LIST}edit/{token.pk}/", {"name": "Nyt", "expires_at": "2090-01-31 12:00"}
        )
        assert answer.status_code == 302
        token = APIToken.objects.get()
        assert token.name == "Nyt"
        assert token.scope.expires_at == timezone.make_aware(datetime(2090, 1, 31, 12))

    def test_a_revoked_one_opens_nothing_at_once(self, boss):
        client = signed_in(boss)
        token, text = made(client, **form(boss))
        headers = {"authorization": f"Bearer {text}"}
        assert Client().get("/api/v2/", headers=headers).status_code == 200
        client.post(f"{LIST}delete/{token.pk}/")
        answer = Client().get("/api/v2/", headers=headers)
        assert (answer.status_code, answer.json()["reason"]) == (401, "revoked")

    def test_a_deleted_page_leaves_a_token_that_opens_nothing_besides(self, boss):
        section = factories.page(ArticleIndexPage)
        token, _text = APIToken.create_token(user=boss, name="Intranet")
        KeyScope.objects.create(token=token, section=section, opens_restricted=True)
        section.delete()
        assert KeyScope.objects.get().section is None

    def test_the_list_says_how_each_is_doing(self, boss):
        for name, values in {
            "A": {"expires_at": timezone.now() - timedelta(days=1)},
            "B": {"expires_at": timezone.now() + timedelta(days=1)},
        }.items():
            token, _text = APIToken.create_token(user=boss, name=name)
            KeyScope.objects.create(token=token, **values)
        token.revoke()
        said = signed_in(boss).get(LIST).content.decode()
        assert "Udløbet" in said
        assert "Tilbagekaldt" in said
