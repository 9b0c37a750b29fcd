"""Codes for who has lost the app: shown once, kept as digests, each good for one sign-in."""

import hashlib
import secrets

from cms.users.models import RecoveryCode, SecondStep

NUMBER = 10
#: Without letters and digits that are taken for others: 31 of them, so 79 bits in a code, which
#: makes a plain digest as good as a slow one.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 16


def renew(step: SecondStep) -> list[str]:
    """Make new codes in the place of those that there are, and return them as they are shown."""
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(NUMBER)]
    step.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(step=step, key_hash=_digest(code)) for code in codes
    )
    return ["-".join(code[at : at + 4] for at in range(0, _LENGTH, 4)) for code in codes]


def use(step: SecondStep, text: str) -> bool:
    """Return whether this is one of the codes, in any spelling, and take it away if so."""
    return bool(step.recovery_codes.filter(key_hash=_digest(text)).delete()[0])


def _digest(text: str) -> str:
    plain = "".join(each for each in text.lower() if each.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
