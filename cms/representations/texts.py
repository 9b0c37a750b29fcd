"""What a page says, as plain text: read from its representation, so nothing hidden is in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Page

from cms.kinds import api_fields, member
from cms.kinds.texts import Reader, searched


@dataclass(frozen=True)
class Texts:
    """`shown` is what the page calls the objects that it shows, and what blocks with a rendering
    of their own say: of it, nobody but a new build knows whether it is still to be seen.
    """

    title: str
    lede: str
    body: str
    shown: str


def page_texts(model: type[Page], representation: dict) -> Texts:
    """Return the texts of a page of this type. The type's `search_fields` name the members whose
    own words count; the names of what it shows are taken from all.
    """
    names = searched(model)
    reader = Reader(names)
    own: dict[str, list[str]] = {"title": [representation["title"]], "lede": [], "body": []}
    for entry in api_fields(model):
        if entry.name == "title":
            continue
        found = member(model, entry.name)
        read = list(found.kind.texts(found, representation.get(entry.name), reader))
        if entry.name in names:
            own["lede" if entry.name == "lede" else "body"] += read
    joined = {name: _joined(pieces) for name, pieces in own.items()}
    return Texts(**joined, shown=_joined(reader.shown))


def _joined(pieces: Iterable[str]) -> str:
    return "\n".join(filter(None, (piece.strip() for piece in pieces)))
