"""The small subset of Markdown that the demo is written in.

Paragraphs are separated by a blank line; a paragraph whose lines start with "- " or "1. " is a
list; **bold** and [text](target) work inside. A target is a URL, or `page:<slug>`, or
`document:<key>`. The PDFs are set from the same paragraphs, fpdf2 reads the inline marks itself.
"""

import re
from collections.abc import Callable, Iterator
from html import escape

BULLET = re.compile(r"^- ", re.MULTILINE)
NUMBER = re.compile(r"^\d+\. ", re.MULTILINE)
BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def paragraphs(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield ("p" | "ul" | "ol", its lines): one for a paragraph, one an item for a list."""
    for part in re.split(r"\n\s*\n", text.strip()):
        part = "\n".join(line.strip() for line in part.splitlines())
        for kind, mark in (("ul", BULLET), ("ol", NUMBER)):
            if mark.match(part):
                yield kind, [" ".join(item.split()) for item in mark.split(part)[1:]]
                break
        else:
            yield "p", [" ".join(part.split())]


def to_html(text: str, resolve: Callable[[str, str], int]) -> str:
    """Return the text as Wagtail stores rich text; `resolve(kind, key)` gives a link's id."""

    def link(match: re.Match[str]) -> str:
        kind, _, key = match[2].partition(":")
        if kind in ("page", "document"):
            return f'<a linktype="{kind}" id="{resolve(kind, key)}">{match[1]}</a>'
        return f'<a href="{match[2]}">{match[1]}</a>'

    def inline(line: str) -> str:
        return LINK.sub(link, BOLD.sub(r"<b>\1</b>", escape(line, quote=False)))

    html = []
    for kind, lines in paragraphs(text):
        if kind == "p":
            html += [f"<p>{inline(lines[0])}</p>"]
        else:
            items = "".join(f"<li>{inline(line)}</li>" for line in lines)
            html += [f"<{kind}>{items}</{kind}>"]
    return "".join(html)
