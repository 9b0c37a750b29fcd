"""What stands in the address of a link: its key, signed with the site's `SECRET_KEY`.

Nothing that opens a draft is stored: who reads the database, or a backup of it, can't make one.
"""

import base64
from uuid import UUID

from django.core.signing import BadSignature, Signer

_OCTETS = 16


def token_of(key: UUID) -> str:
    """Return the token of a link, under the present `SECRET_KEY`."""
    return _signer().sign(base64.urlsafe_b64encode(key.bytes).decode().rstrip("="))


def key_of(token: str) -> UUID | None:
    """Return the key that a token names; None if neither `SECRET_KEY` nor one of its
    `SECRET_KEY_FALLBACKS` has signed it.
    """
    try:
        signed = _signer().unsign(token)
    except BadSignature:
        return None
    return UUID(bytes=base64.urlsafe_b64decode(f"{signed}==")[:_OCTETS])


def _signer() -> Signer:
    # A dot is no letter of a signature, and mail programs take it for part of an address within.
    return Signer(salt="cms.drafts", sep=".")
