"""How texts are divided into words, the same for what is found and for what is searched for.

Done here and not by PostgreSQL's parser: where LC_CTYPE is C it takes »ord«, 2021–2022 and the
like for single words, and it sees file names, addresses and numbers of many kinds.
"""

import re
import unicodedata

#: How much of a text counts. A tsvector holds 1 MB, and in one of distinct words each character
#: takes up to five bytes, twice: as part of a stem and of the word.
SEARCHABLE_CHARACTERS = 50_000

#: How many characters folded words may add, for which the room above is left.
MOST_FOLDED = 5_000

_WRITTEN_OUT = str.maketrans(
    {"å": "aa", "æ": "ae", "ø": "oe", "ä": "ae", "ö": "oe", "ü": "u", "ß": "ss", "đ": "d", "ł": "l"}
)
_OTHER = re.compile(r"[\W_]+")
#: "FN's" is a form of "FN".
_GENITIVE = re.compile(r"(?<=\w)['’]s\b")
_LETTERS = re.compile(r"[^\W\d_]{3,40}")


def cleaned(text: str) -> str:
    """Return words in lower case with one space between, and nothing else."""
    # NFKC makes one letter of å written as two, and two of a typesetter's ligature.
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).lower()
    return _OTHER.sub(" ", _GENITIVE.sub("", text)).strip()


def searchable(text: str, characters: int = SEARCHABLE_CHARACTERS) -> str:
    """Return the words of a text for the index: all of them, unless it is a book's worth; then each
    once, as far as there is room.
    """
    words = cleaned(text)
    if len(words) <= characters:
        return words
    return " ".join(dict.fromkeys(words.split()))[:characters]


def folded(words: str) -> str:
    """Return cleaned words as one writes them without Danish letters and accents: "blåbær" →
    "blaabaer", "idé" → "ide". Words that are alike so are found by each other.
    """
    decomposed = unicodedata.normalize("NFD", words.translate(_WRITTEN_OUT))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def with_folded(words: str) -> str:
    """Return words for the index, followed by those among them that are written otherwise when
    folded.
    """
    distinct = dict.fromkeys(words.split())
    others = {other for word in distinct if (other := folded(word)) != word}
    return " ".join([words, *sorted(others - distinct.keys())])[: len(words) + MOST_FOLDED]


def vocabulary_of(words: str) -> set[str]:
    """Return those of cleaned words that may be proposed: letters only, not too short."""
    return set(_LETTERS.findall(words))
