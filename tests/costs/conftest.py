from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import Page

from cms.media.tests.factories import image_file
from cms.testing import factories
from cms.testing.undo import undone
from documents.models import DocumentCollectionPage
from events.models import EventPage, NetworkPage
from news.models import NewsPage
from tests.costs.statements import total_cost


@contextmanager
def _as_if_new() -> Iterator[None]:
    """The planner reckons with the room that a table takes, and what other tests took back still
    takes some: what a statement costs would depend on which ran before.
    """
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    yield


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[dict[str, Page]]:
    """A page of each kind that lists are made of, by name."""
    with django_db_blocker.unblock(), _as_if_new(), undone():
        # By these keys they are asked for: who asks for nobody has a shorter statement.
        topic = factories.topic(pk=1, name="Klima", slug="klima")
        person = factories.person(pk=1, name="Åse Ærø", slug="aase")
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
        total_cost.cache_clear()
        yield pages
