import pytest

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
