from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.blocks import BaseStructBlock

from cms.testing import ContentTypeContract, samples
from events.blocks import ProgrammeItemBlock
from events.models import EventIndexPage, EventPage, NetworkIndexPage, NetworkPage


@samples.block_value.register(ProgrammeItemBlock)
def _programme_item(block: ProgrammeItemBlock, items: int = 1) -> Any:
    """An item of the event's first day and of no track: it may be of none but the event's own."""
    value = samples.block_value.dispatch(BaseStructBlock)(block, items)
    return block.normalize({**value, "day": None, "track": ""})


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
