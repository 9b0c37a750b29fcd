"""An event, a network, a collection, a front and indexes, each with all that it can hold."""

from datetime import UTC, date, datetime, time

import pytest
from wagtail.rich_text import RichText

from cms.media.tests.factories import image_file
from cms.testing import factories
from documents.models import DocumentCollectionPage, DocumentIndexPage
from events.models import Audience, EventIndexPage, EventPage, NetworkIndexPage, NetworkPage
from home.models import HomePage, SectionPage, StandardPage
from news.models import NewsIndexPage
from tests.representation.pages import PUBLISHED, SECTION, above, every_page, ids
from tests.representation.shapes import (
    ROOT,
    contact_json,
    document_json,
    image_json,
    link_json,
    page_json,
    person_json,
    term_json,
    topic_json,
)

pytestmark = pytest.mark.django_db


def test_an_event_with_everything(shown):
    image = factories.image(file=image_file())
    contact, host = factories.person(), factories.person(photo=image)
    topic = factories.topic()
    network = factories.page(NetworkPage, slug="klima", title="Klima", lede="For alle.")
    audience = Audience.objects.create(name="Ledere", slug="ledere")
    page = factories.page(
        EventPage,
        **PUBLISHED,
        slug="webinar",
        lede="Om målene.",
        image=image,
        contact=contact,
        topics=[topic],
        kind="webinar",
        start=datetime(2022, 10, 30, 0, 30, tzinfo=UTC),
        end=datetime(2022, 10, 30, 1, 30, tzinfo=UTC),  # an hour later, by the clock the same
        previous_start=datetime(2022, 10, 9, 8, tzinfo=UTC),
        attendance_mode="hybrid",
        venue="Rådhuset",
        address="Torvet 1",
        town="Sorø",
        online_url="https://example.dk/online",
        online_url_is_public=True,
        online_note="Linket sendes.",
        target_group="Konsulenter",
        audiences=[audience],
        price="500 kr.",
        registration_opens=datetime(2022, 9, 1, 6, tzinfo=UTC),
        registration_deadline=datetime(2022, 10, 20, 21, 59, tzinfo=UTC),
        registration_url="https://example.dk/tilmeld",
        status="rescheduled",
        places="waiting_list",
        recording_url="https://example.dk/film",
        network=network,
        tracks=[("track", "A")],
        programme=[
            (
                "programme_item",
                {
                    "day": date(2022, 10, 30),
                    "start": time(10),
                    "end": time(10, 30),
                    "title": "Velkomst",
                    "track": "A",
                    "kind": "social",
                    "text": RichText("<p>Kaffe.</p>"),
                    "speakers": [host, contact],
                    "organisations": ["Sorø Kommune"],
                },
            ),
            ("programme_item", {"start": time(10, 30), "title": "Pause"}),
        ],
        speakers=[
            ("speaker", {"person": host, "role": "facilitator", "talk_title": "Mål"}),
            ("speaker", {"person": contact}),
        ],
        body=[("heading", {"text": "Om dagen", "level": "h2"})],
    )
    events = link_json(page.get_parent(), "events.EventIndexPage", f"{SECTION}arrangementer/")
    programme, speakers = ids(page.programme), ids(page.speakers)
    expected = every_page(
        page, "events.EventPage", f"{SECTION}arrangementer/webinar/", above(events)
    )
    assert shown(page) == expected | {
        "image": image_json(image),
        "contact": contact_json(contact),
        "topics": [topic_json(topic)],
        "kind": "webinar",
        "start": "2022-10-30T02:30:00+02:00",
        "end": "2022-10-30T02:30:00+01:00",
        "previous_start": "2022-10-09T10:00:00+02:00",
        "all_day": False,
        "attendance_mode": "hybrid",
        "venue": "Rådhuset",
        "address": "Torvet 1",
        "town": "Sorø",
        "online_url": "",  # it is over
        "online_note": "Linket sendes.",
        "target_group": "Konsulenter",
        "audiences": [term_json(audience, "audiences")],
        "price": "500 kr.",
        "registration_opens": "2022-09-01T08:00:00+02:00",
        "registration_deadline": "2022-10-20T23:59:00+02:00",
        "registration_url": "https://example.dk/tilmeld",
        "status": "rescheduled",
        "places": "waiting_list",
        "recording_url": "https://example.dk/film",
        "materials": [],
        "tracks": [{"type": "track", "value": "A", "id": ids(page.tracks)[0]}],
        "programme": [
            {
                "type": "programme_item",
                "value": {
                    "day": "2022-10-30",
                    "start": "10:00:00",
                    "end": "10:30:00",
                    "title": "Velkomst",
                    "track": "A",
                    "kind": "social",
                    "text": "<p>Kaffe.</p>",
                    "speakers": [person_json(host, image_json(image)), person_json(contact)],
                    "organisations": ["Sorø Kommune"],
                },
                "id": programme[0],
            },
            {
                "type": "programme_item",
                "value": {
                    "day": None,
                    "start": "10:30:00",
                    "end": None,
                    "title": "Pause",
                    "track": "",
                    "kind": "",
                    "text": "",
                    "speakers": [],
                    "organisations": [],
                },
                "id": programme[1],
            },
        ],
        "speakers": [
            {
                "type": "speaker",
                "value": {
                    "person": person_json(host, image_json(image)),
                    "role": "facilitator",
                    "talk_title": "Mål",
                },
                "id": speakers[0],
            },
            {
                "type": "speaker",
                "value": {"person": person_json(contact), "role": "speaker", "talk_title": ""},
                "id": speakers[1],
            },
        ],
        "network": page_json(network, "events.NetworkPage", f"{SECTION}netvaerk/klima/"),
        "body": [
            {
                "type": "heading",
                "value": {"text": "Om dagen", "level": "h2"},
                "id": page.body[0].id,
            }
        ],
    }


