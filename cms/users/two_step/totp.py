"""Codes that an app and the site make of one secret and the clock (TOTP, RFC 6238)."""

import base64
import secrets

import segno
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.utils.crypto import constant_time_compare

from cms.encryption import Box

#: Octets of a secret: as many as the digest has (RFC 4226, section 4).
LENGTH = 20
DIGITS = 6
#: Seconds for which a code holds. With the digits and SHA-1 these are what every app knows.
PERIOD = 30

#: In which secrets are kept.
BOX = Box("cms.users.two_step")


def new_secret() -> str:
    """Return a secret as it is typed into an app (Base32)."""
    return base64.b32encode(secrets.token_bytes(LENGTH)).decode()


def address(secret: str, account: str, issuer: str) -> str:
    """Return what an app reads from a picture or a link: `otpauth://totp/…`."""
    return _totp(secret).get_provisioning_uri(account, issuer)


def picture(text: str) -> str:
    """Return the QR code of a text, as the address of a picture that holds it (`data:`)."""
    return segno.make(text, error="m").svg_data_uri(scale=5, light="#fff")


def period_of(secret: str, code: str, seconds: float) -> int | None:
    """Return the period whose code this is: that of a moment, or the one before or after, since
    clocks differ and typing takes time. None if it is none of these.
    """
    now = int(seconds) // PERIOD
    for period in (now, now - 1, now + 1):
        if constant_time_compare(_totp(secret).generate(period * PERIOD).decode(), code):
            return period
    return None


def _totp(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), PERIOD)  # noqa: S303
