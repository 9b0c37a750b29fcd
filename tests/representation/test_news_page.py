"""An article with every member and every kind of block: its members whole, each block by itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from wagtail.rich_text import RichText

from cms.media.models import Document, Image
from cms.media.tests.factories import image_file
from cms.models import Person, ReusableText, Topic
from cms.testing import factories
from cms.testing.undo import undone
from events.models import EventPage
from home.models import StandardPage
from news.models import NewsPage
from tests.representation.shapes import (
    ROOT,
    contact_json,
    document_json,
    image_json,
    link_json,
    page_json,
    topic_json,
)

pytestmark = pytest.mark.django_db

SECTION = "/moeder-og-netvaerk/"
NEWS = f"{SECTION}nyheder/"


@dataclass(frozen=True)
class World:
    """What the article shows."""

    image: Image
    person: Person
    climate: Topic
    welfare: Topic
    first: Document
    second: Document
    house: ReusableText
    standard: StandardPage
    event: EventPage

    @property
    def about(self) -> dict:
        return page_json(self.standard, "home.StandardPage", f"{SECTION}om/")


def make_world() -> World:
    image = factories.image(credit="Foto: Kommunen", file=image_file())
    return World(
        image=image,
        person=factories.person(photo=image),
        climate=factories.topic(name="Klima"),
        welfare=factories.topic(name="Velfærd"),
        first=factories.document(),
        second=factories.document(),
        house=ReusableText.objects.create(name="Huset", text="<p>Tag bussen.</p>"),
        standard=factories.page(StandardPage, slug="om", title="Om os", lede="Hvem vi er."),
        event=factories.page(
            EventPage,
            slug="webinar",
            title="Webinar",
            lede="Om målene.",
            town="Sorø",
            attendance_mode="hybrid",
            online_note="Linket følger.",
            status="cancelled",
            start=datetime(2022, 5, 17, 8, tzinfo=UTC),
            end=datetime(2022, 5, 17, 10, tzinfo=UTC),
        ),
    )


Make = Callable[[World], Any]
TABLE = {
    "data": [["År", "Antal"], ["2021", 76], [None, ""]],
    "table_caption": "Kommuner",
    "first_row_is_table_header": True,
    "first_col_is_header": False,
    "table_header_choice": "row",
}
FILM = {"title": "Film", "url": "https://vimeo.com/76979871"}
QUOTE = {"text": "Fælles sprog.", "attribution": "En leder", "language": "en"}
#: Each block: its type, what is stored, and what is shown.
BLOCKS: list[tuple[str, Make, Make]] = [
    (
        "heading",
        lambda world: {"text": "Overskrift", "level": "h3"},
        lambda world: {"text": "Overskrift", "level": "h3"},
    ),
    (
        "text",
        lambda world: RichText(
            f'<p>Se <a linktype="page" id="{world.standard.pk}">os</a> og '
            f'<a linktype="document" id="{world.first.pk}">filen</a> eller '
            '<a href="https://example.dk/?a=1&amp;b=2">andre</a>.</p>'
        ),
        lambda world: (
            f'<p>Se <a href="{ROOT}{SECTION}om/">os</a> og '
            f'<a href="{ROOT}/filer/{world.first.pk}/{world.first.filename}">filen</a> eller '
            '<a href="https://example.dk/?a=1&amp;b=2">andre</a>.</p>'
        ),
    ),
    (
        "image",
        lambda world: {"image": world.image, "caption": "Ved søen"},
        lambda world: {"image": image_json(world.image), "caption": "Ved søen"},
    ),
    ("quote", lambda world: QUOTE, lambda world: QUOTE),
    (
        "fact_box",
        lambda world: {"heading": "Fakta", "text": RichText("<p>76 kommuner.</p>")},
        lambda world: {"heading": "Fakta", "text": "<p>76 kommuner.</p>"},
    ),
    (
        "reusable_text",
        lambda world: world.house,
        lambda world: {
            "id": world.house.pk,
            "meta": {"type": "cms.ReusableText"},
            "text": "<p>Tag bussen.</p>",
        },
    ),
    (
        "event_teaser",
        lambda world: world.event,
        lambda world: page_json(
            world.event,
            "events.EventPage",
            f"{SECTION}arrangementer/webinar/",
            start="2022-05-17T10:00:00+02:00",
            end="2022-05-17T12:00:00+02:00",
            all_day=False,
            attendance_mode="hybrid",
            town="Sorø",
            status="cancelled",
        ),
    ),
    ("page_card", lambda world: world.standard, lambda world: world.about),
    (
        "link_button",
        lambda world: {"text": "Læs mere", "page": world.standard, "url": ""},
        lambda world: {"text": "Læs mere", "page": world.about, "url": ""},
    ),
    (
        "link_button",
        lambda world: {"text": "Tilmeld", "page": None, "url": "https://example.dk/"},
        lambda world: {"text": "Tilmeld", "page": None, "url": "https://example.dk/"},
    ),
    (
        "documents",
        lambda world: {"heading": "Hent", "documents": [world.second, world.first]},
        lambda world: {
            "heading": "Hent",
            "documents": [document_json(world.second), document_json(world.first)],
        },
    ),
    (
        "contact",
        lambda world: world.person,
        lambda world: contact_json(world.person, image_json(world.image)),
    ),
    (
        "video",
        lambda world: FILM | {"image": world.image},
        lambda world: FILM | {"image": image_json(world.image)},
    ),
    (
        "table",
        lambda world: TABLE,
        lambda world: {
            "caption": "Kommuner",
            "header_row": True,
            "header_column": False,
            "rows": [["År", "Antal"], ["2021", "76"], ["", ""]],
        },
    ),
    (
        "accordion",
        lambda world: {"items": [{"heading": "Hvem?", "text": RichText("<p>Alle.</p>")}]},
        lambda world: {"items": [{"heading": "Hvem?", "text": "<p>Alle.</p>"}]},
    ),
]


@pytest.fixture(scope="module")
def article(django_db_setup, django_db_blocker) -> Iterator[tuple[World, NewsPage, dict]]:
    """What the article shows, the article, and its JSON as a visitor gets it."""
    with django_db_blocker.unblock(), undone():
        world = make_world()
        page = factories.page(
            NewsPage,
            slug="maal",
            title="Målene",
            lede="Kort fortalt.",
            image=world.image,
            contact=world.person,
            topics=[world.welfare, world.climate],
            date="2022-04-07",
            seo_title="Verdensmål",
            search_description="Om verdensmålene",
            show_in_menus=True,
            first_published_at=datetime(2022, 1, 7, 12, tzinfo=UTC),
            last_published_at=datetime(2022, 7, 7, 12, tzinfo=UTC),
            body=[(name, stored(world)) for name, stored, _shown in BLOCKS],
        )
        yield world, page, Client().get(page.url, {"format": "json"}).json()


@pytest.mark.parametrize("number", range(len(BLOCKS)), ids=[each[0] for each in BLOCKS])
def test_a_block(article, number):
    world, page, json = article
    name, _stored, shown = BLOCKS[number]
    assert json["body"][number] == {
        "type": name,
        "value": shown(world),
        "id": page.body[number].id,
    }


def test_the_article_has_every_kind_of_block_once_at_least(article):
    _world, page, json = article
    assert {name for name, _, _ in BLOCKS} == set(page.body.stream_block.child_blocks)
    assert len(json["body"]) == len(BLOCKS)


def test_all_but_its_blocks(article):
    world, page, json = article
    index = link_json(page.get_parent(), "news.NewsIndexPage", NEWS)
    assert json | {"body": []} == {
        "id": page.pk,
        "meta": {
            "type": "news.NewsPage",
            "detail_url": f"{ROOT}/api/v2/pages/{page.pk}/",
            "html_url": f"{ROOT}{NEWS}maal/",
            "slug": "maal",
            "show_in_menus": True,
            "seo_title": "Verdensmål",
            "search_description": "Om verdensmålene",
            "first_published_at": "2022-01-07T13:00:00+01:00",
            "last_published_at": "2022-07-07T14:00:00+02:00",
            "alias_of": None,
            "parent": index,
            "breadcrumb": [
                link_json(factories.home(), "home.HomePage", "/"),
                link_json(factories.section(), "home.SectionPage", SECTION),
                index,
            ],
        },
        "title": "Målene",
        "lede": "Kort fortalt.",
        "withdrawn": None,
        "updated_on": None,
        "update_note": "",
        "image": image_json(world.image),
        "contact": contact_json(world.person, image_json(world.image)),
        "topics": [topic_json(world.climate), topic_json(world.welfare)],
        "date": "2022-04-07",
        "body": [],
    }


def test_an_article_with_nothing(shown):
    page = factories.page(NewsPage, slug="tom", title="Tom", lede="", date="2022-04-07")
    json = shown(page)
    meta = json.pop("meta")
    assert json == {
        "id": page.pk,
        "title": "Tom",
        "lede": "",
        "withdrawn": None,
        "updated_on": None,
        "update_note": "",
        "image": None,
        "contact": None,
        "topics": [],
        "date": "2022-04-07",
        "body": [],
    }
    assert (meta["seo_title"], meta["search_description"]) == ("", "")
