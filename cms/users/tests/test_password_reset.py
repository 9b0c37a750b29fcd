"""A new password by mail: who gets the mail, what it says, and that nobody learns who exists."""

import re

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client

from cms.testing import factories
from cms.users.models import User

pytestmark = pytest.mark.django_db

OLD, NEW = "meget-hemmelig-1", "endnu-mere-hemmelig-2"


@pytest.fixture(autouse=True)
def site():
    return factories.section()


@pytest.fixture
def user() -> User:
    return User.objects.create_user("karen", "karen@example.dk", OLD, first_name="Karen")


def ask(client: Client, address: str = "karen@example.dk", **kwargs):
    return client.post("/glemt-adgangskode/", {"email": address}, follow=True, **kwargs)


def link() -> str:
    [sent] = mail.outbox
    return re.search(r"http://localhost(/\S+)", sent.body.split("her:")[1])[1]


def choose(client: Client, address: str, password: str = NEW):
    form = client.get(address, follow=True)
    url = form.redirect_chain[-1][0]
    return client.post(url, {"new_password1": password, "new_password2": password}, follow=True)


def can_log_in(password: str) -> bool:
    data = {"username": "karen", "password": password}
    return Client().post("/log-ind/", data).status_code == 302


def test_the_way_from_the_sign_in_form_to_a_new_password(client, user):
    assert 'href="/glemt-adgangskode/"' in client.get("/log-ind/").text
    assert "en mail med et link på vej" in ask(client).text
    [sent] = mail.outbox
    assert (sent.subject, sent.to) == ("Ny adgangskode", ["karen@example.dk"])
    assert sent.body.startswith("Hej Karen\n")
    assert "Dit brugernavn er karen." in sent.body
    assert "Adgangskoden er ændret" in choose(client, link()).text
    assert (can_log_in(OLD), can_log_in(NEW)) == (False, True)


@pytest.mark.parametrize("address", ["ukendt@example.dk", "nedlagt@example.dk"])
def test_the_answer_is_the_same_where_there_is_nobody(client, user, address):
    User.objects.create_user("nedlagt", "nedlagt@example.dk", OLD, is_active=False)
    known, unknown = ask(Client()), ask(Client(), address)
    assert (known.content, known.redirect_chain) == (unknown.content, unknown.redirect_chain)
    assert len(mail.outbox) == 1


def test_the_link_leads_to_our_site_whatever_host_was_asked(client, user, settings):
    ask(client, headers={"host": "evil.example"})
    assert "evil.example" not in mail.outbox[0].body


def test_a_link_works_once(client, user):
    ask(client)
    address = link()
    choose(client, address)
    assert "Linket virker ikke længere" in client.get(address, follow=True).text


def test_a_bad_link_is_told(client):
    assert "Linket virker ikke længere" in client.get("/glemt-adgangskode/MQ/x-y/").text


def test_a_poor_password_is_refused_in_danish(client, user):
    ask(client)
    response = choose(client, link(), "123")
    assert "Denne adgangskode er for kort" in response.text
    assert can_log_in(OLD)


def test_a_new_password_ends_the_lockout(client, user):
    for _ in range(5):
        client.post("/log-ind/", {"username": "karen", "password": "forkert"})
    assert not can_log_in(OLD)
    ask(client)
    choose(client, link())
    assert can_log_in(NEW)
    assert not AccessAttempt.objects.exists()


@pytest.mark.parametrize("address", ["/glemt-adgangskode/", "/glemt-adgangskode/MQ/x-y/"])
def test_no_cache_keeps_the_forms(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]
