"""Where a member is signed in, signing out there, and another password."""

from http import HTTPStatus

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.users.models import Session, User

pytestmark = pytest.mark.django_db

PASSWORD, OTHER = "meget-hemmelig-1", "ogsaa-hemmelig-2"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.6 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def member() -> User:
    return User.objects.create_user("karen", password=PASSWORD)


def signed_in(browser: str = "", name: str = "karen") -> Client:
    client = Client(headers={"user-agent": browser})
    data = {"username": name, "password": PASSWORD}
    assert client.post("/log-ind/", data).status_code == HTTPStatus.FOUND
    return client


def listed(client: Client) -> list[tuple[str, bool]]:
    return [(each.label, each.is_this) for each in client.get("/min-side/").context["devices"]]


def buttons(client: Client) -> dict[str, str]:
    """The devices that one can be signed out of, by the name that is sent."""
    page = BeautifulSoup(client.get("/min-side/").text, "html.parser")
    return {
        each["value"]: each.get_text()
        for each in page.find_all("button", attrs={"name": "session"})
    }


def test_a_member_sees_where_he_is_signed_in_and_signs_out_there(member):
    User.objects.create_user("jens", password=PASSWORD)
    signed_in(FIREFOX, name="jens")
    phone, nameless, here = signed_in(IPHONE), signed_in(), signed_in(EDGE)
    assert listed(here) == [
        ("Edge på Windows", True),
        ("Ukendt browser", False),
        ("Safari på iPhone", False),
    ]
    told = here.get("/min-side/").text
    assert "Logget ind" in told
    assert not [each for each in Session.objects.all() if each.session_key in told]
    there = buttons(here)
    assert sorted(there.values()) == ["Log ud: Safari på iPhone", "Log ud: Ukendt browser"]
    [name] = [name for name, label in there.items() if "iPhone" in label]
    assert here.post("/min-side/log-ud/", {"session": name})["Location"] == "/min-side/"
    assert phone.get("/min-side/")["Location"] == "/log-ind/?next=/min-side/"
    assert listed(nameless) == [("Ukendt browser", True), ("Edge på Windows", False)]
    here.post("/min-side/log-ud/", {"all": "1"})
    assert listed(here) == [("Edge på Windows", True)]
    assert Session.objects.exclude(user=member).count() == 1


def test_nobody_ends_the_sessions_of_others_or_without_a_token(member):
    User.objects.create_user("jens", password=PASSWORD)
    here, phone = signed_in(), signed_in(IPHONE)
    [name] = buttons(here)
    stranger = signed_in(name="jens")
    stranger.post("/min-side/log-ud/", {"session": name})
    answer = Client().post("/min-side/log-ud/", {"session": name, "all": "1"})
    assert answer["Location"] == "/log-ind/?next=/min-side/"
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = here.cookies
    assert strict.post("/min-side/log-ud/", {"all": "1"}).status_code == HTTPStatus.FORBIDDEN
    assert here.get("/min-side/log-ud/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert len(listed(phone)) == 2


def test_sessions_go_with_the_account(member):
    signed_in()
    Client().get("/log-ind/")
    member.delete()
    assert Session.objects.count() == 0


def test_another_password_signs_out_everywhere_else(member):
    phone, here = signed_in(IPHONE), signed_in(FIREFOX)
    assert 'href="/min-side/adgangskode/"' in here.get("/min-side/").text
    fields = {"new_password1": OTHER, "new_password2": OTHER}
    wrong = here.post("/min-side/adgangskode/", {"old_password": "gæt", **fields})
    assert wrong.status_code == HTTPStatus.OK
    assert "<title>Fejl: Skift adgangskode" in wrong.text
    assert len(listed(here)) == 2
    done = here.post("/min-side/adgangskode/", {"old_password": PASSWORD, **fields})
    assert done["Location"] == "/min-side/adgangskode/skiftet/"
    assert "<h1>Din adgangskode er skiftet</h1>" in here.get(done["Location"]).text
    assert listed(here) == [("Firefox på Windows", True)]
    assert phone.get("/min-side/").status_code == HTTPStatus.FOUND
    member.refresh_from_db()
    assert member.check_password(OTHER)


def test_an_account_without_a_password_has_none_to_change():
    client = Client()
    client.force_login(User.objects.create_user("karen"))
    assert 'href="/min-side/adgangskode/"' not in client.get("/min-side/").text
    assert client.get("/min-side/adgangskode/").status_code == HTTPStatus.NOT_FOUND
    answer = Client().get("/min-side/adgangskode/")
    assert answer["Location"] == "/log-ind/?next=/min-side/adgangskode/"
