from datetime import timedelta

import pytest
from django.utils import timezone

from cms.testing import factories
from events.models import EventPage, NetworkIndexPage, NetworkPage

DANISH_ORDER = ["Arbejdsmiljø", "Zoner", "Ældre", "Ø-kommuner", "Åben by", "Aalborg"]


@pytest.fixture
def index(db) -> NetworkIndexPage:
    return factories.index(NetworkIndexPage)


def test_networks_stand_in_danish_alphabetical_order(client, index):
    for title in ["Åben by", "Zoner", "Aalborg", "Ø-kommuner", "Arbejdsmiljø", "Ældre"]:
        factories.page(NetworkPage, parent=index, title=title)
    cards = client.get(index.url).context["items"].cards
    assert [card["title"] for card in cards] == DANISH_ORDER


def test_section_shows_networks_in_danish_alphabetical_order(client, index):
    for title in ["Åben by", "Ældre", "Zoner"]:
        factories.page(NetworkPage, parent=index, title=title)
    [group] = client.get(factories.section().url).context["teasers"]
    assert [card["title"] for card in group["cards"]] == ["Zoner", "Ældre", "Åben by"]
    assert group["label"] == "Netværk"


def test_event_shows_its_network_and_leaves_it_out_when_it_is_unpublished(client, index):
    network = factories.page(NetworkPage, parent=index, title="Klimanetværket")
    event = factories.page(EventPage, network=network)
    json_url = f"{event.url}?format=json"
    assert client.get(json_url).json()["network"]["title"] == "Klimanetværket"
    network.unpublish()
    assert client.get(json_url).json()["network"] is None


def test_network_shows_its_own_meetings_the_next_one_and_the_last_one_first(client, index):
    network = factories.page(NetworkPage, parent=index)
    now = timezone.now()
    for days in (9, 1, -1, -9):
        start = now + timedelta(days=days)
        end = start + timedelta(hours=2)
        factories.page(EventPage, network=network, start=start, end=end, title=f"{days} dage")
    factories.page(EventPage, network=factories.page(NetworkPage, parent=index))
    draft = factories.page(EventPage, network=network)
    draft.unpublish()

    context = client.get(network.url).context
    shown = [
        [card["title"] for card in context[name]] for name in ("upcoming_meetings", "past_meetings")
    ]
    assert shown == [["1 dage", "9 dage"], ["-1 dage", "-9 dage"]]
