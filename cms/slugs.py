"""Slugs are ASCII, with the Danish letters written as they are in web addresses."""

from unicodedata import normalize

from django.utils.text import slugify
from wagtail.admin.widgets.slug import SlugInput

_LETTERS = {"æ": "ae", "ø": "oe", "å": "aa"}


def danish_slug(text: str) -> str:
    """A slug of the text: "Møder og netværk" → "moeder-og-netvaerk"."""
    # macOS and PDFs write å as two code points, an a and a ring above (NFD).
    return slugify(normalize("NFC", text).lower().translate(str.maketrans(_LETTERS)))


class DanishSlugInput(SlugInput):
    """The admin's slug field, which makes the slug of a title while it is typed."""

    def __init__(self, attrs: dict | None = None) -> None:
        formatters = [(f"[{char}{char.upper()}]", latin) for char, latin in _LETTERS.items()]
        super().__init__(attrs, formatters=[("[aA]\u030a", "aa"), *formatters])
