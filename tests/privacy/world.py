"""A site in which everything is public: an event, an image and a document whose texts occur
nowhere else, and pages that refer to them.
"""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import quote

from courses.models import CourseIndexPage, Teacher
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from cms.media.extraction import read
from cms.media.models import Document, FormerName, Image
from cms.media.tests.factories import image_file, pdf_file
from cms.models import Person
from cms.testing import factories
from cms.users.models import User
from cms.users.passed_restrictions import remember
from documents.models import DocumentIndexPage
from events.models import Audience, EventIndexPage, EventPage, NetworkPage
from home.models import StandardPage
from tests.privacy.answer import Answer, text_of
from tests.privacy.asker import Asker
from tests.privacy.references import REFERENCES, Kind

#: Of the marked page's text, which would get another id each time it is saved without one.
TEXT_ID = "1f7d5f4e-8a0b-4c39-9a53-0f0f4a6f1c11"


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
    teacher: Teacher
    users: dict[str, User]
    #: Texts by kind and name.
    marks: dict[Kind, dict[str, str]]
    #: What the addresses of doors are made of.
    names: dict[str, object] = field(default_factory=dict)
    #: The ETags of what is public, by the way to it.
    validators: dict[str, str] = field(default_factory=dict)
    #: The keys of sessions, by whose they are.
    sessions: dict[str, str] = field(default_factory=dict)
    #: Of the API, by what they open.
    keys: dict[str, str] = field(default_factory=dict)
    #: One for all, since each new one makes all middleware anew.
    asker: Asker = field(default_factory=Asker)

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
            for name in ("title", "lede", "slug", "seo", "description", "venue", "town", "body")
        }
        # Of whom the page alone shows. Names of topics are no secret: forms offer all of them.
        shown_marks = {name: mark() for name in ("first_name", "surname")}
        image_marks = {name: mark() for name in ("title", "alt", "credit", "filename")}
        teacher_marks = {name: mark() for name in ("name", "subject")}
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
        FormerName.objects.create(document=document, name="tidligere.pdf")
        with document.thumbnail_file.open() as thumbnail:
            document_marks["thumbnail"] = thumbnail.read().decode("latin-1")
        start = timezone.now() + timedelta(days=3)
        full_name = f"{shown_marks['first_name']} {shown_marks['surname']}"
        contact = factories.person(slug="kontakt", name=full_name)
        topic = factories.topic()
        network = factories.page(NetworkPage)
        audience = Audience.objects.create(name="Politikere", slug="politikere")
        page = factories.page(
            EventPage,
            parent=index,
            contact=contact,
            topics=[topic],
            network=network,
            audiences=[audience],
            # The newest event, which the API's documentation takes as its example.
            first_published_at=timezone.now() + timedelta(hours=1),
            **event_values(page_marks, start),
        )
        meeting = factories.page(
            EventPage, parent=index, start=start, end=start + timedelta(hours=1), network=network
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
            teacher=Teacher.objects.create(**teacher_marks),
            users={
                "member": User.objects.create_user("medlem", password="x"),
                "superuser": User.objects.create_superuser("chef", password="x"),
            },
            marks={
                Kind.PAGE: page_marks | shown_marks,
                Kind.FOREIGN_PAGE: page_marks,
                Kind.DRAFT_TEXT: page_marks,
                Kind.IMAGE: image_marks,
                Kind.DOCUMENT: document_marks,
                Kind.SNIPPET: teacher_marks,
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
            "network_path": network.relative_url(site),
            "meeting_path": meeting.relative_url(site),
            "month": f"{timezone.localtime(start):%Y-%m}",
            "contact_id": contact.pk,
            "topic": topic.slug,
            "topic_id": topic.pk,
            "topic_name": topic.name,
            "start": quote(start.isoformat()),
            "image_id": image.pk,
            "document_id": document.pk,
            "document_path": document.url,
            "former_path": f"/filer/{document.pk}/tidligere.pdf",
            "thumbnail_path": document.thumbnail,
            "redirect_id": redirect.pk,
            "collection_path": f"/dokumenter/{slug_of('document of a collection')}/",
            **page_marks,
            **shown_marks,
            **{f"image_{name}": text for name, text in image_marks.items()},
            **{f"document_{name}": text for name, text in document_marks.items()},
            "teacher_id": world.teacher.pk,
            **{f"teacher_{name}": text for name, text in teacher_marks.items()},
        }
        return world

    def fresh(self) -> "World":
        """The same world, to be changed without changing this one."""
        own = {
            name: getattr(self, name)
            for name in ("front", "index", "page", "image", "document", "teacher")
        }
        copies = {name: type(own).objects.get(pk=own.pk) for name, own in own.items()}
        return replace(self, names=dict(self.names), sessions={}, **copies)

    def refer(self) -> None:
        """Make the pages of REFERENCES, each named after its reference."""
        documents = factories.page(DocumentIndexPage, parent=self.front, slug="dokumenter")
        courses = factories.page(CourseIndexPage, parent=self.front, slug="kurser")
        parents = {"/": self.front, "/dokumenter/": documents, "/kurser/": courses}
        for name, reference in REFERENCES.items():
            values = reference.values(self)
            if reference.model is EventPage:  # one that is over, by what it left
                held = timezone.now() - timedelta(days=3)
                values |= {"start": held, "end": held + timedelta(hours=2)}
            if "body" in values:
                values["body"] = reference.model.body.field.stream_block.normalize(values["body"])
            factories.page(
                reference.model,
                parent=parents[reference.below],
                title=name,
                slug=slug_of(name),
                **values,
            )

    def sign_in(self, client: str) -> None:
        """Give a client that is no "anonymous" visitor a session, unless there is one: a "member"
        who may nothing, or the "superuser", who has also passed every view restriction that there
        is by now.
        """
        if client not in self.users or client in self.sessions:
            return
        asker = Client()
        asker.force_login(self.users[client])
        session = asker.session
        if client == "superuser":
            for model in (PageViewRestriction, CollectionViewRestriction):
                key = model.passed_view_restrictions_session_key
                session[key] = list(model.objects.values_list("pk", flat=True))
                for restriction in model.objects.all():
                    remember(session, restriction)
            session.save()
        self.sessions[client] = session.session_key

    def ask(self, url: str, client: str = "anonymous", method: str = "get", **kwargs) -> Answer:
        """Ask as an anonymous visitor, or with the session of who has signed in."""
        self.sign_in(client)
        url = url.format(**self.names)
        asker = self.asker
        asker.cookies.clear()
        if client in self.sessions:
            asker.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[client]
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
        "town": marks["town"],
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
    or sentence filter makes anything of it. It leads in falling order: a list shows its first
    items.
    """
    return "z" + "".join(secrets.choice("bcdfghjkmpqvwxz") for _ in range(19))
