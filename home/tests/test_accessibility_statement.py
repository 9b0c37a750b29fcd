"""The accessibility statement: what the law asks for stands in it, and the ways that lead to it."""

from collections.abc import Iterator
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import call_command
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.models import SiteSettings
from cms.testing import factories
from cms.testing.undo import undone
from home.models import AccessibilityStatementPage, StandardPage
from home.tests.conftest import empty_the_site

pytestmark = pytest.mark.django_db

TESTED = {
    "compliance": "partial",
    "prepared_on": date(2026, 9, 1),
    "reviewed_on": date(2026, 11, 1),
    "method": "self",
}
ADDRESS = "/tilgaengelighedserklaering/"


def barriers(*values: dict):
    defaults = {
        "title": "Skemaer i gamle referater",
        "criteria": "1.3.1",
        "reason": "fault",
        "explanation": RichText("<p>Skærmlæsere læser dem i forkert rækkefølge.</p>"),
        "alternative": RichText("<p>Skriv til os, så læser vi op.</p>"),
        "remedy": "1. marts 2027",
    }
    block = AccessibilityStatementPage.barriers.field.stream_block
    return block.normalize([("barrier", defaults | each) for each in values])


def statement(**values) -> AccessibilityStatementPage:
    return factories.page(
        AccessibilityStatementPage,
        parent=factories.home(),
        slug=ADDRESS.strip("/"),
        **{"feedback_mail": "was@example.dk", "feedback_phone": "33 70 33 70"} | values,
    )


def text_of(client, page) -> str:
    main = BeautifulSoup(client.get(page.url).content, "html.parser").main
    return " ".join(main.get_text(" ").split())


def test_everything_that_the_law_asks_for_stands_in_it(client):
    page = statement(
        **TESTED,
        barriers=barriers(
            {},
            {"title": "Kort", "reason": "burden", "remedy": ""},
            {"title": "Film før 2020", "reason": "exempt", "remedy": ""},
        ),
    )
    text = text_of(client, page)
    expected = [
        "Siden overholder delvist den europæiske standard EN 301 549",
        "Fejl og mangler Skemaer i gamle referater Skærmlæsere læser dem i forkert rækkefølge.",
        "Krav i WCAG 2.1: 1.3.1",
        "Det kan du gøre i stedet: Skriv til os, så læser vi op.",
        "Det bliver rettet: 1. marts 2027",
        "Uforholdsmæssigt stor byrde Kort",
        "Indhold, som loven ikke omfatter Film før 2020",
        "Erklæringen er lavet den 1. september 2026.",
        "Den er senest gennemgået den 1. november 2026.",
        "Vi har selv testet siden.",
        "was@example.dk",
        "33 70 33 70",
        "Digitaliseringsstyrelsen",
        "ti arbejdsdage",
    ]
    assert [each for each in expected if each not in text] == []


def test_its_headings_are_in_order(client):
    page = statement(**TESTED, barriers=barriers({}))
    main = BeautifulSoup(client.get(page.url).content, "html.parser").main
    levels = [int(each.name[1]) for each in main.select("h1, h2, h3, h4")]
    assert levels == [1, 2, 2, 3, 4, 2, 2, 2]


def test_was_leads_to_it(client, empty):
    call_command("setup_site", verbosity=0)
    for address in ("/was", "/was/"):
        response = client.get(address)
        assert (address, response.status_code, response["Location"]) == (address, 302, ADDRESS)


def test_was_leads_to_the_statement_at_the_agency_if_there_is_one(client):
    page = statement(was_tool_url="https://www.was.digst.dk/www-example-dk")
    SiteSettings.objects.create(site=factories.site(), accessibility_page=page)
    assert client.get("/was")["Location"] == "https://www.was.digst.dk/www-example-dk"


def test_was_tells_nothing_of_a_hidden_one(client):
    page = statement()
    SiteSettings.objects.create(site=factories.site(), accessibility_page=page)
    page.unpublish()
    assert client.get("/was").status_code == 404


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (TESTED | {"prepared_on": None}, "prepared_on"),
        (TESTED | {"method": ""}, "method"),
        (TESTED | {"reviewed_on": date(2026, 8, 1)}, "reviewed_on"),
    ],
)
def test_what_the_law_asks_for_cannot_be_left_out(values, field):
    with pytest.raises(ValidationError) as refused:
        statement(**values)
    assert list(refused.value.message_dict) == [field]


def test_a_site_with_faults_cannot_comply_fully():
    with pytest.raises(ValidationError) as refused:
        statement(**TESTED | {"compliance": "full"}, barriers=barriers({}))
    assert list(refused.value.message_dict) == ["compliance"]


class TestTheRoadFromThePageOfText:
    """`setup_site` used to make a page of text; sites that have it get the page type."""

    @pytest.fixture(scope="class")
    @classmethod
    def site_before(cls, django_db_setup, django_db_blocker) -> Iterator[None]:
        """As it was set up at that time; taken back after the last test."""
        with django_db_blocker.unblock(), undone():
            empty_the_site()
            call_command("setup_site", verbosity=0)
            made = AccessibilityStatementPage.objects.get()
            home = made.get_parent()
            made.delete()
            home.refresh_from_db()
            page = StandardPage(title="Tilgængelighedserklæring", slug=ADDRESS.strip("/"))
            page.body = [("text", RichText("<p>Siden er ny og er endnu ikke testet. Vi ved</p>"))]
            home.add_child(instance=page)
            page.save_revision().publish()
            SiteSettings.objects.update(accessibility_page=page)
            yield

    @pytest.fixture
    def before(self, site_before) -> StandardPage:
        return StandardPage.objects.get(slug=ADDRESS.strip("/"))

    def test_an_untouched_one_is_replaced_at_its_address(self, client, before):
        call_command("setup_site", verbosity=0)
        [page] = Page.objects.filter(slug=before.slug).specific()
        assert isinstance(page, AccessibilityStatementPage)
        assert SiteSettings.objects.get().accessibility_page_id == page.pk
        assert client.get(ADDRESS).status_code == 200

    def test_one_that_an_editor_changed_is_kept(self, before):
        before.title = "Vores erklæring"
        before.save_revision().publish()
        call_command("setup_site", verbosity=0)
        assert not AccessibilityStatementPage.objects.exists()
        assert SiteSettings.objects.get().accessibility_page_id == before.pk
