"""`manage.py content audit`: what is stored and no code knows."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from cms.testing import factories
from cms.tests.pages.models import ArticlePage


def audit(capsys) -> tuple[int, list[str]]:
    try:
        call_command("content", "audit")
        status = 0
    except SystemExit as end:
        status = end.code
    return status, capsys.readouterr().out.splitlines()


def store(page, body: list[dict]) -> None:
    """Write a body as a release before this one would have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pages_articlepage SET body = %s WHERE page_ptr_id = %s",
            [json.dumps(body), page.pk],
        )


@pytest.mark.django_db
class TestAudit:
    def test_content_that_the_code_knows(self, capsys):
        factories.page(ArticlePage, body=[("text", "<p>Kendt</p>")])
        assert audit(capsys) == (0, ["Everything that is stored is known to the code."])

    def test_blocks_members_shapes_and_choices_are_named_with_count_and_pages(self, capsys):
        first, second = factories.page(ArticlePage), factories.page(ArticlePage)
        heading = {"type": "heading", "value": {"text": "Ny", "level": "h9", "anchor": "ny"}}
        store(first, [{"type": "poll", "value": "?"}, heading, {"type": "heading", "value": "Ny"}])
        store(second, [{"type": "poll", "value": "?"}, {"type": "text", "value": {"html": "x"}}])
        where = "pages.ArticlePage.body"
        assert audit(capsys) == (
            1,
            [
                f"{where}.heading.level: choice 'h9' (1 ×): {first.pk}",
                f"{where}.heading: a value where members are expected (1 ×): {first.pk}",
                f"{where}.heading: member 'anchor' (1 ×): {first.pk}",
                f"{where}.text: members where a text is expected (1 ×): {second.pk}",
                f"{where}: block type 'poll' (2 ×): {first.pk}, {second.pk}",
            ],
        )

    def test_drafts_count_too(self, capsys):
        page = factories.page(ArticlePage)
        revision = page.save_revision()
        revision.content["body"] = json.dumps([{"type": "poll", "value": "?"}])
        revision.save()
        ArticlePage.objects.filter(pk=page.pk).update(has_unpublished_changes=True)
        assert audit(capsys) == (
            1,
            [f"pages.ArticlePage.body: block type 'poll' (1 ×): {page.pk}"],
        )

    def test_choice_of_a_field(self, capsys):
        document = factories.document()
        type(document).objects.filter(pk=document.pk).update(language="xx")
        assert audit(capsys) == (
            1,
            [f"media.Document.language: choice 'xx' (1 ×): {document.pk}"],
        )
