"""What has changed on a page is told wherever the page is read, whatever its type."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError

from cms.testing import factories
from documents.models import DocumentCollectionPage
from events.models import EventPage, NetworkPage
from home.models import StandardPage
from news.models import NewsPage

pytestmark = pytest.mark.django_db

TYPES = [DocumentCollectionPage, EventPage, NetworkPage, NewsPage, StandardPage]
UPDATE = {"updated_on": date(2092, 4, 8), "update_note": "Linket er rettet."}
TOLD = "Opdateret 8. april 2092: Linket er rettet."
BOTH = "En opdatering skal have både en dato og en tekst om, hvad der er ændret."


@pytest.mark.parametrize("model", TYPES)
def test_a_page_tells_of_its_update_in_every_form(client, model):
    page = factories.page(model, lede="Kort fortalt.", **UPDATE)
    assert f'<p class="notice update">{TOLD}</p>' in client.get(page.url).content.decode()
    assert TOLD in client.get(page.url, {"format": "markdown"}).content.decode()
    shown = client.get(page.url, {"format": "json"}).json()
    assert (shown["updated_on"], shown["update_note"]) == ("2092-04-08", "Linket er rettet.")
    [change] = [
        each for each in client.get("/api/v2/changes/").json()["items"] if each["id"] == page.pk
    ]
    assert change["page"]["update_note"] == "Linket er rettet."


@pytest.mark.parametrize(("name", "summary"), [("rss", "description"), ("atom", "summary")])
def test_an_entry_of_a_feed_begins_with_the_update(client, name, summary):
    page = factories.page(NewsPage, lede="Kort fortalt.", **UPDATE)
    factories.page(NewsPage, lede="Som før.")
    feed = client.get(page.get_parent().get_url(), {"format": name}).content
    entries = ElementTree.fromstring(feed).iterfind(
        "{*}channel/{*}item" if name == "rss" else "{*}entry"
    )
    assert {entry.findtext(f"{{*}}{summary}") for entry in entries} == {
        f"{TOLD} Kort fortalt.",
        "Som før.",
    }


@pytest.mark.parametrize(
    ("half", "missing"),
    [
        ({"updated_on": UPDATE["updated_on"]}, "update_note"),
        ({"update_note": UPDATE["update_note"]}, "updated_on"),
    ],
)
def test_half_an_update_is_refused(half, missing):
    with pytest.raises(ValidationError) as refused:
        StandardPage(title="Side", **half).clean()
    assert refused.value.message_dict == {missing: [BOTH]}
