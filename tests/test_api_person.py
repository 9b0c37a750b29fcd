"""`person=`: what the log knows of built pages, so it takes a database that commits."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.urls import reverse

from cms.testing import factories

pytestmark = pytest.mark.skipif(
    not (apps.is_installed("news") and apps.is_installed("events")), reason="news and events"
)


@pytest.mark.usefixtures("committing_database")
def test_a_person_is_found_as_contact_and_as_speaker(client):
    def titles(**query) -> list[str]:
        found = client.get(reverse("wagtailapi:pages:listing"), query | {"order": "title"})
        return [item["title"] for item in found.json()["items"]]

    news, events = apps.get_model("news.NewsPage"), apps.get_model("events.EventPage")
    person, other = factories.person(), factories.person()
    speaker = {"person": person, "role": "speaker", "talk_title": ""}
    moments = {
        "start": datetime(2030, 5, 1, 8, tzinfo=UTC),
        "end": datetime(2030, 5, 1, 9, tzinfo=UTC),
    }
    factories.page(news, title="Kontakt", contact=person)
    factories.page(news, title="En anden", contact=other)
    factories.page(events, title="Taler", speakers=[("speaker", speaker)], **moments)
    titles(type="news.NewsPage,events.EventPage")  # builds what is new
    assert titles(person=person.pk) == ["Kontakt", "Taler"]
    assert titles(person=other.pk, type="news.NewsPage") == ["En anden"]
    assert titles(person=0) == []
