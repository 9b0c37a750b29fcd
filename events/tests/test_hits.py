"""What a search tells of an event: what a visitor decides by, before opening it."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from cms.testing import factories
from events.models import EventPage

pytestmark = pytest.mark.django_db


def test_a_search_tells_time_place_state_and_what_is_left(client):
    long_ago, to_come = datetime(2022, 5, 17, 8, tzinfo=UTC), datetime(2199, 5, 17, 8, tzinfo=UTC)
    online = {"attendance_mode": "online", "online_url": "https://rum.example/1"}
    for title, start, values in (
        ("Vand: kursus", to_come, {"kind": "course", "town": "Odense", "status": "cancelled"}),
        ("Vand: webinar", to_come, online | {"places": "few"}),
        ("Vand: møde", long_ago, {"town": "Vejle", "recording_url": "https://film.example/1"}),
    ):
        end = start.replace(hour=10)
        factories.page(EventPage, title=title, start=start, end=end, **values)
    answer = client.get("/soeg/", {"q": "vand"})
    told = {
        hit.find("h2").get_text(): (
            [badge.get_text() for badge in hit.select(".badge")],
            hit.select_one(".hit-facts").get_text(),
        )
        for hit in BeautifulSoup(answer.content, "html.parser").select(".hit")
    }
    assert told == {
        "Vand: kursus": (["Aflyst"], "Kursus, Odense, 17. maj 2199 kl. 10.00-12.00"),
        "Vand: webinar": (["Få pladser"], "Arrangement, Online, 17. maj 2199 kl. 10.00-12.00"),
        "Vand: møde": (["Afholdt"], "Arrangement, Vejle, 17. maj 2022 kl. 10.00-12.00, Optagelse"),
    }
