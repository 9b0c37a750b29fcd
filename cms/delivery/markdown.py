"""HTML → Markdown (RFC 7763), by the markdownify library."""

import re

from bs4 import BeautifulSoup
from django.http import HttpResponse
from markdownify import MarkdownConverter

# Read by a person or a program, not operated: forms and buttons say nothing there.
_LEFT_OUT = ["script", "style", "form", "button", "nav", "svg", "template"]
# What a screen reader skips is also nothing to read here.
_ORNAMENT = "[aria-hidden=true], img[alt='']"
_ROOT_RELATIVE = re.compile("^/(?!/)")


def markdown(html: str, root_url: str) -> str:
    """The content of the page's `<main>` as Markdown, ending in a line break. Root-relative URLs
    become absolute under `root_url`: Markdown is read far from where it was fetched.
    """
    main = BeautifulSoup(html, "html.parser").find("main")
    if main is None:
        return ""
    for element in [*main.find_all(_LEFT_OUT), *main.select(_ORNAMENT)]:
        element.decompose()
    for attribute in ("href", "src"):
        for element in main.find_all(attrs={attribute: _ROOT_RELATIVE}):
            element[attribute] = root_url + element[attribute]
    text = MarkdownConverter(heading_style="ATX", bullets="-").convert_soup(main)
    text = text.replace("\N{NO-BREAK SPACE}", " ")  # a matter of lines on a screen
    lines = (line.rstrip() for line in text.strip().splitlines())
    return _without_runs_of_blank_lines(lines) + "\n"


def markdown_answer(html: str, root_url: str) -> HttpResponse:
    """A page's HTML, answered as Markdown."""
    content = markdown(html, root_url)
    return HttpResponse(content, content_type="text/markdown; charset=utf-8")


def _without_runs_of_blank_lines(lines) -> str:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept)
