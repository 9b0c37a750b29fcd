"""Signing in at an identity provider that runs beside the tests (OpenID Connect)."""

import base64
import hashlib
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from cms.testing import factories
from cms.users.models import OidcIdentity, SecondStep, TwoStepDemand, User
from cms.users.oidc.configured import providers
from cms.users.tests.identity_provider import IdentityProvider, identity_provider

pytestmark = pytest.mark.django_db

TO, BACK = "/log-ind/oidc/kl/", "/log-ind/oidc/kl/svar/"
UNKNOWN = "Du er kendt hos Kommune-login, men har ingen konto her. Bed om at få en."
FAILED = "Det lykkedes ikke at logge ind hos Kommune-login. Prøv en gang til."
MAIL = {"email": "karen@example.dk", "email_verified": True}


@pytest.fixture(scope="module")
def running() -> Iterator[IdentityProvider]:
    with identity_provider() as provider:
        yield provider


@pytest.fixture
def provider(running, settings) -> IdentityProvider:
    """One that is trusted with mail addresses, and known to the site."""
    factories.section()
    settings.OIDC_PROVIDERS = providers({"kl": running.configured(trusted_mail=True)})
    return running


@pytest.fixture
def karen() -> User:
    return User.objects.create_user("karen", "karen@example.dk", "meget-hemmelig-1")


def way_back(client: Client, provider: IdentityProvider, subject: str, **query: str) -> str:
    """Where the provider leads the browser, once its owner has signed in there."""
    there = client.get(TO, query)
    assert there.status_code == HTTPStatus.FOUND
    address = urlsplit(provider.answer(there["Location"], subject))
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"http://localhost{BACK}"
    return f"{address.path}?{address.query}"


def sign_in(provider: IdentityProvider, subject: str, client: Client | None = None, **query: str):
    client = client or Client()
    return client.get(way_back(client, provider, subject, **query))


def signed_in(provider: IdentityProvider, subject: str) -> User:
    answer = sign_in(provider, subject)
    assert answer.status_code == HTTPStatus.FOUND
    return User.objects.get(pk=answer.client.session["_auth_user_id"])


def told(answer) -> str:
    assert "_auth_user_id" not in answer.client.session
    page = BeautifulSoup(answer.text, "html.parser")
    return page.select_one("form[data-login-form] [role=alert]").get_text(strip=True)


