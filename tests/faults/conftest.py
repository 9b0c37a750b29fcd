from collections.abc import Iterator

import pytest
from wagtail.models import Page

from cms.testing import factories
from cms.testing.undo import undone
from events.models import EventPage
from news.models import NewsPage


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[dict[str, Page]]:
    """A site with one article, which has an image and a block, and one event: pages by name."""
    with django_db_blocker.unblock(), undone():
        article = factories.page(
            NewsPage,
            slug="artikel",
            date="2022-04-07",
            image=factories.image(),
            body=[("heading", {"text": "Overskrift", "level": "h2"})],
        )
        event = factories.page(EventPage, slug="webinar")
        yield {
            "article": article,
            "news": article.get_parent(),
            "event": event,
            "events": event.get_parent(),
        }
