"""Signing in and out, as a page and as the dialog that fetches that page."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cms.users.models import User

PASSWORD = "meget-hemmelig-1"
WRONG = "Brugernavnet eller adgangskoden er forkert."
LOCKED = "For mange forsøg. Vent 15 minutter, og prøv en gang til."


@pytest.fixture
def user(db) -> User:
    return User.objects.create_user("karen", password=PASSWORD)


def log_in(client: Client, username: str = "karen", password: str = PASSWORD, **data):
    return client.post("/log-ind/", {"username": username, "password": password} | data)


def message(response) -> str:
    """What the form says, the form being all that the dialog shows of the page."""
    form = BeautifulSoup(response.text, "html.parser").select_one("form[data-login-form]")
    return form.select_one("[role=alert]").get_text(strip=True)


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


class TestTheForm:
    def test_is_labelled_in_danish_and_known_to_password_managers(self, client, db):
        page = BeautifulSoup(client.get("/log-ind/?next=/x/").text, "html.parser")
        assert page.h1.get_text() == "Log ind"
        form = page.select_one("main form[data-login-form]")
        fields = [
            (field["name"], field.get("type"), field.get("autocomplete"))
            for field in form.select("input")
            if field["name"] != "csrfmiddlewaretoken"
        ]
        assert fields == [
            ("next", "hidden", None),
            ("username", "text", "username"),
            ("password", "password", "current-password"),
        ]
        labels = {label["for"]: label.get_text(strip=True) for label in form.select("label")}
        assert labels == {"id_username": "Brugernavn", "id_password": "Adgangskode"}
        assert (form["action"], form["method"]) == ("/log-ind/", "post")

    def test_stands_on_a_page_with_the_sites_own_header_and_footer(self, client, db):
        response = client.get("/log-ind/")
        assert response.context["site"]["menu"] == []
        assert BeautifulSoup(response.text, "html.parser").select_one("header, footer")

    def test_is_never_stored_by_a_cache(self, client, db):
        response = client.get("/log-ind/")
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]

    def test_needs_its_token(self, user):
        client = Client(enforce_csrf_checks=True)
        assert log_in(client).status_code == 403
        token = BeautifulSoup(client.get("/log-ind/").text, "html.parser").select_one(
            "form[data-login-form] [name=csrfmiddlewaretoken]"
        )["value"]
        assert log_in(client, csrfmiddlewaretoken=token).status_code == 302


class TestSigningIn:
    def test_leads_to_the_section(self, client, user):
        response = log_in(client)
        assert (response.status_code, response["Location"]) == (302, "/moeder-og-netvaerk/")
        assert is_logged_in(client)

    def test_leads_back_to_where_one_came_from(self, client, user):
        next_url = "/moeder-og-netvaerk/?side=2"
        assert log_in(client, next=next_url)["Location"] == next_url

    @pytest.mark.parametrize(
        "url",
        ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"],
    )
    def test_never_leads_to_another_site(self, client, user, url):
        assert log_in(client, next=url)["Location"] == "/moeder-og-netvaerk/"

    def test_of_someone_signed_in_leads_on(self, client, user):
        client.force_login(user)
        response = client.get("/log-ind/")
        assert (response.status_code, response["Location"]) == (302, "/moeder-og-netvaerk/")

    def test_of_someone_without_access_is_no_loop(self, client, user):
        client.force_login(user)
        response = client.get("/log-ind/?next=/kun-for-netvaerket/")
        assert response.status_code == 200
        assert "Du er logget ind som karen, der ikke har adgang til siden." in response.text


class TestTheAdminsWayIn:
    LOGIN = reverse("wagtailadmin_login")

    @pytest.mark.parametrize("address", ["/admin/", "/admin/reports/site-history/?q=å"])
    def test_is_the_sites_and_leads_back(self, client, user, address):
        answer = client.get(address, follow=True)
        [*_others, (way, _status)] = answer.redirect_chain
        user.is_superuser = True
        user.save()
        form = BeautifulSoup(answer.text, "html.parser").select_one("form[data-login-form]")
        next_url = form.select_one("[name=next]")["value"]
        assert way.startswith("/log-ind/?next=/admin/")
        done = log_in(client, next=next_url)
        assert client.get(done["Location"]).request["PATH_INFO"] == address.partition("?")[0]

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_takes_no_password_itself(self, client, user, method):
        given = {"username": "karen", "password": PASSWORD}
        answer = getattr(client, method)(self.LOGIN, given)
        assert (answer.status_code, answer["Location"]) == (302, "/log-ind/?next=/admin/")
        assert not is_logged_in(client)

    def test_tells_a_member_so_once_and_an_editor_nothing(self, client, user):
        client.force_login(user)
        told = client.get("/admin/", follow=True).text
        assert "Du er logget ind som karen, der ikke har adgang til siden." in told
        user.is_superuser = True
        user.save()
        assert client.get(self.LOGIN)["Location"] == "/admin/"
        assert "ikke adgang" not in client.get("/admin/").text


class TestWrongPasswords:
    def test_and_unknown_and_inactive_users_get_the_same_message(self, client, user):
        User.objects.create_user("nedlagt", password=PASSWORD, is_active=False)
        attempts = [("karen", "forkert"), ("ukendt", PASSWORD), ("nedlagt", PASSWORD)]
        answers = [log_in(client, *attempt) for attempt in attempts]
        assert [answer.status_code for answer in answers] == [200, 200, 200]
        assert [message(answer) for answer in answers] == [WRONG, WRONG, WRONG]
        assert not is_logged_in(client)

    def test_keep_where_one_came_from(self, client, user):
        form = BeautifulSoup(
            log_in(client, password="forkert", next="/x/").text, "html.parser"
        ).select_one("form[data-login-form]")
        assert form.select_one("[name=next]")["value"] == "/x/"

    def test_that_cannot_be_a_user_name_are_errors_of_the_form(self, client, db):
        for username in ("\x00", "a" * 10_000, ""):
            assert log_in(client, username).status_code == 200

    @pytest.mark.parametrize("username", ["karen", "ukendt"])
    def test_close_the_door_after_five(self, client, user, username):
        answers = [log_in(client, username, "forkert") for _ in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 4 + [429] * 2
        assert message(answers[-1]) == LOCKED
        assert log_in(client, username).status_code == 429
        assert not is_logged_in(client)

    def test_do_not_shut_out_the_user_elsewhere_or_others_here(self, client, user):
        User.objects.create_user("niels", password=PASSWORD)
        for _ in range(5):
            log_in(client, password="forkert")
        assert log_in(client, "niels").status_code == 302
        elsewhere = Client(REMOTE_ADDR="192.0.2.7")
        assert log_in(elsewhere).status_code == 302

    def test_are_forgotten_after_a_while(self, client, user):
        for _ in range(5):
            log_in(client, password="forkert")
        for attempt in AccessAttempt.objects.all():
            attempt.attempt_time -= settings.AXES_COOLOFF_TIME + timedelta(seconds=1)
            attempt.save()
        assert log_in(client).status_code == 302
        assert not AccessAttempt.objects.exists()

    def test_are_forgotten_by_a_right_one(self, client, user):
        for _ in range(4):
            log_in(client, password="forkert")
        log_in(client)
        assert not AccessAttempt.objects.exists()


def test_who_signed_in_when_is_not_recorded(client, user):
    log_in(client)
    client.post("/log-ud/")
    assert not AccessLog.objects.exists()


class TestSigningOut:
    def test_asks_first_so_that_a_link_cannot_do_it(self, client, user):
        client.force_login(user)
        response = client.get("/log-ud/")
        assert response.status_code == 200
        assert "Du er logget ind som karen." in response.text
        assert is_logged_in(client)

    def test_leads_to_the_front_page(self, client, user):
        client.force_login(user)
        response = client.post("/log-ud/")
        assert (response.status_code, response["Location"]) == (302, "/")
        assert not is_logged_in(client)

    def test_of_someone_not_signed_in_leads_there_as_well(self, client, db):
        assert client.get("/log-ud/")["Location"] == "/"


def test_a_form_that_is_out_of_date_is_refused_in_danish(db):
    """Django's own page is English, and brings a style along that our policy lets nobody run."""
    response = Client(enforce_csrf_checks=True).post(reverse("login"), {"username": "medlem"})
    html = response.content.decode()
    assert response.status_code == 403
    assert "<h1>Formularen er forældet</h1>" in html
    assert "Forbidden" not in html