class TestTheWayThereAndBack:
    def test_is_a_button_below_the_password(self, client, provider):
        page = BeautifulSoup(client.get("/log-ind/?next=/min-side/").text, "html.parser")
        button = page.find("a", string="Log ind med Kommune-login")
        assert button["href"] == f"{TO}?next=%2Fmin-side%2F"

    def test_is_an_authorization_code_flow_with_pkce_state_and_nonce(self, client, provider):
        address = client.get(TO)["Location"]
        asked = {name: value for name, [value] in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{provider.issuer}/oauth2/authorize?")
        assert {
            "response_type": "code",
            "client_id": "cms",
            "scope": "openid profile email",
            "redirect_uri": f"http://localhost{BACK}",
            "code_challenge_method": "S256",
        }.items() <= asked.items()
        kept = client.session[f"_state_kl_{asked['state']}"]["data"]
        digest = hashlib.sha256(kept["code_verifier"].encode()).digest()
        assert asked["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
        assert len(asked["nonce"]) >= 20

    @pytest.mark.parametrize(
        ("wanted", "reached"),
        [("/min-side/", "/min-side/"), ("https://evil.example/", "/moeder-og-netvaerk/")],
    )
    def test_leads_to_where_one_wanted_to_be_on_the_site(self, provider, karen, wanted, reached):
        provider.knows("a", **MAIL)
        assert sign_in(provider, "a", next=wanted)["Location"] == reached

    def test_is_walked_once_by_who_began_it(self, provider, karen):
        provider.knows("a", **MAIL)
        client = Client()
        back = way_back(client, provider, "a")
        stranger = Client().get(back)
        assert (stranger.status_code, told(stranger)) == (HTTPStatus.BAD_REQUEST, FAILED)
        assert client.get(back).status_code == HTTPStatus.FOUND
        client.post("/log-ud/")
        assert told(client.get(back)) == FAILED

    def test_takes_no_answer_to_another_question(self, provider, karen):
        provider.knows("a", **MAIL)
        client = Client()
        back = way_back(client, provider, "a")
        session = client.session
        [key] = [each for each in dict(session) if each.startswith("_state_kl_")]
        session[key]["data"]["nonce"] = "en anden"
        session.save()
        assert told(client.get(back)) == FAILED

    def test_tells_who_was_refused_there(self, client, provider):
        back = provider.answer(client.get(TO)["Location"], action="deny")
        answer = client.get(back.removeprefix("http://localhost"))
        assert (answer.status_code, told(answer)) == (HTTPStatus.BAD_REQUEST, FAILED)
        for query in ("", "?code=x", "?code=x&state=y", "?state=%00"):
            assert client.get(BACK + query).status_code == HTTPStatus.BAD_REQUEST

    @pytest.mark.parametrize("issuer", ["{}/", "http://localhost:1"])
    def test_leads_to_no_provider_that_is_away_or_calls_itself_otherwise(
        self, client, provider, settings, issuer
    ):
        named = provider.configured(issuer=issuer.format(provider.issuer))
        settings.OIDC_PROVIDERS = providers({"kl": named})
        answer = client.get(TO)
        assert (answer.status_code, told(answer)) == (HTTPStatus.BAD_GATEWAY, FAILED)

    def test_is_not_there_for_others(self, client, provider):
        for address in ("/log-ind/oidc/andre/", "/log-ind/oidc/andre/svar/"):
            assert client.get(address).status_code == HTTPStatus.NOT_FOUND


class TestWhoseAccountItIs:
    def test_is_told_by_a_verified_mail_once_and_then_by_the_subject(self, provider, karen):
        provider.knows("emne-1", **MAIL)
        assert signed_in(provider, "emne-1") == karen
        [identity] = OidcIdentity.objects.values_list("user", "issuer", "subject")
        assert identity == (karen.pk, provider.issuer, "emne-1")
        provider.knows("emne-1", email="gift@example.dk", email_verified=False)
        assert signed_in(provider, "emne-1") == karen
        # The address is another's there now, and opens nothing here.
        provider.knows("emne-2", **MAIL)
        assert told(sign_in(provider, "emne-2")) == UNKNOWN

    @pytest.mark.parametrize(
        "claims",
        [
            {"email": "karen@example.dk"},
            {"email": "karen@example.dk", "email_verified": False},
            {"email": "karen@example.dk", "email_verified": "true"},
            {"email": ["karen@example.dk"], "email_verified": True},
            {"email": "ukendt@example.dk", "email_verified": True},
        ],
        ids=["not said", "not verified", "a text", "a list", "unknown"],
    )
    def test_is_nobodys_otherwise(self, provider, karen, claims):
        provider.knows("b", **claims)
        answer = sign_in(provider, "b")
        assert (answer.status_code, told(answer)) == (HTTPStatus.FORBIDDEN, UNKNOWN)
        assert not OidcIdentity.objects.exists()

    def test_is_told_by_no_mail_of_a_provider_that_is_not_trusted(self, provider, karen, settings):
        settings.OIDC_PROVIDERS = providers({"kl": provider.configured()})
        provider.knows("c", **MAIL)
        assert told(sign_in(provider, "c")) == UNKNOWN

    def test_is_told_by_no_mail_that_two_have(self, provider, karen):
        User.objects.create_user("karen2", "KAREN@example.dk")
        provider.knows("d", **MAIL)
        assert told(sign_in(provider, "d")) == UNKNOWN

    def test_is_closed_when_it_is_closed_here(self, provider, karen):
        provider.knows("e", **MAIL)
        assert signed_in(provider, "e") == karen
        User.objects.update(is_active=False)
        assert told(sign_in(provider, "e")) == UNKNOWN

    def test_is_made_without_rights_where_the_setting_says_so(self, provider, settings):
        settings.OIDC_UNKNOWN = "create"
        names = {"preferred_username": "ny", "given_name": "Ny\0", "family_name": "Ø" * 200}
        provider.knows("f", **names, **MAIL)
        user = signed_in(provider, "f")
        assert (user.username, user.first_name, len(user.last_name)) == ("ny", "Ny", 150)
        assert (user.email, user.has_usable_password()) == ("karen@example.dk", False)
        assert (user.is_superuser, user.groups.count(), user.get_all_permissions()) == (
            *(False, 0),
            set(),
        )
        provider.knows("g", preferred_username="NY", email="x@example.dk", email_verified=False)
        other = signed_in(provider, "g")
        assert (other.username[:3], other.email) == ("kl-", "")
        # Whose address somebody has already is nobody new.
        provider.knows("h", **MAIL)
        assert told(sign_in(provider, "h")) == UNKNOWN

    def test_goes_with_the_account(self, provider, karen):
        provider.knows("i", **MAIL)
        signed_in(provider, "i")
        karen.delete()
        assert not OidcIdentity.objects.exists()


class TestTwoSteps:
    def test_are_asked_for_after_the_provider_too(self, provider, karen):
        provider.knows("j", **MAIL)
        group = Group.objects.create(name="Redaktion")
        karen.groups.add(group)
        TwoStepDemand.objects.create(group=group)
        assert sign_in(provider, "j", next="/min-side/")["Location"] == "/log-ind/totrin/"
        SecondStep.objects.create(user=karen, secret="x")
        assert sign_in(provider, "j")["Location"] == "/log-ind/kode/"

    def test_are_not_where_the_provider_asks_for_them_itself(self, provider, karen, settings):
        settings.OIDC_PROVIDERS = providers(
            {"kl": provider.configured(trusted_mail=True, two_steps=True)}
        )
        SecondStep.objects.create(user=karen, secret="x")
        provider.knows("k", **MAIL)
        assert signed_in(provider, "k") == karen


def test_who_signs_out_is_offered_to_do_so_there_too(provider, karen):
    provider.knows("l", **MAIL)
    client = Client()
    sign_in(provider, "l", client)
    answer = client.post("/log-ud/", follow=True)
    assert "_auth_user_id" not in client.session
    page = BeautifulSoup(answer.text, "html.parser")
    link = urlsplit(page.find("a", string="Log ud hos Kommune-login")["href"])
    assert f"{link.scheme}://{link.netloc}{link.path}" == f"{provider.issuer}/oauth2/end_session"
    query = parse_qs(link.query)
    assert query["client_id"] == ["cms"]
    assert query["post_logout_redirect_uri"] == ["http://localhost/"]
    assert client.get("/log-ud/?provider=andre")["Location"] == "/"
    client.force_login(karen)
    assert client.post("/log-ud/")["Location"] == "/"


@pytest.mark.parametrize(
    "given",
    [
        [],
        {"kl": {}},
        {"kl": {"name": "KL"}},
        {"k l": {"name": "KL", "issuer": "https://x.dk", "client_id": "a", "client_secret": "b"}},
        {"kl": {"name": "KL", "issuer": "http://x.dk", "client_id": "a", "client_secret": "b"}},
        {"kl": {"name": "", "issuer": "https://x.dk", "client_id": "a", "client_secret": "b"}},
        {"kl": {"name": "KL", "issuer": "https://x.dk", "client_id": 1, "client_secret": "b"}},
    ],
    ids=["no names", "nothing", "half", "a bad key", "no TLS", "no name", "a number"],
)
def test_a_setting_that_is_wrong_is_told(given):
    with pytest.raises(ImproperlyConfigured, match="OIDC_PROVIDERS"):
        providers(given)
