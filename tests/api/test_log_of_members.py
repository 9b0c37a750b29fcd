"""The log of pages for members, as commands mend and tell it."""

from contextlib import suppress
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from cms.publications.backlog import RETRY_AFTER, retry_failed
from cms.publications.models import RestrictedPublication
from cms.publications.tombstones import KEPT_FOR
from cms.testing import factories
from news.models import NewsPage
from tests.api.conftest import settle
from tests.api.members import CHANGES

pytestmark = pytest.mark.django_db


def verified() -> list[str]:
    output = StringIO()
    with suppress(CommandError):
        call_command("publications", "verify", stdout=StringIO(), stderr=output)
    return output.getvalue().splitlines()


def test_what_differs_from_a_new_build_is_found(mine, members):
    assert verified() == []
    rows = RestrictedPublication.objects.filter(page_id=members.page.pk)
    name = f"Page {members.page.pk}"
    rows.update(digest="0" * 64)
    assert verified() == [f"{name}: its representation for members differs from a new build"]
    rows.update(is_there=False)
    assert verified() == [
        f"{name}: is open to members, and the log does not know it",
        f"{name}: is closed to members, and the log still holds what it depended on",
    ]


def test_a_rebuild_of_everything_is_told(mine, members):
    call_command("publications", "rebuild", "--all", stdout=StringIO())
    told = {("upsert", page.pk, None) for page in (members.section, members.page)}
    assert set(mine.follow()) == told


def test_what_could_not_be_built_is_told_again(mine, members):
    past = timezone.now() - 2 * RETRY_AFTER
    rows = RestrictedPublication.objects.filter(page_id=members.page.pk)
    rows.update(digest=None, failed_at=past)
    assert retry_failed() == 0
    assert mine.follow() == [("upsert", members.page.pk, None)]
    assert rows.get().failed_at is None


def test_what_is_gone_is_forgotten_after_two_years(mine, members):
    Page.objects.get(pk=members.page.pk).delete()
    settle()
    rows = RestrictedPublication.objects.filter(page_id=members.page.pk)
    rows.update(at=timezone.now() - KEPT_FOR - timedelta(hours=1))
    call_command("publications", "forget", stdout=StringIO())
    assert not rows.exists()
    assert mine.get(CHANGES, since=mine.since).json()["reason"] == "expired"


def test_an_erasure_forgets_where_a_page_was_that_named_somebody(mine, members, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    page = factories.page(NewsPage, parent=members.section, slug="soeren-aas-kvist-er-valgt")
    settle()
    page.unpublish()
    settle()
    rows = RestrictedPublication.objects.filter(page_id=page.pk)
    assert [row.url_path for row in rows] == [page.url_path]
    erased = ["erase", "--name", "Søren Ås Kvist", "--no-input"]
    call_command("personal_data", *erased, stdout=StringIO())
    assert [row.url_path for row in rows.all()] == [""]
