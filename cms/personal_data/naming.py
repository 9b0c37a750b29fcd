"""Names and mail addresses in texts of any kind: prose, HTML, slugs, names of files.

They are compared word by word as one writes them without Danish letters, so that "Kim Ås" is found
in "kim-aas.pdf" too. What is kept of an erased person's is a digest under `SECRET_KEY`, which tells
nothing to who has only the list, and is compared with each run of as many words of a text.
"""

import hmac
import re
from collections.abc import Iterable, Iterator

from django.conf import settings

from cms.publications.search.words import cleaned, folded

#: Stands where a name or an address was.
MARK = "[slettet]"

_TOKEN = re.compile(r"<[^>]*>|&#?\w+;|@|[^\W_]+")
_PURPOSE = "cms.personal_data:"


class Names:
    """What is looked for: names and addresses themselves, and digests of such. A name of one word
    is left out: it could not be told from other words.
    """

    def __init__(self, texts: Iterable[str] = (), digests: Iterable[str] = ()) -> None:
        words = {tuple(word for word, _start, _end in _words(text)) for text in texts}
        self.known = {each for each in words if len(each) > 1}
        self.digests = set(digests)
        lengths = {int(digest.partition(":")[0]) for digest in self.digests}
        self._lengths = sorted(lengths | {len(each) for each in self.known}, reverse=True)
        self._keys = [str(each) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]

    def __bool__(self) -> bool:
        return bool(self._lengths)

    def digested(self) -> list[str]:
        """Return what may be kept of them."""
        return sorted(self.digests | {_digest(each, self._keys[0]) for each in self.known})

    def are_in(self, text: str) -> bool:
        """Return whether one of them stands in the text."""
        return next(self._found(text), None) is not None

    def without(self, text: str) -> str:
        """Return the text with a mark in the place of each."""
        for words in reversed(list(self._found(text))):
            for number, (_word, start, end) in reversed(list(enumerate(words))):
                inner = text[words[number - 1][2] : start] if number else ""
                # What stands between two words goes with them, unless it is a tag.
                start = start - len(inner) if "<" not in inner else start
                text = text[:start] + ("" if number else MARK) + text[end:]
        return text

    def _found(self, text: str) -> Iterator[list[tuple[str, int, int]]]:
        if not self._may_be_in(text):
            return
        words = list(_words(text))
        place = 0
        while place < len(words):
            for length in self._lengths:
                run = words[place : place + length]
                if len(run) == length and self._is_one(tuple(word for word, *_ in run)):
                    yield run
                    place += length - 1
                    break
            place += 1

    def _may_be_in(self, text: str) -> bool:
        if self.digests:
            return True
        words = folded(cleaned(text))
        return any(each[0] in words for each in self.known)

    def _is_one(self, words: tuple[str, ...]) -> bool:
        # "Kim Hansens" is a form of "Kim Hansen".
        forms = [words]
        if len(words[-1]) > 1 and words[-1].endswith("s"):
            forms.append((*words[:-1], words[-1][:-1]))
        return any(
            form in self.known
            or (self.digests and any(_digest(form, key) in self.digests for key in self._keys))
            for form in forms
        )


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a text as they are compared, and where they stand in it."""
    for token in _TOKEN.finditer(text):
        if token[0][0] not in "<&":
            word = token[0] if token[0] == "@" else folded(cleaned(token[0]))
            yield word, token.start(), token.end()


def _digest(words: tuple[str, ...], key: str) -> str:
    message = (_PURPOSE + " ".join(words)).encode()
    return f"{len(words)}:{hmac.digest(key.encode(), message, 'sha256').hex()}"
