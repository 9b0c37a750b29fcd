"""Migrations: complete, without blocks, and with a way back."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL
from wagtail.blocks import CharBlock, ListBlock, StreamBlock, StructBlock
from wagtail.blocks.migrations.operations import AlterBlockValueOperation
from wagtail.fields import StreamField

from cms.content import MigrateBlocks
from cms.testing import factories
from events.models import EventPage
from tests.test_architecture import ROOT, files

#: From before blocks were left out.
WITH_BLOCKS = {
    "cms/migrations/0001_initial.py",
    "cms/migrations/0003_service_messages.py",
    "documents/migrations/0001_initial.py",
    "events/migrations/0001_initial.py",
    "events/migrations/0003_kind_materials_and_previous_start.py",
    "events/migrations/0007_programme_days.py",
    "home/migrations/0001_initial.py",
    "home/migrations/0002_accessibility_statement.py",
    "news/migrations/0001_initial.py",
}


def our_migrations() -> list[Path]:
    """The files of migrations of the core and of the repository's plugins."""
    found = [path for path in files(".py") if path.parent.name == "migrations"]
    return [path for path in found if "tests" not in path.parts and path.name != "__init__.py"]


@pytest.mark.django_db
def test_the_migrations_are_those_of_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_migration_holds_blocks():
    holding = {
        str(path) for path in our_migrations() if "block_lookup" in (ROOT / path).read_text()
    }
    assert holding == WITH_BLOCKS
    models = [model for model in apps.get_models() if str(ROOT) in str(_app(model))]
    fields = [f for model in models for f in model._meta.local_fields if isinstance(f, StreamField)]
    # But for the plugin of somebody else in tests/plugin, which has Wagtail's.
    ours = [field for field in fields if "tests" not in Path(_app(field.model)).parts]
    assert len(ours) > 10
    assert [str(field) for field in ours if "block_lookup" in field.deconstruct()[3]] == []


def _app(model: Any) -> str:
    return apps.get_app_config(model._meta.app_label).path


@pytest.mark.django_db
def test_a_migration_of_blocks_brings_its_own_and_reaches_what_is_nested():
    organisation = {"type": "item", "id": "2", "value": "Kommunernes Landsforening"}
    value = {"title": "Mål", "start": "10:00", "organisations": [organisation]}
    unknown = {"type": "gone", "id": "3", "value": "1"}
    stored = [{"type": "programme_item", "id": "1", "value": value}, unknown]
    page = factories.page(EventPage)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE events_eventpage SET programme = %s WHERE page_ptr_id = %s",
            [json.dumps(stored), page.pk],
        )
    draft = EventPage.objects.get(pk=page.pk).save_revision()
    draft.content["programme"] = json.dumps(stored)
    draft.save()
    state = MigrationLoader(connection).project_state().apps
    assert state.get_model("events", "EventPage").objects.get(pk=page.pk).programme == stored

    organisations = StructBlock([("organisations", ListBlock(CharBlock()))])
    MigrateBlocks(
        "events",
        "EventPage",
        "programme",
        [(AlterBlockValueOperation(new_value="KL"), "programme_item.organisations.item")],
        blocks=StreamBlock([("programme_item", organisations)]),
    ).migrate_stream_data_forward(state, None)

    draft.refresh_from_db()
    live = state.get_model("events", "EventPage").objects.get(pk=page.pk).programme
    for found in (live, json.loads(draft.content["programme"])):
        changed = value | {"organisations": [organisation | {"value": "KL"}]}
        assert found == [stored[0] | {"value": changed}, unknown]


def test_every_migration_has_a_way_back():
    """Going back to the version before unapplies what is newer."""
    loader = MigrationLoader(None)
    labels = {path.parts[-3] for path in our_migrations()}
    without = [
        str(migration)
        for (label, _name), migration in loader.disk_migrations.items()
        if label in labels
        for operation in migration.operations
        if isinstance(operation, RunPython | RunSQL) and not operation.reversible
    ]
    assert without == []
