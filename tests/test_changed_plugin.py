"""A plugin's type whose blocks change while it has pages: docs/plugins.md, "Changing a type that
has pages", as it is written there.
"""

import ast
import json
import re
from typing import Any, NamedTuple

import pytest
from courses.models import CoursePage
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from wagtail.blocks import CharBlock, ChoiceBlock, StreamBlock, StructBlock
from wagtail.blocks.migrations import operations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData

from cms.testing import factories

KNOWN = "Everything that is stored is known to the code."
TEXT = {"text": "Mål", "target": "", "level": "h2"}
#: By what changed: a block as the release before has stored it, and what stands there in the end.
CHANGES: dict[str, tuple[tuple[str, Any], list[tuple[str, Any]]]] = {
    "a block was renamed": (("poll", "Ja?"), [("survey", "Ja?")]),
    "a block was removed": (("poll", "Ja?"), []),
    "a member was renamed": (
        ("heading", {"text": "Mål", "level": "h2", "anchor": "maal"}),
        [("heading", TEXT | {"target": "maal"})],
    ),
    "a member was removed": (("heading", TEXT | {"anchor": "maal"}), [("heading", TEXT)]),
    "a text became a struct": (("heading", "Mål"), [("heading", {"text": "Mål"})]),
    "a choice of a block was removed": (
        ("heading", TEXT | {"level": "h9"}),
        [("heading", TEXT)],
    ),
}


class Blocks(StreamBlock):
    """The blocks of the release that follows."""

    survey = CharBlock()
    heading = StructBlock(
        [
            ("text", CharBlock()),
            ("target", CharBlock(required=False)),
            ("level", ChoiceBlock(choices=[("h2", "2"), ("h3", "3")], default="h2")),
        ]
    )


class Row(NamedTuple):
    """A row of the table: what the audit says, and the operations, each with its block's path."""

    told: str
    steps: list[tuple[Any, str]]


def written() -> dict[str, Row]:
    """The rows of the table that name operations on blocks, by what changed."""
    text = (settings.BASE_DIR / "docs/plugins.md").read_text(encoding="utf-8")
    found = {}
    for changed, told, cell in re.findall(r"^\| (an? .+) \| `(.+)` \| (`\w+Op.+) \|$", text, re.M):
        path = re.search('with "(.+?)" as its path', cell)
        calls = [ast.parse(each, mode="eval").body for each in re.findall(r"`(\w+\(.*?\))`", cell)]
        steps = [(_operation(call), path[1] if path else "") for call in calls]
        found[changed] = Row(told, steps)
    return found


def _operation(call: ast.Call) -> Any:
    values = {each.arg: ast.literal_eval(each.value) for each in call.keywords}
    return getattr(operations, call.func.id)(**values)


def test_every_change_of_blocks_that_is_written_of_is_tried():
    assert written().keys() == CHANGES.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("changed", CHANGES)
def test_audit_names_it_and_the_operation_mends_page_and_draft(monkeypatch, capsys, changed):
    monkeypatch.setattr(CoursePage._meta.get_field("contents"), "stream_block", Blocks())
    (name, value), mended = CHANGES[changed]
    row = written()[changed]
    page = factories.page(CoursePage)
    stored = json.dumps([{"type": name, "value": value}])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE courses_coursepage SET contents = %s WHERE page_ptr_id = %s", [stored, page.pk]
        )
    draft = CoursePage.objects.get(pk=page.pk).save_revision()
    draft.content["contents"] = stored
    draft.save()
    where = "courses.CoursePage.contents"
    separator = "." if ": " in row.told else ": "
    assert audit(capsys) == (1, [f"{where}{separator}{row.told} (2 ×): {page.pk}"])

    migration = MigrateStreamData("courses", "CoursePage", "contents", row.steps)
    migration.migrate_stream_data_forward(apps, None)
    assert audit(capsys) == (0, [KNOWN])
    draft.refresh_from_db()
    live = CoursePage.objects.get(pk=page.pk).contents.raw_data
    for raw in (live, json.loads(draft.content["contents"])):
        assert [(each["type"], each["value"]) for each in raw] == mended


def audit(capsys) -> tuple[int, list[str]]:
    status = 0
    try:
        call_command("content", "audit")
    except SystemExit as end:
        status = end.code
    return status, capsys.readouterr().out.splitlines()
