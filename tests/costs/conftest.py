from collections.abc import Iterator

import pytest
from django.test import Client
from wagtail.models import Page

from cms.media.tests.factories import image_file
from cms.testing import factories
from cms.testing.undo import undone
from documents.models import DocumentCollectionPage
from events.models import EventPage, NetworkPage
from news.models import NewsPage


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[dict[str, Page]]:
    """A page of each kind that lists are made of, by name."""
    with django_db_blocker.unblock(), undone():
        topic = factories.topic(name="Klima", slug="klima")
        person = factories.person(name="Åse Ærø", slug="aase")
        image, document = factories.image(file=image_file()), factories.document(title="Rapport")
        news = factories.page(
            NewsPage,
            slug="klima",
            topics=[topic],
            image=image,
            contact=person,
            body=[("documents", {"heading": "Hent", "documents": [document]})],
        )
        pages = {
            "news": news,
            "event": factories.page(EventPage, topics=[topic]),
            "network": factories.page(NetworkPage),
            "collection": factories.page(
                DocumentCollectionPage, documents=[("document", document)], topics=[topic]
            ),
        }
        # What waits to be built is no part of what a question costs.
        assert Client().get("/api/v2/pages/?fields=*&limit=20").status_code == 200
        yield pages
