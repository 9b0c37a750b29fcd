"""What tells that a text of the admin is English, or has a word that docs/ordliste.md has another
for.

The English words are derived: those of the texts that there are to translate (Wagtail's, Django's,
other packages' and ours) which no Danish text of the admin has. An upgrade brings its own.
"""

import re
from collections.abc import Iterable
from functools import cache

from cms.tests.admin_catalogues import (
    DOMAINS,
    danish_of,
    english_of,
    overlay,
    own_folders,
    packages,
    translations,
    word_list,
)

#: Words of English texts that may be read, with the reason.
ALLOWED = {
    "digital": "is Danish",
    "guide": "is Danish",
    "line": "is a name",
    "panel": "is Danish",
    "set": "is Danish for seen",
}
#: What stands in a text and is no word of it: placeholders, markup, addresses, names in code.
NO_WORDS = re.compile(
    r"%\(\w+\)\w|%\w|\{[^}]*\}|<[^>]*>|&\w+;|\w+://\S+|\w+[._@/]\w[\w./@-]*|[_.]\w+"
)
#: A letter alone is a key or a size.
_WORD = re.compile(r"[^\W\d_]{2,}")


def words_of(texts: Iterable[str]) -> set[str]:
    return {word.lower() for text in texts for word in _WORD.findall(NO_WORDS.sub(" ", text))}


@cache
def english_words() -> frozenset[str]:
    """The words that no Danish text of the admin has."""
    # Django's own texts speak of code ("must be True or False"), in Danish too. Of them only the
    # words that stand alone are taken: months, units.
    django, *others = packages()
    there_are, danish = set[str](), set[str]()
    for domain in DOMAINS:
        there_are |= words_of(msgid for _, msgid in english_of(domain, packages()))
        ours = danish_of(domain, own_folders())
        there_are |= words_of(msgid for _, msgid in ours)
        for text in danish_of(domain, [django]).values():
            words = words_of(_forms(text))
            danish |= words if len(words) == 1 else set()
        for text in (danish_of(domain, others) | ours | translations(overlay(domain))).values():
            danish |= words_of(_forms(text))
    return frozenset(there_are - danish - ALLOWED.keys())


def _forms(text: str | dict[int, str]) -> Iterable[str]:
    return [text] if isinstance(text, str) else text.values()


@cache
def _words_with_another() -> re.Pattern[str]:
    found = "|".join(map(re.escape, word_list()))
    return re.compile(rf"(?<![\w%(/#.-])({found})(?![\w)/-])", re.IGNORECASE)


def english_in(text: str) -> list[str]:
    """The words of a text that should not be there."""
    others = {match.lower() for match in _words_with_another().findall(text)}
    return sorted(others | words_of([text]) & english_words())
