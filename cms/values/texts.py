"""Texts as they are kept: in Unicode's NFC, without control characters.

A vertical tab is what PowerPoint and Word write for a line break within a paragraph. XML 1.0,
section 2.2, has no control characters, so that one of them would end a whole feed.
"""

import re
from typing import Any
from unicodedata import is_normalized, normalize

# C0 and C1 controls but tab and line breaks, halves of surrogate pairs, and what is no character.
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_UNFIT = re.compile(f"[{_CONTROLS}\x85\u2028\u2029]")
_DROPPED = re.compile(f"[{_CONTROLS}]")
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
#: Breaks of lines and pages, and tabs: in a text of one line each is a space.
_SPACES = re.compile("\r\n|[\t\n\x0b\x0c\r\x85\u2028\u2029]")
_TAG_OR_BREAK = re.compile("<[^>]*>|[\x0b\x0c\x85\u2028\u2029]")


def line(text: str) -> str:
    """Return the text for a field of one line: what breaks a line is a space in it."""
    return _cleaned(_SPACES.sub(" ", text))


def lines(text: str) -> str:
    """Return the text for a field of several lines: what breaks a line is a line break."""
    if _is_fit(text):
        return text
    return _cleaned(_BREAKS.sub("\n", text))


def paged(text: str) -> str:
    """Return the text of several pages, parted by form feeds, with each page's lines fit."""
    return "\f".join(map(lines, text.split("\f")))


def rich_text(html: str) -> str:
    """Return HTML in which what breaks a line of text is a `<br/>`."""
    if _is_fit(html):
        return html

    def replaced(match: re.Match) -> str:
        return _BREAKS.sub(" ", match[0]) if match[0].startswith("<") else "<br/>"

    return _cleaned(_TAG_OR_BREAK.sub(replaced, html))


def fit(value: Any) -> Any:
    """Return a value of JSON with all its texts fit; the very same value if they are."""
    if isinstance(value, str):
        return lines(value)
    if isinstance(value, dict):
        fitted = {key: fit(item) for key, item in value.items()}
        return fitted if any(fitted[key] is not value[key] for key in value) else value
    if isinstance(value, list):
        items = [fit(item) for item in value]
        return items if any(map(_differ, items, value)) else value
    return value


def _is_fit(text: str) -> bool:
    if text.isascii():
        return not _UNFIT.search(text)
    return not _UNFIT.search(text) and is_normalized("NFC", text)


def _cleaned(text: str) -> str:
    return normalize("NFC", _DROPPED.sub("", text))


def _differ(one: Any, other: Any) -> bool:
    return one is not other
