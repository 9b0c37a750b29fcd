"""Every way in which a visible page refers to something that may be hidden."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from courses.models import CoursePage
from wagtail.rich_text import RichText

from cms.models import ContentPage, ReusableText
from documents.models import DocumentCollectionPage
from events.models import EventPage, NetworkPage
from home.models import StandardPage

if TYPE_CHECKING:
    from tests.privacy.world import World


class Kind(StrEnum):
    """What is hidden."""

    PAGE = "page"
    #: A page of another site, which that site shows to anyone and this one links to.
    FOREIGN_PAGE = "page of another site"
    #: Texts of a page that is itself public.
    DRAFT_TEXT = "text"
    IMAGE = "image"
    DOCUMENT = "document"
    #: Of a plugin's model with drafts and a list of its own in the API.
    SNIPPET = "snippet"


PAGES = frozenset({Kind.PAGE, Kind.FOREIGN_PAGE, Kind.DRAFT_TEXT})
#: What pages of this site show only if it is public.
REFERRED = frozenset({Kind.PAGE, Kind.DRAFT_TEXT})


@dataclass(frozen=True)
class Reference:
    """A page that refers to the marked page, image or document: its type and its fields."""

    kind: Kind
    values: Callable[["World"], dict]
    #: The mark by which the reference is recognised where it is shown.
    shows: str
    model: type[ContentPage] = StandardPage

    @property
    def kinds(self) -> frozenset[Kind]:
        return REFERRED if self.kind is Kind.PAGE else frozenset({self.kind})

    @property
    def below(self) -> str:
        """The address of the page that it stands below."""
        return {DocumentCollectionPage: "/dokumenter/", CoursePage: "/kurser/"}.get(self.model, "/")


def block(name: str, value: Callable[["World"], object]) -> Callable[["World"], dict]:
    return lambda world: {"body": [(name, value(world))]}


def page_link(world: "World") -> RichText:
    return RichText(f'<p>Se <a linktype="page" id="{world.page.pk}">siden</a>.</p>')


def document_link(world: "World") -> RichText:
    return RichText(f'<p>Hent <a linktype="document" id="{world.document.pk}">filen</a>.</p>')


#: Every way in which a visible page refers to something. A link shows only the target's address.
REFERENCES = {
    "page card": Reference(Kind.PAGE, block("page_card", lambda w: w.page), "title"),
    "event teaser": Reference(Kind.PAGE, block("event_teaser", lambda w: w.page), "title"),
    "link button": Reference(
        Kind.PAGE, block("link_button", lambda w: {"text": "Videre", "page": w.page}), "slug"
    ),
    "link in text": Reference(Kind.PAGE, block("text", page_link), "slug"),
    "link in fact box": Reference(
        Kind.PAGE, block("fact_box", lambda w: {"heading": "Fakta", "text": page_link(w)}), "slug"
    ),
    "link in accordion": Reference(
        Kind.PAGE,
        block("accordion", lambda w: {"items": [{"heading": "Mere", "text": page_link(w)}]}),
        "slug",
    ),
    "link in a reusable text": Reference(
        Kind.PAGE,
        block(
            "reusable_text",
            lambda w: ReusableText.objects.create(name="Praktisk", text=page_link(w).source),
        ),
        "slug",
    ),
    "link in a rich text field": Reference(
        Kind.PAGE, lambda w: {"purpose": page_link(w).source}, "slug", NetworkPage
    ),
    "image of the page": Reference(Kind.IMAGE, lambda w: {"image": w.image}, "alt"),
    "image in the body": Reference(
        Kind.IMAGE, block("image", lambda w: {"image": w.image, "caption": ""}), "alt"
    ),
    "image of a video": Reference(
        Kind.IMAGE,
        block("video", lambda w: {"title": "F", "url": "https://vimeo.com/1", "image": w.image}),
        "filename",
    ),
    "photo of a contact": Reference(Kind.IMAGE, lambda w: {"contact": w.person}, "filename"),
    "photo of a contact in the body": Reference(
        Kind.IMAGE, block("contact", lambda w: w.person), "filename"
    ),
    "photo of a speaker": Reference(
        Kind.IMAGE,
        lambda w: {"speakers": [("speaker", {"person": w.person, "role": "speaker"})]},
        "filename",
        EventPage,
    ),
    "document of an event": Reference(
        Kind.DOCUMENT, lambda w: {"materials": [("document", w.document)]}, "title", EventPage
    ),
    "documents in the body": Reference(
        Kind.DOCUMENT, block("documents", lambda w: {"documents": [w.document]}), "title"
    ),
    "link to a document": Reference(Kind.DOCUMENT, block("text", document_link), "filename"),
    "document of a collection": Reference(
        Kind.DOCUMENT,
        lambda w: {"documents": [("document", w.document)]},
        "title",
        DocumentCollectionPage,
    ),
    "teacher of a course": Reference(
        Kind.SNIPPET, lambda w: {"teacher": w.teacher}, "name", CoursePage
    ),
}
