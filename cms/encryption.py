"""Secrets that must be read again, stored so that only who has the `SECRET_KEY` reads them."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(Exception):
    """A secret was encrypted under a `SECRET_KEY` that is no longer known."""


class Box:
    """What keeps secrets for one purpose: what one box has closed no other opens."""

    def __init__(self, purpose: str) -> None:
        self._purpose = purpose.encode()

    def encrypted(self, secret: str) -> str:
        """Return a secret as it is stored."""
        return self._fernet().encrypt(secret.encode()).decode()

    def decrypted(self, text: str) -> str:
        """Return a secret that was stored. Raises `Unreadable`."""
        try:
            return self._fernet().decrypt(text.encode()).decode()
        except InvalidToken as error:
            raise Unreadable from error

    def renewed(self, text: str) -> str:
        """Return a stored secret as it is stored under the present `SECRET_KEY`, whichever of those
        that are known it was stored under. Raises `Unreadable`.
        """
        try:
            return self._fernet().rotate(text.encode()).decode()
        except InvalidToken as error:
            raise Unreadable from error

    def _fernet(self) -> MultiFernet:
        known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return MultiFernet([Fernet(self._key(each)) for each in known])

    def _key(self, text: str) -> bytes:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=self._purpose)
        return base64.urlsafe_b64encode(derived.derive(text.encode()))
