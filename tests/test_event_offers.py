"""What programs are told of an event's places: that there are some, and where."""

from datetime import UTC, datetime

import pytest

from cms.testing import factories
from events.models import EventPage
from tests.test_structured_data import MOMENTS, node

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "availability"),
    [
        ({}, "InStock"),
        ({"status": "cancelled"}, "OutOfStock"),
        ({"registration_deadline": datetime(2022, 5, 1, tzinfo=UTC)}, "OutOfStock"),
        (
            {
                "start": datetime(2022, 5, 17, 8, tzinfo=UTC),
                "end": datetime(2022, 5, 17, 10, tzinfo=UTC),
            },
            "OutOfStock",
        ),
    ],
)
def test_places_are_offered_only_while_there_are_some(client, values, availability):
    page = factories.page(EventPage, price="500 kr.", **{**MOMENTS, **values})
    offers = node(client, page, "Event")["offers"]
    assert offers["availability"] == f"https://schema.org/{availability}"


def test_the_whole_country_is_no_place(client):
    page = factories.page(EventPage, town="Hele landet", **MOMENTS)
    assert "location" not in node(client, page, "Event")
