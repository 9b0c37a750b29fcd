"""Signing in with two steps: setting up, the code, a lost app, a group that demands it."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client

from cms.testing import factories
from cms.users.models import RecoveryCode, SecondStep, Session, User
from cms.users.tests.authenticator import (
    CODE,
    LOCKED,
    MANAGE,
    SET_UP,
    WRONG,
    app_of,
    codes_in,
    error,
    is_logged_in,
    log_in,
    send,
    set_up,
)
from cms.users.two_step.totp import period_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return factories.section()


class TestSettingUp:
    def test_leads_from_my_page_over_the_apps_first_code_to_codes_for_a_lost_one(self, member):
        here, elsewhere = Client(), Client()
        log_in(here)
        log_in(elsewhere)
        assert f'href="{MANAGE}"' in here.get("/min-side/").text
        assert here.get(MANAGE)["Location"] == SET_UP
        app = app_of(here)
        assert app.issuer == here.get("/min-side/").context["site"]["name"]
        assert app_of(here).secret == app.secret
        assert error(send(here, "000000", SET_UP)) == WRONG
        assert not SecondStep.objects.exists()
        done = send(here, f" {app.code()[:3]} {app.code()[3:]} ", SET_UP)
        assert "<h1>Gem dine nødkoder</h1>" in done.text
        assert len(set(codes_in(done))) == 10
        assert "no-store" in done["Cache-Control"]
        assert "Du har 10 nødkoder tilbage." in here.get(MANAGE).text
        assert here.get(SET_UP)["Location"] == MANAGE
        assert is_logged_in(here)
        assert not is_logged_in(elsewhere)

    def test_stores_nothing_that_makes_a_code(self, client, member):
        log_in(client)
        app, codes = set_up(client)
        stored = [
            *SecondStep.objects.values_list("secret", flat=True),
            *RecoveryCode.objects.values_list("key_hash", flat=True),
            *(str(each.get_decoded()) for each in Session.objects.all()),
        ]
        secrets = [app.secret, *codes, *(each.replace("-", "") for each in codes)]
        assert [each for each in secrets if each in "\n".join(stored)] == []

    def test_is_for_who_is_signed_in(self, client):
        for address in (SET_UP, MANAGE):
            assert client.get(address)["Location"] == f"/log-ind/?next={address}"
        assert client.get(CODE)["Location"] == "/log-ind/"


class TestTheSecondStep:
    @pytest.mark.parametrize("address", ["/log-ind/", "/admin/login/?next=/min-side/"])
    def test_is_asked_for_after_the_password_and_leads_on(self, client, app, address):
        entrance = client.get(address)
        way = entrance["Location"] if entrance.status_code == HTTPStatus.FOUND else address
        assert log_in(client, way)["Location"] == CODE
        assert not is_logged_in(client)
        assert client.get("/min-side/")["Location"] == "/log-ind/?next=/min-side/"
        assert "<h1>Skriv koden</h1>" in client.get(CODE).text
        assert error(send(client, "000000")) == WRONG
        assert not is_logged_in(client)
        assert send(client, app.code(1))["Location"] == "/min-side/"
        assert is_logged_in(client)

    def test_takes_each_code_once(self, client, app):
        log_in(client)
        assert error(send(client, app.code())) == WRONG  # by which it was set up
        assert send(client, app.code(1)).status_code == HTTPStatus.FOUND
        other = Client()
        log_in(other)
        assert error(send(other, app.code(1))) == WRONG

    def test_is_asked_for_after_a_new_password_by_mail(self, client, app, mailoutbox):
        client.post("/glemt-adgangskode/", {"email": "karen@example.dk"})
        [link] = re.findall(r"http://localhost(/glemt\S+)", mailoutbox[0].body)
        form = client.get(link)["Location"]
        fields = {"new_password1": "helt-anden-2", "new_password2": "helt-anden-2"}
        assert client.post(form, fields)["Location"] == "/glemt-adgangskode/ny/"
        assert not is_logged_in(client)
        assert log_in(client, password="helt-anden-2")["Location"] == CODE

    def test_ends_with_the_password_the_account_and_the_time(self, client, app, member):
        log_in(client)
        session = client.session
        session["unfinished_sign_in"] |= {"until": 0}
        session.save()
        assert send(client, app.code(1))["Location"] == "/log-ind/"
        log_in(client)
        User.objects.update(is_active=False)
        assert send(client, app.code(1))["Location"] == "/log-ind/"
        User.objects.update(is_active=True)
        log_in(client)
        member.set_password("helt-anden-2")
        member.save()
        assert send(client, app.code(1))["Location"] == "/log-ind/"
        assert not is_logged_in(client)

    def test_closes_after_five_wrong_codes_with_the_passwords_door(self, client, app):
        log_in(client)
        answers = [send(client, "000000") for _ in range(6)]
        assert [each.status_code for each in answers] == [200] * 4 + [429] * 2
        assert [error(each) for each in answers] == [WRONG] * 4 + [LOCKED] * 2
        assert send(client, app.code(1)).status_code == 429
        assert log_in(Client()).status_code == 429

    def test_closes_after_twenty_from_wherever_they_come(self, app):
        def wrong(number: int) -> int:
            client = Client(REMOTE_ADDR=f"192.0.2.{number}")
            log_in(client)
            return send(client, "000000").status_code

        assert [wrong(number) for number in range(1, 22)] == [200] * 20 + [429]
        SecondStep.objects.update(wrong_since=F("wrong_since") - timedelta(hours=1, seconds=1))
        client = Client(REMOTE_ADDR="192.0.2.99")
        log_in(client)
        assert send(client, app.code(1)).status_code == HTTPStatus.FOUND

    def test_takes_no_code_that_is_none(self, client, app):
        log_in(client)
        for code in ("", "\x00", "²³²³²³", "١٢٣٤٥٦", "x" * 10_000):
            assert send(client, code).status_code == HTTPStatus.OK

    def test_reads_its_secret_under_a_former_key_and_stores_it_anew(self, client, app, settings):
        former, settings.SECRET_KEY = settings.SECRET_KEY, "en ny nøgle"
        settings.SECRET_KEY_FALLBACKS = [former]
        call_command("two_step", "rekey")
        settings.SECRET_KEY_FALLBACKS = []
        log_in(client)
        assert send(client, app.code(1)).status_code == HTTPStatus.FOUND
        settings.SECRET_KEY = "en tredje"
        with pytest.raises(CommandError, match="karen"):
            call_command("two_step", "rekey")
        log_in(client)
        assert error(send(client, app.code(2))) == WRONG


def test_codes_are_those_of_the_rfc():
    """RFC 6238, appendix B, of which apps show the last six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    vectors = {59: "287082", 1111111109: "081804", 20000000000: "353130"}
    assert {at: period_of(secret, code, at) for at, code in vectors.items()} == {
        at: at // 30 for at in vectors
    }
    assert period_of(secret, "287082", 59 + 60) is None
