"""A new password by mail: who gets the mail, what it says, and that nobody learns who exists."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.testing import factories
from cms.users.models import ResetAttempt, User

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


class TestHowOften:
    TOO_OFTEN = "Der er bedt om et link for mange gange. Vent 60 minutter, og prøv en gang til."

    def statuses(self, *asked: tuple[str, str]) -> list[int]:
        return [
            Client(REMOTE_ADDR=place).post("/glemt-adgangskode/", {"email": address}).status_code
            for address, place in asked
        ]

    def test_a_link_may_be_asked_for_three_times_an_hour_for_an_address(self, user):
        spellings = ["karen@example.dk", "KAREN@example.dk", "Karen@Example.dk", "karen@example.dk"]
        asked = [(each, f"192.0.2.{number}") for number, each in enumerate(spellings)]
        assert self.statuses(*asked) == [302, 302, 302, 429]
        assert len(mail.outbox) == 3

    def test_it_is_the_same_for_an_address_that_nobody_has(self, user):
        answers = {}
        for address in ("karen@example.dk", "ukendt@example.dk"):
            client = Client()
            answers[address] = [ask(client, address) for _ in range(4)][-1]
        known, unknown = (
            re.sub(r'(csrfmiddlewaretoken" value)="\w+"|\w+@example.dk', "", each.text)
            for each in answers.values()
        )
        assert known == unknown
        assert self.TOO_OFTEN in known
        assert {each.status_code for each in answers.values()} == {429}

    @pytest.mark.parametrize(
        ("places", "last"),
        [
            (["192.0.2.7"] * 21, 429),
            ([f"2001:db8::{number}" for number in range(1, 22)], 429),
            ([f"192.0.2.{number}" for number in range(21)], 302),
        ],
        ids=["one address", "one network of IPv6", "many addresses"],
    )
    def test_a_place_may_ask_twenty_times_an_hour(self, places, last):
        asked = [(f"navn{number}@example.dk", place) for number, place in enumerate(places)]
        assert self.statuses(*asked) == [302] * 20 + [last]

    def test_what_is_refused_does_not_make_the_wait_longer(self, user):
        ours = ("karen@example.dk", "192.0.2.7")
        assert self.statuses(*[ours] * 5) == [302, 302, 302, 429, 429]
        assert ResetAttempt.objects.count() == 6
        ResetAttempt.objects.update(at=timezone.now() - timedelta(hours=1, seconds=1))
        assert self.statuses(ours) == [302]
        assert ResetAttempt.objects.count() == 2

    def test_nobodys_address_is_kept(self, user):
        self.statuses(("karen@example.dk", "192.0.2.7"))
        keys = ResetAttempt.objects.values_list("key", flat=True)
        assert [re.fullmatch("[0-9a-f]{64}", key) is not None for key in keys] == [True, True]
