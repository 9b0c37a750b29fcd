"""One function a body block: each returns (type, value) with references not yet looked up.

The values are those of the blocks in `cms.blocks`; `load.py` replaces each `Ref` by the object it
names and each `Prose` by its HTML.
"""

from dataclasses import dataclass
from typing import Any

Block = tuple[str, Any]


@dataclass(frozen=True)
class Ref:
    """Names an object of the demo; `kind` is image, document, person or page."""

    kind: str
    key: str


@dataclass(frozen=True)
class Prose:
    """Text in the subset of Markdown that `prose.py` reads."""

    text: str


def _optional(kind: str, key: str) -> Ref | None:
    return Ref(kind, key) if key else None


def heading(text: str, level: str = "h2") -> Block:
    return "heading", {"text": text, "level": level}


def text(prose: str) -> Block:
    return "text", Prose(prose)


def image(key: str, caption: str = "") -> Block:
    return "image", {"image": Ref("image", key), "caption": caption}


def quote(text: str, attribution: str) -> Block:
    return "quote", {"text": text, "attribution": attribution}


def fact_box(heading: str, prose: str) -> Block:
    return "fact_box", {"heading": heading, "text": Prose(prose)}


def event_teaser(slug: str) -> Block:
    return "event_teaser", Ref("page", slug)


def page_card(slug: str) -> Block:
    return "page_card", Ref("page", slug)


def link_button(text: str, *, page: str = "", url: str = "") -> Block:
    return "link_button", {"text": text, "page": _optional("page", page), "url": url}


def documents(heading: str, *keys: str) -> Block:
    return "documents", {"heading": heading, "documents": [Ref("document", key) for key in keys]}


def contact(person: str) -> Block:
    return "contact", Ref("person", person)


def video(url: str, title: str, image: str = "") -> Block:
    return "video", {"url": url, "title": title, "image": _optional("image", image)}


def table(caption: str, *rows: tuple[str, ...], header_column: bool = False) -> Block:
    """Take rows of cells, of which the first holds the headers of the columns."""
    return "table", {
        "data": [list(row) for row in rows],
        "table_caption": caption,
        "table_header_choice": "both" if header_column else "row",
        "first_row_is_table_header": True,
        "first_col_is_header": header_column,
    }


def accordion(*items: tuple[str, str]) -> Block:
    """Take (heading, prose) pairs."""
    return "accordion", {
        "items": [{"heading": head, "text": Prose(prose)} for head, prose in items]
    }