def test_a_network_with_everything(shown):
    document = factories.document()
    link = f'<a linktype="document" id="{document.pk}">vedtægter</a>'
    page = factories.page(
        NetworkPage,
        **PUBLISHED,
        slug="klima",
        purpose=f"<p>Se {link}.</p>",
        target_group="Ledere",
        prices=[("price", {"label": "Under 30.000 indbyggere", "price": "12.000 kr."})],
        body=[("quote", {"text": "Godt netværk."})],
    )
    index = link_json(page.get_parent(), "events.NetworkIndexPage", f"{SECTION}netvaerk/")
    expected = every_page(page, "events.NetworkPage", f"{SECTION}netvaerk/klima/", above(index))
    assert shown(page) == expected | {
        "image": None,
        "contact": None,
        "topics": [],
        "purpose": (
            f'<p>Se <a href="{ROOT}/filer/{document.pk}/{document.filename}">vedtægter</a>.</p>'
        ),
        "target_group": "Ledere",
        "joining": "",
        "joining_url": "",
        "prices": [
            {
                "type": "price",
                "value": {"label": "Under 30.000 indbyggere", "price": "12.000 kr."},
                "id": page.prices[0].id,
            }
        ],
        "body": [
            {
                "type": "quote",
                "value": {"text": "Godt netværk.", "attribution": "", "language": ""},
                "id": page.body[0].id,
            }
        ],
    }


def test_a_collection_with_everything(shown):
    first, second = factories.document(language="en"), factories.document(pages=None)
    page = factories.page(
        DocumentCollectionPage,
        **PUBLISHED,
        slug="rapporter",
        documents=[("document", second), ("document", first)],
        body=[("text", RichText("<p>Fra 2021.</p>"))],
    )
    index = link_json(page.get_parent(), "documents.DocumentIndexPage", f"{SECTION}dokumenter/")
    expected = every_page(
        page,
        "documents.DocumentCollectionPage",
        f"{SECTION}dokumenter/rapporter/",
        above(index),
    )
    keys = ids(page.documents)
    assert shown(page) == expected | {
        "image": None,
        "contact": None,
        "topics": [],
        "documents": [
            {"type": "document", "value": document_json(second, pages=None), "id": keys[0]},
            {"type": "document", "value": document_json(first, language="en"), "id": keys[1]},
        ],
        "body": [{"type": "text", "value": "<p>Fra 2021.</p>", "id": page.body[0].id}],
    }


@pytest.mark.parametrize(
    ("model", "path"),
    [(HomePage, "/"), (SectionPage, f"{SECTION}sektion/"), (StandardPage, f"{SECTION}om/")],
)
def test_a_page_of_text_only(shown, model, path):
    image, person, topic = factories.image(file=image_file()), factories.person(), factories.topic()
    page = factories.page(
        model,
        **PUBLISHED,
        slug=path.split("/")[-2] or "home",
        lede="Velkommen.",
        image=image,
        contact=person,
        topics=[topic],
        body=[("heading", {"text": "Her", "level": "h2"})],
    )
    breadcrumb = above() if path != "/" else []
    assert shown(page) == every_page(page, model._meta.label, path, breadcrumb) | {
        "image": image_json(image),
        "contact": contact_json(person),
        "topics": [topic_json(topic)],
        "body": [
            {"type": "heading", "value": {"text": "Her", "level": "h2"}, "id": page.body[0].id}
        ],
    }


@pytest.mark.parametrize(
    ("model", "slug"),
    [
        (NewsIndexPage, "nyheder"),
        (EventIndexPage, "arrangementer"),
        (NetworkIndexPage, "netvaerk"),
        (DocumentIndexPage, "dokumenter"),
    ],
)
def test_an_index_links_to_its_items(shown, model, slug):
    image = factories.image(file=image_file())
    page = factories.page(model, **PUBLISHED, slug=slug, lede="Alt samlet.", image=image)
    expected = every_page(
        page,
        model._meta.label,
        f"{SECTION}{slug}/",
        above(),
        items_url=f"{ROOT}/api/v2/pages/?child_of={page.pk}",
    )
    assert shown(page) == expected | {"image": image_json(image)}
