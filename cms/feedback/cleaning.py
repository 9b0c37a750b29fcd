"""What a remark must not hold, since nobody asked for it: what tells who wrote it."""

import re

from django.utils.translation import gettext as _

_MAIL = re.compile(r"[^\s<>@]+@[^\s<>@]+")
#: Five digits and more, as numbers of persons, phones, cards and accounts are written: with spaces,
#: hyphens, full stops, slashes or brackets between them. A year or a postal code is none.
_DIGITS = re.compile(r"\d(?:[\s.\-‐-–/()]{0,3}\d){4,}")


def cleaned(text: str) -> str:
    """Return the text with a note in place of each mail address and each run of digits."""
    return _DIGITS.sub(_("[removed]"), _MAIL.sub(_("[removed]"), text))
