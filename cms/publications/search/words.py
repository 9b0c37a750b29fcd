"""How texts are divided into words, the same for what is found and for what is searched for.

Done here and not by PostgreSQL's parser: where LC_CTYPE is C it takes »ord«, 2021–2022 and the
like for single words, and it sees file names, addresses and numbers of many kinds.
"""

import re
import unicodedata

#: How much of a text counts. A tsvector holds 1 MB, and in one of distinct words each character
#: takes up to five bytes, twice: as part of a stem and of the word.
SEARCHABLE_CHARACTERS = 50_000

_OTHER = re.compile(r"[\W_]+")
#: "FN's" is a form of "FN".
_GENITIVE = re.compile(r"(?<=\w)['’]s\b")
_LETTERS = re.compile(r"[^\W\d_]{3,40}")


def cleaned(text: str) -> str:
    """Words in lower case with one space between, and nothing else."""
    # NFKC makes one letter of å written as two, and two of a typesetter's ligature.
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).lower()
    return _OTHER.sub(" ", _GENITIVE.sub("", text)).strip()


def searchable(text: str, characters: int = SEARCHABLE_CHARACTERS) -> str:
    """The words of a text for the index: all of them, unless it is a book's worth; then each once,
    as far as there is room.
    """
    words = cleaned(text)
    if len(words) <= characters:
        return words
    return " ".join(dict.fromkeys(words.split()))[:characters]


def vocabulary_of(words: str) -> set[str]:
    """Those of cleaned words that may be proposed: letters only, not too short."""
    return set(_LETTERS.findall(words))
