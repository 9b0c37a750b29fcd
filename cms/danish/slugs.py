"""Slugs are ASCII, with the Danish letters written as they are in web addresses."""

import re
from typing import Any
from unicodedata import normalize

from django.urls.converters import SlugConverter
from django.utils.text import slugify
from wagtail.admin.widgets.slug import SlugInput

_LETTERS = {"æ": "ae", "ø": "oe", "å": "aa"}


def danish_slug(text: str) -> str:
    """Return a slug of the text: "Møder og netværk" → "moeder-og-netvaerk"."""
    # macOS and PDFs write å as two code points, an a and a ring above (NFD).
    return slugify(normalize("NFC", text).lower().translate(str.maketrans(_LETTERS)))


class NamedConverter(SlugConverter):
    """How `named_in_address` names an object, in a path; registered as `named`."""

    # As many digits as every key of the database has.
    regex = f"{SlugConverter.regex}|~[0-9]{{1,18}}"


def named_in_address(instance: Any) -> str:
    """Return the name of an object in its address: its slug, or "~" and its key where the slug came
    by SQL and is none. No slug begins so.
    """
    is_slug = re.fullmatch(SlugConverter.regex, instance.slug)
    return instance.slug if is_slug else f"~{instance.pk}"


class DanishSlugInput(SlugInput):
    """The admin's slug field, which makes the slug of a title while it is typed."""

    def __init__(self, attrs: dict | None = None) -> None:
        formatters = [(f"[{char}{char.upper()}]", latin) for char, latin in _LETTERS.items()]
        super().__init__(attrs, formatters=[("[aA]\u030a", "aa"), *formatters])
