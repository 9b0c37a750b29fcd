"""The demo as it stands in the database and as visitors meet it."""

from collections import Counter
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry, PageViewRestriction, ReferenceIndex, TaskState

from cms.blocks import BodyBlock
from cms.models import Person, Topic
from documents.models import DocumentCollectionPage
from events.models import AttendanceMode, Audience, EventPage, EventStatus, NetworkPage, Places
from home.tests.conftest import of_demo
from news.models import NewsPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

NEWS = "/moeder-og-netvaerk/nyheder/"
WEBINAR_NEWS = f"{NEWS}webinar-om-kommunernes-arbejde-med-fns-verdensmaal/"
WEBINAR = "/moeder-og-netvaerk/arrangementer/webinar-kommunernes-arbejde-med-fns-verdensmaal/"
SURVEY = "Undersøgelse af kommunernes arbejde med FN's Verdensmål 2021"


def get(client, url: str) -> dict:
    response = client.get(url, headers={"accept": "application/json"})
    assert response.status_code == 200
    return response.json()


def counts() -> dict[str, int]:
    types = (NewsPage, EventPage, NetworkPage, DocumentCollectionPage, Person, Topic, Audience)
    models = (*types, get_image_model(), get_document_model())
    return {model.__name__: of_demo(model).count() for model in models}


COUNTS = {
    "NewsPage": 22,
    "EventPage": 19,
    "NetworkPage": 5,
    "DocumentCollectionPage": 4,
    "Person": 16,
    "Topic": 8,
    "Audience": 6,
    "Image": 22,
    "Document": 13,
}


def test_everything_is_there():
    assert counts() == COUNTS


def test_the_announcement_has_its_fields_and_blocks_in_order(client):
    page = get(client, WEBINAR_NEWS)

    shown = {
        "title": page["title"],
        "date": page["date"],
        "first_published_at": page["meta"]["first_published_at"],
        "topics": [topic["slug"] for topic in page["topics"]],
        "contact": page["contact"]["name"],
        "blocks": [
            block["value"]["text"] if block["type"] == "heading" else block["type"]
            for block in page["body"]
        ],
    }
    assert shown == {
        "title": "Webinar om kommunernes arbejde med FN's verdensmål",
        "date": "2022-04-07",
        "first_published_at": "2022-04-07T08:00:00+02:00",
        "topics": ["borgerinddragelse", "verdensmaal"],
        "contact": "Mette Aagaard Lund",
        "blocks": [
            "text",
            "event_teaser",
            "Forskning og praksis ved samme bord",
            "text",
            "Konkrete redskaber",
            "text",
            "link_button",
            "Fire spørgsmål på webinaret",
            "text",
            "Mere end 8 ud af 10 kommuner er med",
            "text",
            "documents",
            "fact_box",
        ],
    }


def test_the_announcement_leads_to_the_event_the_sign_up_and_the_report(client):
    blocks = {block["type"]: block["value"] for block in get(client, WEBINAR_NEWS)["body"]}
    teaser, (report,) = blocks["event_teaser"], blocks["documents"]["documents"]

    assert {name: teaser[name] for name in ("title", "start", "end", "attendance_mode")} == {
        "title": "Webinar: Kommunernes arbejde med FN's Verdensmål",
        "start": "2022-05-17T10:00:00+02:00",
        "end": "2022-05-17T12:00:00+02:00",
        "attendance_mode": "online",
    }
    assert blocks["link_button"] == {
        "text": "Tilmeld dig webinaret",
        "page": None,
        "url": "https://example.org/tilmelding/webinar-verdensmaal-2022",
    }
    shown = report["title"], report["content_type"], report["pages"]
    assert shown == (SURVEY, "application/pdf", 5)


def test_the_announcement_says_who_speaks_what_is_asked_and_what_the_survey_found(client):
    texts = [block["value"] for block in get(client, WEBINAR_NEWS)["body"]]
    said = " ".join(text for text in texts if isinstance(text, str))

    phrases = [
        "Jannik Egelund",
        "ph.d.",
        "Niels Ploug",
        "Klaus Munch Haagensen",
        "Danmarks Statistik",
        "Line Vind",
        "Gladsaxe Kommune",
        "Sorø Kommune",
        "lokale virkelighed",
        "sammen med andre",
        "borgere og virksomheder",
        "stærkt eller svagt forankret politisk",
        "2021 havde 76 kommuner",
        "mere end 8 ud af 10",
    ]
    assert [phrase for phrase in phrases if phrase not in said] == []
    assert said.count("<ol>") == 1
    assert said.split("<ol>")[1].split("</ol>")[0].count("<li>") == 4


def test_the_webinar_has_its_speakers_by_role(client):
    page = get(client, WEBINAR)
    speakers = [speaker["value"] for speaker in page["speakers"]]

    assert [(each["role"], each["person"]["name"]) for each in speakers] == [
        ("facilitator", "Jannik Egelund"),
        ("speaker", "Niels Ploug"),
        ("speaker", "Klaus Munch Haagensen"),
        ("speaker", "Line Vind"),
    ]
    assert {each["talk_title"] for each in speakers} == {""}


def test_nothing_is_invented_about_real_persons(client):
    names = ["Jannik Egelund", "Niels Ploug", "Klaus Munch Haagensen", "Line Vind"]
    known = Person.objects.filter(name__in=names)
    assert known.count() == len(names) == 4
    for person in known:
        assert (person.mail, person.phone, person.bio, person.photo) == ("", "", "", None)

    quotes = [block["value"]["attribution"] for block in bodies() if block["type"] == "quote"]
    assert [quote for quote in quotes if any(name in quote for name in names)] == []


