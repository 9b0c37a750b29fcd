"""What a document of the site refers to, by the kind of document."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

from bs4 import BeautifulSoup

#: Attributes whose resource the browser loads by itself, and those that hold several.
LOADED = ("src", "poster", "data")
CANDIDATES = ("srcset", "imagesrcset")
#: `rel` of links that nobody loads: they may name another site, as a plain link may.
NAMED = {"canonical", "alternate", "author", "license", "me"}
#: Schemes that lead to no address of a website.
ELSEWHERE = {"mailto", "tel", "data", "webcal"}
CSS_ADDRESS = re.compile(r"""url\(\s*["']?(?!data:)([^"')]+)["']?\s*\)|@import\s+["']([^"']+)""")


@dataclass(frozen=True)
class Reference:
    """An absolute address without fragment; the fragment; whether a visitor chooses to go there."""

    address: str
    fragment: str
    is_link: bool


def references(kind: str, text: str, base: str) -> tuple[list[Reference], set[str]]:
    """What a document of this media type at the address `base` refers to, and its own ids.

    Raises `ElementTree.ParseError` for XML that is not well-formed.
    """
    ids: set[str] = set()
    written: Iterable[tuple[str, bool]] = ()
    if kind == "text/html":
        document = BeautifulSoup(text, "html.parser")
        ids = {element["id"] for element in document.find_all(attrs={"id": True})}
        written = of_html(document)
    elif kind == "text/css":
        written = ((match[0] or match[1], False) for match in CSS_ADDRESS.findall(text))
    elif kind.endswith("xml"):
        written = of_xml(ElementTree.fromstring(text))
    return [
        Reference(*urldefrag(urljoin(base, address.strip())), is_link)
        for address, is_link in written
        if urlsplit(address).scheme not in ELSEWHERE
    ], ids


def of_html(document: BeautifulSoup) -> Iterator[tuple[str, bool]]:
    for element in document.find_all(True):
        rel = set(element.get_attribute_list("rel"))
        is_link = element.name in {"a", "area"} or bool(rel & NAMED)
        if (href := element.get("href")) is not None and element.name != "base":
            yield href, is_link
        yield from ((element[name], False) for name in LOADED if element.get(name))
        for name in CANDIDATES:
            for candidate in (element.get(name) or "").split(", "):
                if candidate.strip():
                    yield candidate.split()[0], False
        if element.name == "form" and element.get("method", "get").lower() == "get":
            yield urldefrag(element.get("action", ""))[0], True  # its answer has the fragment
        if element.get("property") in {"og:image", "og:url"}:
            yield element["content"], False


def of_xml(root: ElementTree.Element) -> Iterator[tuple[str, bool]]:
    """Of a sitemap, RSS, Atom or SVG."""
    for element in root.iter():
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name in {"loc", "link"} and (element.text or "").strip():
            yield element.text.strip(), True
        for attribute in ("href", "url"):
            if attribute in element.attrib and not element.attrib[attribute].startswith("#"):
                yield element.attrib[attribute], True
