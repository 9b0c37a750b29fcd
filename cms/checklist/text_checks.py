"""Checks of how a page is written."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.checklist.contents import pieces
from cms.checklist.findings import Check, Finding, Severity

#: Texts of links that say nothing by themselves, as those hear them who go from link to link.
_SAYS_NOTHING = {
    *("her", "læs her", "se her", "klik her", "tryk her", "find den her", "find det her", "link"),
    *(
        "dette link",
        "læs mere",
        "læs mere her",
        "se mere",
        "mere",
        "download",
        "hent",
        "denne side",
    ),
    *("here", "click here", "read more", "more"),
}
_ADDRESS = re.compile(r"^(https?://|www\.)\S+$", re.I)
_SHOUTED = re.compile(r"(?:\b[A-ZÆØÅ]{2,}\b[\s,.:!–-]*){3,}")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)")


class LinkTexts(Check):
    """The text of a link says where it leads (WCAG 2.2, 2.4.4)."""

    code = "link_texts"

    def find(self, page: Any) -> Iterator[Finding]:
        for piece in pieces(page):
            texts = [link.get_text(" ", strip=True) for link in piece.soup().find_all("a")]
            names = getattr(piece.block, "child_blocks", {})
            if "text" in names and {"url", "page"} & set(names):
                texts.append(str(piece.value.get("text") or ""))
            for text in texts:
                if text.casefold().strip(" .:»«\"'>") in _SAYS_NOTHING or _ADDRESS.match(text):
                    message = _("The link “%(text)s” doesn't say where it leads.")
                    yield self.found(message % {"text": text}, piece.path)


class HeadingOrder(Check):
    """Headings follow each other without a level left out (WCAG 2.2, 1.3.1); the title is the
    first.
    """

    code = "heading_order"
    severity = Severity.ERROR

    def find(self, page: Any) -> Iterator[Finding]:
        above = {}
        for piece in pieces(page):
            names = getattr(piece.block, "child_blocks", {})
            if not {"text", "level"} <= set(names) or piece.value is None:
                continue
            level = int(re.sub(r"\D", "", str(piece.value.get("level") or "")) or 0)
            field = piece.path.partition(".")[0]
            if level > above.get(field, 1) + 1:
                message = _("The subheading “%(text)s” comes before a heading.")
                yield self.found(message % {"text": piece.value.get("text")}, piece.path)
            above[field] = level or above.get(field, 1)


class Capitals(Check):
    """Running text isn't in capitals: that is hard to read, and read aloud letter by letter."""

    code = "capitals"

    def find(self, page: Any) -> Iterator[Finding]:
        for path, text in _texts(page):
            if found := _SHOUTED.search(text):
                message = _("“%(text)s” is written in capitals, which is hard to read.")
                yield self.found(message % {"text": found[0].strip()}, path)


class Readability(Check):
    """Texts that are read easily, by the LIX number: words per sentence, and the share of words of
    more than six letters (C. H. Björnsson, 1968). From 55 on, it is that of laws.
    """

    code = "readability"
    hard, words_needed = 55, 100

    def find(self, page: Any) -> Iterator[Finding]:
        texts = [(path, text) for path, text in _texts(page) if path != "title"]
        whole = "\n".join(text for _path, text in texts)
        words = _WORD.findall(whole)
        if len(words) < self.words_needed:
            return
        number = lix(whole)
        if number >= self.hard:
            message = _("The text is hard to read (LIX %(number)s): make sentences shorter.")
            longest = max(texts, key=lambda each: lix(each[1]) if len(each[1]) > 200 else 0)
            yield self.found(message % {"number": number}, longest[0])


def lix(text: str) -> int:
    """Return the LIX number of a text; 0 of an empty one."""
    words = _WORD.findall(text)
    if not words:
        return 0
    sentences = sum(
        1 for line in text.split("\n") for part in _SENTENCE.split(line) if part.strip()
    )
    long = sum(len(word) > 6 for word in words)
    return round(len(words) / max(sentences, 1) + 100 * long / len(words))


def _texts(page: Any) -> Iterator[tuple[str, str]]:
    """Yield what a visitor reads as text: title, lede, rich texts, paragraph by paragraph,
    headings.
    """
    for name in ("title", "lede"):
        if text := getattr(page, name, ""):
            yield name, text
    for piece in pieces(page):
        if piece.html:
            soup = piece.soup()
            yield (
                piece.path,
                "\n".join(
                    each.get_text(" ", strip=True) for each in soup.find_all(["p", "li"]) or [soup]
                ),
            )
        elif {"text", "level"} <= set(getattr(piece.block, "child_blocks", {})):
            yield piece.path, str((piece.value or {}).get("text") or "")
