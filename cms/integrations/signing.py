"""Secrets of subscriptions, and what is signed by them (https://www.standardwebhooks.com)."""

import base64
import secrets
from datetime import datetime

from standardwebhooks import Webhook

from cms.encryption import Box

#: Octets of a secret; the specification asks for 24 to 64.
LENGTH = 32


_BOX = Box("cms.integrations.signing")
encrypted, decrypted, renewed = _BOX.encrypted, _BOX.decrypted, _BOX.renewed


def new_secret() -> str:
    """Return a secret as receivers write it, `whsec_…`."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(LENGTH)).decode()


def headers(message: str, at: datetime, body: str, keys: list[str]) -> dict[str, str]:
    """Return the headers of a post with this id, sent at this moment: signed with each of the
    secrets, so that one may take the place of another while the receiver has either.
    """
    return {
        "webhook-id": message,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(Webhook(key).sign(message, at, body) for key in keys),
    }
