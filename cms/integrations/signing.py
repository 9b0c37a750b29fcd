"""Secrets of subscriptions, and what is signed by them (https://www.standardwebhooks.com)."""

import base64
import secrets
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from standardwebhooks import Webhook

#: Octets of a secret; the specification asks for 24 to 64.
LENGTH = 32


class Unreadable(Exception):
    """A secret was encrypted under a `SECRET_KEY` that is no longer known."""


def new_secret() -> str:
    """Return a secret as receivers write it, `whsec_…`."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(LENGTH)).decode()


def encrypted(secret: str) -> str:
    """Return a secret as it is stored: only who has the site's `SECRET_KEY` reads it."""
    return _box().encrypt(secret.encode()).decode()


def decrypted(text: str) -> str:
    """Return a secret that was stored. Raises `Unreadable`."""
    try:
        return _box().decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def renewed(text: str) -> str:
    """Return a stored secret as it is stored under the present `SECRET_KEY`, whichever of those
    that are known it was stored under. Raises `Unreadable`.
    """
    try:
        return _box().rotate(text.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def headers(message: str, at: datetime, body: str, keys: list[str]) -> dict[str, str]:
    """Return the headers of a post with this id, sent at this moment: signed with each of the
    secrets, so that one may take the place of another while the receiver has either.
    """
    return {
        "webhook-id": message,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(Webhook(key).sign(message, at, body) for key in keys),
    }


def _box() -> MultiFernet:
    known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(each)) for each in known])


def _key(text: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"cms.integrations.signing")
    return base64.urlsafe_b64encode(derived.derive(text.encode()))
