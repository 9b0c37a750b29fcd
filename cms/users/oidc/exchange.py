"""What is asked of a provider and taken from it: authorization code flow with PKCE and nonce, by
Authlib. The issuer is the operator's to name, inside the network too, so `cms.outgoing`, which
guards against what editors write, has no say here.
"""

import logging
from functools import cache

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.http import HttpRequest, HttpResponse
from joserfc.errors import JoseError
from requests import RequestException

from cms.users.oidc.configured import Provider

#: Seconds that a provider may take for an answer.
PATIENCE = 10
#: A provider that is away, speaks otherwise than it should, or refuses; and answers to nobody.
_FAILURES = (AuthlibBaseError, JoseError, RequestException, KeyError, RuntimeError, ValueError)

logger = logging.getLogger(__name__)


class Failed(Exception):
    """Nobody can be signed in by what the provider answered, or there was no answer."""


def to_provider(request: HttpRequest, provider: Provider, back: str) -> HttpResponse:
    """Return the redirect to the provider, which leads back to an address. Raises `Failed`."""
    try:
        client = _client(provider)
        _check_issuer(client, provider)
        return client.authorize_redirect(request, back)
    except _FAILURES as error:
        raise _told(provider, error) from error


def claims_from(request: HttpRequest, provider: Provider) -> dict:
    """Return what the provider says of who comes back from it: the claims of an ID token that is
    signed, of this issuer, for this client and this very sign-in, and not over. Raises `Failed`.
    """
    expected = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
        "sub": {"essential": True},
    }
    try:
        client = _client(provider)
        _check_issuer(client, provider)
        token = client.authorize_access_token(request, claims_options=expected)
        return dict(token["userinfo"])
    except _FAILURES as error:
        raise _told(provider, error) from error


def address_to_sign_out(provider: Provider, back: str) -> str:
    """Return where one signs out at the provider too (RP-Initiated Logout), or an empty text if it
    has no such place.
    """
    try:
        client = _client(provider)
        if "end_session_endpoint" not in client.load_server_metadata():
            return ""
        ours = {"client_id": provider.client_id, "post_logout_redirect_uri": back}
        return client.create_logout_url(**ours)["url"]
    except _FAILURES as error:
        _told(provider, error)
        return ""


@cache
def _client(provider: Provider) -> DjangoOAuth2App:
    return OAuth().register(
        provider.key,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
        },
    )


def _check_issuer(client: DjangoOAuth2App, provider: Provider) -> None:
    named = client.load_server_metadata().get("issuer")
    if named != provider.issuer:
        raise ValueError(f"the provider calls itself {named!r}")


def _told(provider: Provider, error: Exception) -> Failed:
    logger.warning("No sign-in at %s: %s: %s", provider.key, type(error).__name__, error)
    return Failed()