def bodies() -> list[dict]:
    """All blocks of all pages, as they are stored."""
    return [
        block
        for page in Page.objects.specific()
        if hasattr(page, "body")
        for block in page.body.raw_data
    ]


def test_every_block_status_role_and_form_is_used():
    speakers = [s.value for event in EventPage.objects.all() for s in event.speakers]

    assert {block["type"] for block in bodies()} == set(BodyBlock().child_blocks)
    assert {each["role"] for each in speakers} == {"facilitator", "speaker", "panelist"}
    for field, choices in (
        ("status", EventStatus),
        ("places", Places),
        ("attendance_mode", AttendanceMode),
    ):
        assert set(EventPage.objects.values_list(field, flat=True)) == set(choices)
    assert EventPage.objects.filter(all_day=True).count() == 2


def test_there_are_events_to_come_and_past_ones_over_one_and_two_days():
    events = of_demo(EventPage)
    days = Counter((event.end - event.start).days + 1 for event in events)
    assert events.filter(start__gt=timezone.now()).count() == 12
    assert events.filter(end__lt=timezone.now()).count() == 7
    assert days == {1: 17, 2: 1, 3: 1}


def test_the_conference_has_parallel_tracks(client):
    items = get(client, "/moeder-og-netvaerk/arrangementer/baeredygtig-kommune/")["programme"]
    at_one = [item["value"] for item in items if item["value"]["start"] == "13:00:00"]

    assert [item["track"] for item in at_one] == ["Klima", "Mennesker", "Styring", ""]


def test_each_open_network_has_meetings():
    open_networks = NetworkPage.objects.exclude(slug="direktoerforum-for-baeredygtighed")
    meetings = Counter(EventPage.objects.values_list("network__slug", flat=True))

    assert {network.slug for network in open_networks if meetings[network.slug] < 2} == set()


def test_the_report_can_be_searched():
    report = get_document_model().objects.get(title=SURVEY)

    assert "76 kommuner" in report.text
    assert report.filename.endswith(".pdf")
    assert report.tagged
    assert report.thumbnail_file


def test_images_have_alternative_texts_and_renditions():
    images = get_image_model().objects.all()

    assert {(image.width, image.height) for image in images} == {(1600, 900), (640, 640)}
    assert [image.title for image in images if not image.description] == ["Talebobler"]
    assert {image.renditions.count() for image in images} == {1}


def test_blocks_have_the_same_ids_at_every_loading(client):
    page = get(client, WEBINAR_NEWS)

    assert page["body"][0]["id"] == "aedec3fb-3a81-5606-8c76-d124a6d06a46"


def test_published_pages_have_a_history_as_if_editors_had_written_them():
    page = NewsPage.objects.get(slug=WEBINAR_NEWS.split("/")[-2])
    history = PageLogEntry.objects.filter(page=page.pk).order_by("timestamp", "id")

    assert [(entry.action, entry.user.username) for entry in history] == [
        ("wagtail.create", "redaktoer"),
        ("wagtail.edit", "redaktoer"),
        ("wagtail.publish", "moderator"),
    ]
    assert {timezone.localdate(entry.timestamp) for entry in history} == {page.date}
    assert page.revisions.count() == 1


def test_references_are_recorded():
    report = get_document_model().objects.get(title=SURVEY)
    users = {page.object_id for page in ReferenceIndex.get_references_to(report)}

    assert str(NewsPage.objects.get(date="2022-04-07").pk) in users


def test_what_is_not_published_is_not_found(client):
    hidden = of_demo(NewsPage).filter(live=False)

    assert {page.slug for page in hidden} == {
        "aarsmoede-i-netvaerkene",
        "nye-priser-for-netvaerkene",
        "saa-er-der-nye-kurser-i-klart-sprog",
    }
    assert {client.get(f"{NEWS}{page.slug}/").status_code for page in hidden} == {404}
    assert TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count() == 1
    assert [page.slug for page in hidden if page.approved_schedule] == [
        "saa-er-der-nye-kurser-i-klart-sprog"
    ]


def test_restricted_pages_keep_their_content(client):
    restricted = of_demo(Page).filter(pk__in=PageViewRestriction.objects.values("page"))
    answers = {
        page.slug: client.get(page.url, headers={"accept": "application/json"}).status_code
        for page in restricted
    }
    assert answers == {
        "direktoerforum-for-baeredygtighed": 403,
        "materialer-til-deltagere": 403,
        "referater-fra-styregruppen": 403,
    }


def test_members_read_what_the_steering_group_may(client):
    minutes = DocumentCollectionPage.objects.get(slug="referater-fra-styregruppen")
    client.force_login(get_user_model().objects.get(username="medlem"))

    assert client.get(minutes.url).status_code == 200


def test_every_live_page_opens(client):
    restricted = PageViewRestriction.objects.values("page")
    pages = Page.objects.live().filter(depth__gt=1).exclude(pk__in=restricted)

    assert {client.get(page.url).status_code for page in pages} == {200}


def test_a_second_loading_is_refused_and_changes_nothing():
    with pytest.raises(CommandError, match="into an empty site only"):
        call_command("load_demo", stdout=StringIO())
    call_command("load_demo", if_empty=True, stdout=StringIO())

    assert counts() == COUNTS
