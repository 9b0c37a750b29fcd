"""The identity providers that the environment names."""

from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.validators import validate_slug

#: Where an issuer needs no TLS: on the machine itself, for trying.
_HERE = {"localhost", "127.0.0.1", "::1"}
_EXAMPLE = (
    'OIDC_PROVIDERS is JSON such as {"kl": {"name": "KL", "issuer": "https://login.example.dk", '
    '"client_id": "…", "client_secret": "…"}}'
)


#: In the session: by which provider somebody is signed in.
SIGNED_IN_BY = "oidc_provider"


@dataclass(frozen=True)
class Provider:
    """Where people sign in, and what is believed of it."""

    #: By which addresses of the site name it.
    key: str
    #: As its button calls it.
    name: str
    #: As its tokens name it: exactly so (OpenID Connect Discovery, section 4.3).
    issuer: str
    client_id: str
    client_secret: str
    #: Whether a mail address that it calls verified says whose account it is.
    trusted_mail: bool = False
    #: Whether it asks for two steps itself, so that the site's own are not asked for.
    two_steps: bool = False


def providers(given: Any) -> dict[str, Provider]:
    """Return the providers that a setting names, by key. Raises `ImproperlyConfigured`."""
    if not isinstance(given, dict):
        raise ImproperlyConfigured(_EXAMPLE)
    return {key: _provider(key, values) for key, values in given.items()}


def _provider(key: str, values: Any) -> Provider:
    known = {each.name: each.type for each in fields(Provider) if each.name != "key"}
    try:
        validate_slug(key)
        provider = Provider(key, **values)
    except Exception as error:
        raise ImproperlyConfigured(f"{_EXAMPLE}; {key!r}: {error}") from error
    for name, kind in known.items():
        value = getattr(provider, name)
        if not isinstance(value, kind) or value == "":
            raise ImproperlyConfigured(f"{_EXAMPLE}; {key!r}: {name} is {value!r}")
    parts = urlsplit(provider.issuer)
    if parts.scheme != "https" and parts.hostname not in _HERE:
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: the issuer of {key!r} begins with https://")
    return provider
