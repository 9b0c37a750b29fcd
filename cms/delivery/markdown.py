"""HTML → Markdown (RFC 7763) as CommonMark has it, by the markdownify library; tables, which it has
no form for, are written as GitHub's Markdown does.
"""

import json
import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from markdownify import BACKSLASH, MarkdownConverter

# Read by a person or a program, not operated: forms and buttons say nothing there.
_LEFT_OUT = ["script", "style", "form", "button", "nav", "svg", "template"]
# What a screen reader skips is also nothing to read here.
_ORNAMENT = "[aria-hidden=true], img[alt='']"
_ROOT_RELATIVE = re.compile("^/(?!/)")


def markdown(html: str, root_url: str) -> str:
    """Return the content of the page's `<main>` as Markdown, ending in a line break. Root-relative
    URLs become absolute under `root_url`: Markdown is read far from where it was fetched.
    """
    main = BeautifulSoup(html, "html.parser").find("main")
    if main is None:
        return ""
    for element in [*main.find_all(_LEFT_OUT), *main.select(_ORNAMENT)]:
        element.decompose()
    for link in main.select("a[href^='#']"):
        link.unwrap()  # Markdown has no such places
    for attribute in ("href", "src"):
        for element in main.find_all(attrs={attribute: _ROOT_RELATIVE}):
            element[attribute] = root_url + element[attribute]
    _describe(main)
    converter = MarkdownConverter(heading_style="ATX", bullets="-", newline_style=BACKSLASH)
    text = converter.convert_soup(main)
    text = text.replace("\N{NO-BREAK SPACE}", " ")  # a matter of lines on a screen
    lines = (line.rstrip() for line in text.strip().splitlines())
    return _without_runs_of_blank_lines(lines) + "\n"


def front_matter(page: Any, known_as: str | None, root_url: str) -> str:
    """Return what a program knows the page by, as YAML in front of its Markdown: `page` is what
    templates get, `known_as` the address under which it is to be known. "" for what is no object of
    a type.
    """
    meta = page.get("meta", {}) if isinstance(page, dict) else {}
    if "type" not in meta:
        return ""
    if known_as and _ROOT_RELATIVE.match(known_as):
        known_as = root_url + known_as
    told = {
        "id": page.get("id"),
        "type": meta["type"],
        "canonical": known_as,
        "published": meta.get("first_published_at"),
        "modified": meta.get("last_published_at"),
    }
    # A JSON string is a YAML string.
    lines = [
        f"{name}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in told.items()
        if value is not None
    ]
    return "\n".join(["---", *lines, "---", "", ""])


def _describe(main: Tag) -> None:
    """Write what is described in lists of definitions as plain lists."""
    for described in main.find_all("dl"):
        entries = BeautifulSoup("<ul></ul>", "html.parser").ul
        for part in described.find_all(["dt", "dd"]):
            if part.name == "dt":
                part.name = "strong"
                entry = Tag(name="li")
                entry.extend([part.extract(), ": "])
                entries.append(entry)
            elif entries.contents:
                entry = entries.contents[-1]
                if len(entry.contents) > 2:
                    entry.append("; ")
                entry.extend([each.extract() for each in [*part.contents]])
        described.replace_with(entries)


def markdown_answer(html: str, root_url: str, front: str = "") -> HttpResponse:
    """Return a page's HTML, answered as Markdown, with its front matter."""
    content = front + markdown(html, root_url)
    return HttpResponse(content, content_type="text/markdown; charset=utf-8")


def _without_runs_of_blank_lines(lines) -> str:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept)
