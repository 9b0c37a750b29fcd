"""A site in which everything is public: an event, an image and a document whose texts occur
nowhere else, and pages that refer to them.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.rich_text import RichText

from cms.media.models import Document, Image
from cms.media.reading import read
from cms.media.tests.factories import image_file, pdf_file
from cms.models import ContentPage, Person
from cms.testing import factories
from cms.users.models import User
from documents.models import DocumentCollectionPage
from events.models import EventIndexPage, EventPage, NetworkPage
from home.models import StandardPage
from tests.privacy.answer import Answer, text_of

#: Of the marked page's text, which would get another id each time it is saved without one.
TEXT_ID = "1f7d5f4e-8a0b-4c39-9a53-0f0f4a6f1c11"


class Kind(StrEnum):
    """What is hidden."""

    PAGE = "page"
    #: A page of another site, which that site shows to anyone and this one links to.
    FOREIGN_PAGE = "page of another site"
    #: Texts of a page that is itself public.
    DRAFT_TEXT = "text"
    IMAGE = "image"
    DOCUMENT = "document"


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
}


@dataclass
class World:
    site: Site
    other_site: Site
    front: Page
    index: Page
    page: EventPage
    image: Image
    document: Document
    person: Person
    users: dict[str, User]
    #: Texts by kind and name.
    marks: dict[Kind, dict[str, str]]
    #: What the addresses of doors are made of.
    names: dict[str, object] = field(default_factory=dict)

    @classmethod
    def build(cls) -> "World":
        front = factories.section()
        index = factories.page(EventIndexPage, parent=front, show_in_menus=True)
        other_front = StandardPage(title="Nabo", slug="nabo")
        Page.get_first_root_node().add_child(instance=other_front)
        other_site = Site.objects.create(
            hostname="nabo.example", site_name="Nabo", root_page=other_front
        )
        # The front of the site is a section's, so that the marked page is near enough for menus.
        site = factories.site()
        site.root_page = front
        site.save()
        page_marks = {
            name: mark()
            for name in ("title", "lede", "slug", "seo", "description", "venue", "body")
        }
        image_marks = {name: mark() for name in ("title", "alt", "credit", "filename")}
        document_marks = {name: mark() for name in ("title", "filename", "text")}
        image = factories.image(
            title=image_marks["title"],
            description=image_marks["alt"],
            credit=image_marks["credit"],
            file=image_file(f"{image_marks['filename']}.png", size=(64, 48)),
        )
        document = factories.document(
            title=document_marks["title"],
            file=pdf_file(f"{document_marks['filename']}.pdf", (document_marks["text"],)),
            pages=None,
        )
        read(document.pk)
        document.refresh_from_db()
        with document.thumbnail_file.open() as thumbnail:
            document_marks["thumbnail"] = thumbnail.read().decode("latin-1")
        start = timezone.now() + timedelta(days=3)
        contact, topic = factories.person(slug="kontakt"), factories.topic()
        page = factories.page(
            EventPage,
            parent=index,
            contact=contact,
            topics=[topic],
            **event_values(page_marks, start),
        )
        # With it, there are more events than one page of the index lists.
        for number in range(EventIndexPage.page_size):
            later = start + timedelta(days=number + 1)
            factories.page(EventPage, parent=index, start=later, end=later + timedelta(hours=1))
        world = cls(
            site=site,
            other_site=other_site,
            front=front,
            index=index,
            page=page,
            image=image,
            document=document,
            person=factories.person(photo=image, slug="portraet"),
            users={
                "member": User.objects.create_user("medlem", password="x"),
                "superuser": User.objects.create_superuser("chef", password="x"),
            },
            marks={
                Kind.PAGE: page_marks,
                Kind.FOREIGN_PAGE: page_marks,
                Kind.DRAFT_TEXT: page_marks,
                Kind.IMAGE: image_marks,
                Kind.DOCUMENT: document_marks,
            },
        )
        world.refer()
        factories.page(StandardPage, parent=front, slug="om")
        redirect = Redirect.objects.create(
            old_path="/gammel", redirect_page=page, site=site, is_permanent=False
        )
        world.names = {
            "hostname": site.hostname,
            "id": page.pk,
            "path": page.relative_url(site),
            "index_id": index.pk,
            "index_path": index.relative_url(site),
            "front_id": front.pk,
            "contact_id": contact.pk,
            "topic": topic.slug,
            "image_id": image.pk,
            "document_id": document.pk,
            "document_path": document.url,
            "thumbnail_path": document.thumbnail,
            "redirect_id": redirect.pk,
            **page_marks,
            **{f"image_{name}": text for name, text in image_marks.items()},
            **{f"document_{name}": text for name, text in document_marks.items()},
        }
        return world

    def fresh(self) -> "World":
        """The same world, to be changed without changing this one."""
        own = {
            name: getattr(self, name) for name in ("front", "index", "page", "image", "document")
        }
        copies = {name: type(own).objects.get(pk=own.pk) for name, own in own.items()}
        return replace(self, names=dict(self.names), **copies)

    def refer(self) -> None:
        """Make the pages of REFERENCES. Each stands below the front, named after its reference."""
        for name, reference in REFERENCES.items():
            values = reference.values(self)
            if "body" in values:
                values["body"] = reference.model.body.field.stream_block.normalize(values["body"])
            factories.page(
                reference.model, parent=self.front, title=name, slug=slug_of(name), **values
            )

    def ask(self, url: str, client: str = "anonymous", method: str = "get", **kwargs) -> Answer:
        """Ask as an anonymous visitor, or with the session of a "member" who may nothing, or of the
        "superuser", who has also passed every view restriction.
        """
        url = url.format(**self.names)
        asker = Client()
        if client in self.users:
            asker.force_login(self.users[client])
        if client == "superuser":
            session = asker.session
            for model in (PageViewRestriction, CollectionViewRestriction):
                key = model.passed_view_restrictions_session_key
                session[key] = list(model.objects.values_list("pk", flat=True))
            session.save()
        response = getattr(asker, method)(url, **kwargs)
        text = text_of(response)
        if "/api/v2/" in response.get("Location", ""):  # the API finds by sending on
            text += text_of(asker.get(response["Location"], **kwargs))
        return Answer(f"{url} {kwargs}", text)


def event_values(marks: dict[str, str], start: datetime) -> dict:
    return {
        "title": marks["title"],
        "lede": marks["lede"],
        "slug": marks["slug"],
        "seo_title": marks["seo"],
        "search_description": marks["description"],
        "venue": marks["venue"],
        "body": EventPage.body.field.stream_block.to_python(
            [{"type": "text", "value": f"<p>{marks['body']}</p>", "id": TEXT_ID}]
        ),
        "start": start,
        "end": start + timedelta(hours=2),
        "show_in_menus": True,
    }


def slug_of(reference: str) -> str:
    return reference.replace(" ", "-")


def mark() -> str:
    """A word that occurs nowhere else. Without vowels and digits, it is no number, and no stemmer
    or sentence filter makes anything of it.
    """
    return "".join(secrets.choice("bcdfghjkmpqvwxz") for _ in range(20))
