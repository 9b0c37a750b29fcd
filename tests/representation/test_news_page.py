"""An article with every kind of block, whole."""

from datetime import UTC, datetime

import pytest
from wagtail.rich_text import RichText

from cms.media.tests.factories import image_file
from cms.models import ReusableText
from cms.testing import factories
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


def test_an_article_with_everything(shown):
    image = factories.image(credit="Foto: Kommunen", file=image_file())
    person = factories.person(photo=image)
    climate, welfare = factories.topic(name="Klima"), factories.topic(name="Velfærd")
    first, second = factories.document(), factories.document()
    house = ReusableText.objects.create(name="Huset", text="<p>Tag bussen.</p>")
    standard = factories.page(StandardPage, slug="om", title="Om os", lede="Hvem vi er.")
    event = factories.page(
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
    )
    text = (
        f'<p>Se <a linktype="page" id="{standard.pk}">os</a> og '
        f'<a linktype="document" id="{first.pk}">filen</a> eller '
        '<a href="https://example.dk/?a=1&amp;b=2">andre</a>.</p>'
    )
    page = factories.page(
        NewsPage,
        slug="maal",
        title="Målene",
        lede="Kort fortalt.",
        image=image,
        contact=person,
        topics=[welfare, climate],
        date="2022-04-07",
        seo_title="Verdensmål",
        search_description="Om verdensmålene",
        show_in_menus=True,
        first_published_at=datetime(2022, 1, 7, 12, tzinfo=UTC),
        last_published_at=datetime(2022, 7, 7, 12, tzinfo=UTC),
        body=[
            ("heading", {"text": "Overskrift", "level": "h3"}),
            ("text", RichText(text)),
            ("image", {"image": image, "caption": "Ved søen"}),
            ("quote", {"text": "Fælles sprog.", "attribution": "En leder", "language": "en"}),
            ("fact_box", {"heading": "Fakta", "text": RichText("<p>76 kommuner.</p>")}),
            ("reusable_text", house),
            ("event_teaser", event),
            ("page_card", standard),
            ("link_button", {"text": "Læs mere", "page": standard, "url": ""}),
            ("link_button", {"text": "Tilmeld", "page": None, "url": "https://example.dk/"}),
            ("documents", {"heading": "Hent", "documents": [second, first]}),
            ("contact", person),
            ("video", {"title": "Film", "url": "https://vimeo.com/76979871", "image": image}),
            (
                "table",
                {
                    "data": [["År", "Antal"], ["2021", 76], [None, ""]],
                    "table_caption": "Kommuner",
                    "first_row_is_table_header": True,
                    "first_col_is_header": False,
                    "table_header_choice": "row",
                },
            ),
            (
                "accordion",
                {"items": [{"heading": "Hvem?", "text": RichText("<p>Alle.</p>")}]},
            ),
        ],
    )
    ids = [block.id for block in page.body]
    about = page_json(standard, "home.StandardPage", f"{SECTION}om/")
    blocks = [
        ("heading", {"text": "Overskrift", "level": "h3"}),
        (
            "text",
            f'<p>Se <a href="{ROOT}{SECTION}om/">os</a> og '
            f'<a href="{ROOT}/filer/{first.pk}/{first.filename}">filen</a> eller '
            '<a href="https://example.dk/?a=1&amp;b=2">andre</a>.</p>',
        ),
        ("image", {"image": image_json(image), "caption": "Ved søen"}),
        ("quote", {"text": "Fælles sprog.", "attribution": "En leder", "language": "en"}),
        ("fact_box", {"heading": "Fakta", "text": "<p>76 kommuner.</p>"}),
        (
            "reusable_text",
            {
                "id": house.pk,
                "meta": {"type": "cms.ReusableText"},
                "text": "<p>Tag bussen.</p>",
            },
        ),
        (
            "event_teaser",
            page_json(
                event,
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
        ("page_card", about),
        ("link_button", {"text": "Læs mere", "page": about, "url": ""}),
        ("link_button", {"text": "Tilmeld", "page": None, "url": "https://example.dk/"}),
        (
            "documents",
            {"heading": "Hent", "documents": [document_json(second), document_json(first)]},
        ),
        ("contact", contact_json(person, image_json(image))),
        (
            "video",
            {"title": "Film", "url": "https://vimeo.com/76979871", "image": image_json(image)},
        ),
        (
            "table",
            {
                "caption": "Kommuner",
                "header_row": True,
                "header_column": False,
                "rows": [["År", "Antal"], ["2021", "76"], ["", ""]],
            },
        ),
        ("accordion", {"items": [{"heading": "Hvem?", "text": "<p>Alle.</p>"}]}),
    ]
    assert {name for name, _ in blocks} == set(page.body.stream_block.child_blocks)
    index = link_json(page.get_parent(), "news.NewsIndexPage", NEWS)
    assert shown(page) == {
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
        "image": image_json(image),
        "contact": contact_json(person, image_json(image)),
        "topics": [topic_json(climate), topic_json(welfare)],
        "date": "2022-04-07",
        "body": [
            {"type": name, "value": value, "id": key}
            for (name, value), key in zip(blocks, ids, strict=True)
        ],
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
