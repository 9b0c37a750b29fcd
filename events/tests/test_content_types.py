from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.testing import ContentTypeContract
from events.models import EventIndexPage, EventPage, NetworkIndexPage, NetworkPage


class TestEventPage(ContentTypeContract):
    model = EventPage

    @classmethod
    def sample(cls) -> dict[str, Any]:
        start = timezone.now() + timedelta(days=30)
        return {
            "start": start,
            "end": start + timedelta(hours=2),
            "registration_opens": start - timedelta(days=20),
            "registration_deadline": start - timedelta(days=5),
        }


class TestEventIndexPage(ContentTypeContract):
    model = EventIndexPage


class TestNetworkPage(ContentTypeContract):
    model = NetworkPage


class TestNetworkIndexPage(ContentTypeContract):
    model = NetworkIndexPage
