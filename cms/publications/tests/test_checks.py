"""Every table that the public may notice is watched, and a check says so."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from cms.publications.installation import install, missing_triggers
from cms.publications.models import Head
from cms.publications.watching import kind, triggers, watched_models
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db


def watched_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgfoid = 'publications_mark_row'::regproc"
        )
        return {table for (table,) in cursor.fetchall()}


def test_every_table_of_a_model_is_watched():
    moments = "publications_moment"  # of the log itself, and watched like what it tells of
    assert watched_tables() == {model._meta.db_table for model in watched_models()} | {moments}
    assert {"pages_articlepage", "pages_attachment", "pages_articlepage_topics"} <= watched_tables()


def test_pages_of_all_types_are_of_one_kind():
    assert kind(ArticlePage) == "wagtailcore_page"


def test_installing_again_changes_nothing(number):
    number()
    before = Head.objects.get().sequence
    install()
    number()
    assert Head.objects.get().sequence == before


def test_a_table_without_its_trigger_is_named():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'cms_person'::regclass "
            "AND tgname LIKE 'publications%'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}" ON cms_person')
    found = [each for each in run_checks(databases=["default"]) if each.id == "publications.W001"]
    assert [each.msg for each in found] == [
        "The table cms_person is not watched: its changes would not be seen."
    ]
    install()
    assert missing_triggers() == {}


def test_fields_that_are_ignored_exist():
    assert [each for each in run_checks() if each.id == "publications.E001"] == []


def test_functions_name_their_schema():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE proname LIKE 'publications\\_%%' "
            "AND NOT coalesce(proconfig::text LIKE '%%search_path%%', false)"
        )
        assert cursor.fetchall() == []
    assert {trigger.function for trigger in triggers()} == {
        "publications_mark_row",
        "publications_mark_generic",
        "publications_wake",
    }
