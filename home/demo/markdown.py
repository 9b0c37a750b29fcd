"""The Markdown of the demo: front matter in TOML, and a body whose parts are blocks.

Paragraphs and lists that follow each other are one text; a line of three dashes begins another.
`## ` and `### ` are headings, `![caption](key)` is an image of the demo, `> ` a quotation whose
last line, after a dash, says who said it. All other blocks are fenced by their type: between the
fences stands a table in TOML, or, of a block that holds but one value, that value.

In texts **bold** and [text](target) work. A target is a URL, or `page:<slug>`, or
`document:<key>`.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

#: A block as it is written: its type and its value, in which others are named by their keys.
Block = tuple[str, Any]

PART = re.compile(r"^```(?P<type>\w+)\n(?P<inside>.*?)^```$|\n\s*\n", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"(?P<hashes>##|###) (?P<text>.+)")
IMAGE = re.compile(r"!\[(?P<caption>.*)\]\((?P<key>.+)\)")
QUOTED = re.compile(r"^> ?", re.MULTILINE)
BULLET = re.compile(r"^- ", re.MULTILINE)
NUMBER = re.compile(r"^\d+\. ", re.MULTILINE)
BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return what stands between the two lines of `+++`, and the body below them."""
    _, front, body = text.split("+++\n", 2)
    return tomllib.loads(front), body


def blocks(body: str, takes_table: Callable[[str], bool]) -> Iterator[Block]:
    """Yield the blocks of a body; `takes_table(type)` says how a fenced one is to be read."""
    paragraphs: list[str] = []
    for part, fence in _parts(body):
        if fence:
            block = fence, tomllib.loads(part) if takes_table(fence) else part.strip()
        else:
            block = _marked(part)
        if block or part == "---":
            if paragraphs:
                yield "text", "\n\n".join(paragraphs)
            paragraphs = []
            if block:
                yield block
        else:
            paragraphs.append(part)
    if paragraphs:
        yield "text", "\n\n".join(paragraphs)


def _parts(body: str) -> Iterator[tuple[str, str]]:
    """Yield what blank lines and fences separate, and of the fenced the type."""
    end = 0
    for found in PART.finditer(body):
        if part := body[end : found.start()].strip():
            yield part, ""
        if found["type"]:
            yield found["inside"], found["type"]
        end = found.end()
    if part := body[end:].strip():
        yield part, ""


def _marked(part: str) -> Block | None:
    """Return the block that a mark makes of a paragraph, None for text."""
    if found := HEADING.fullmatch(part):
        return "heading", {"text": found["text"], "level": f"h{len(found['hashes'])}"}
    if found := IMAGE.fullmatch(part):
        return "image", {"image": found["key"], "caption": found["caption"]}
    if part.startswith("> "):
        said, _, who = " ".join(QUOTED.sub("", part).split()).rpartition(" – ")
        return "quote", {"text": said, "attribution": who}
    return None


def to_html(text: str, resolve: Callable[[str, str], int]) -> str:
    """Return the text as Wagtail stores rich text; `resolve(kind, key)` gives a link's id."""

    def link(match: re.Match[str]) -> str:
        kind, _, key = match[2].partition(":")
        if kind in ("page", "document"):
            return f'<a linktype="{kind}" id="{resolve(kind, key)}">{match[1]}</a>'
        return f'<a href="{match[2]}">{match[1]}</a>'

    def inline(line: str) -> str:
        text = escape(" ".join(line.split()), quote=False)
        return LINK.sub(link, BOLD.sub(r"<b>\1</b>", text))

    html = []
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = "\n".join(line.strip() for line in part.splitlines())
        for name, mark in (("ul", BULLET), ("ol", NUMBER)):
            if mark.match(lines):
                items = "".join(f"<li>{inline(item)}</li>" for item in mark.split(lines)[1:])
                html.append(f"<{name}>{items}</{name}>")
                break
        else:
            html.append(f"<p>{inline(lines)}</p>")
    return "".join(html)
