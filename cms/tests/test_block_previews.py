"""Every body block has a preview in the block picker."""

import pytest
from django.urls import reverse
from wagtail.blocks import Block

from cms.blocks import BodyBlock
from cms.plugins import content_types
from cms.testing import factories

pytestmark = pytest.mark.django_db

BLOCKS = BodyBlock().child_blocks


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_previewed_by_its_public_template(name, admin_client):
    block = next(
        block
        for block in Block.definition_registry.values()
        if type(block) is type(BLOCKS[name]) and block.name == name
    )
    assert block.is_previewable
    response = admin_client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )
    assert response.status_code == 200
    assert "<main>" in response.content.decode()


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_described_in_the_block_picker(name):
    assert BLOCKS[name].get_description()


def test_a_block_that_chooses_shows_what_there_is_to_choose(admin_client):
    events = [model for model in content_types() if model.schema_org_type == "Event"]
    if not events:
        pytest.skip("No installed type is an event.")
    event = factories.page(events[0], title="Det første møde")
    block = next(
        block for block in Block.definition_registry.values() if block.name == "event_teaser"
    )
    response = admin_client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )
    assert event.title in response.content.decode()
