"""The report of all pages that lack something reads what was found, and what was found is right."""

import csv
import logging
from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.rich_text import RichText

from cms.checklist.judging import judged
from cms.checklist.stored_results import bring_up_to_date, unchecked
from cms.media.models import Image
from cms.models import CheckedPage
from cms.publications.backlog import build_backlog
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from conftest import number_changes

pytestmark = pytest.mark.django_db


def check() -> int:
    """Do what follower and scheduler do within a minute; return how many pages were checked."""
    number_changes()
    assert sum(build_backlog()) >= 0
    output = StringIO()
    call_command("check_pages", stdout=output)
    return int(output.getvalue().split()[0])


def stored(page: ArticlePage) -> list[tuple]:
    """What is stored of a page, whatever was found besides."""
    found = CheckedPage.objects.get(pk=page.pk).findings.all()
    return [(each.code, each.message, each.path, each.is_error) for each in found]


def in_the_panel(page: ArticlePage) -> list[tuple]:
    edited = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [(each.code, each.message, each.path, each.is_error) for each in judged(edited)]


def codes(page: ArticlePage) -> set[str]:
    return {code for code, *_ in stored(page)}


def link_to(page: ArticlePage) -> list:
    text = RichText(f'<p><a linktype="page" id="{page.pk}">Klimaplanen</a></p>')
    return [("text", text)]


def test_the_results_follow_the_page_and_what_it_shows():
    image, other = factories.image(), factories.page(ArticlePage)
    page = factories.page(ArticlePage, image=image, body=link_to(other))
    check()
    assert check() == 0
    assert not {"images_described", "links_lead"} & codes(page)
    Image.objects.filter(pk=image.pk).update(description="IMG_1.jpg")  # as by SQL
    assert check() == 1
    assert "images_described" in codes(page)
    other.unpublish()
    check()
    assert "links_lead" in codes(page)
    # What is worked on, with the errors that are live already as advice: as beside the form.
    page.refresh_from_db()
    page.lede = ""
    page.save_revision()
    assert check() == 1
    assert stored(page) == in_the_panel(page)
    assert {code: error for code, _, _, error in stored(page)} == {
        "filled_lede": True,
        "images_described": False,
        "links_lead": False,
        "filled_contact": False,
        "filled_topics": False,
    }


def test_what_only_a_draft_refers_to_is_seen_within_the_hour():
    image = factories.image()
    draft = factories.draft(ArticlePage, image=image)
    draft.save_revision()
    check()
    Image.objects.filter(pk=image.pk).update(description="IMG_1.jpg")
    assert check() == 0
    CheckedPage.objects.update(checked_at=timezone.now() - timedelta(hours=1))
    check()
    assert "images_described" in codes(draft)
    CheckedPage.objects.update(checked_at=timezone.now() - timedelta(hours=1))
    assert check() == 0  # nothing has changed


def test_a_check_that_fails_takes_no_other_page_along(monkeypatch, caplog):
    failing, page = factories.page(ArticlePage, slug="fejler"), factories.page(ArticlePage, lede="")
    [first, *others] = ArticlePage.checks

    class Broken(type(first)):
        def find(self, page):
            if page.slug == "fejler":
                raise RuntimeError
            return super().find(page)

    broken = Broken(first.field, first.severity)
    monkeypatch.setattr(ArticlePage, "checks", [broken, *others])
    with caplog.at_level(logging.ERROR, "cms.checklist"):
        check()
    assert [each.getMessage() for each in caplog.records] == [f"Page {failing.pk} can't be checked"]
    assert stored(failing) == []
    assert ("filled_lede", "Manchet mangler.", "lede", False) in stored(page)


def test_it_is_narrowed_to_a_check_and_a_section(admin_client):
    page = factories.page(ArticlePage, title="Under sektionen", lede="")
    elsewhere = factories.page(ArticlePage, parent=factories.home(), title="Andetsteds", lede="")
    elsewhere.body = link_to(factories.draft(ArticlePage))
    elsewhere.save()
    url = reverse("cms_incomplete")

    def titles(**query: object) -> list[str]:
        soup = BeautifulSoup(admin_client.get(url, query).content, "html.parser")
        shown = [link.get_text(strip=True) for link in soup.select("td.title a")]
        return [title for title in shown if title in ("Under sektionen", "Andetsteds")]

    assert sorted(titles()) == ["Andetsteds", "Under sektionen"]
    section = page.get_ancestors().get(depth=3)
    assert titles(section=section.pk) == ["Under sektionen"]
    assert sorted(titles(check="filled_lede")) == ["Andetsteds", "Under sektionen"]
    assert titles(check="links_lead") == ["Andetsteds"]
    assert titles(check="filled_lede", section=section.pk) == ["Under sektionen"]
    assert elsewhere.depth == 3


def test_it_is_exported_without_formulas(admin_client):
    factories.page(ArticlePage, title="=1+1", lede="")
    answer = admin_client.get(reverse("cms_incomplete"), {"export": "csv", "check": "filled_lede"})
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    heading, *rows = csv.reader(StringIO(content))
    assert heading == ["Side", "Type", "Sektion", "Status", "Fejl", "Det mangler"]
    [row] = [row for row in rows if "1+1" in row[0]]
    assert row[0] == "'=1+1"
    assert row[-1] == "Manchet mangler."


def test_it_reads_the_same_for_more_pages(admin_client, django_assert_num_queries):
    url = reverse("cms_incomplete")
    factories.page(ArticlePage, lede="")
    admin_client.get(url)
    with django_assert_num_queries(QUERIES):
        admin_client.get(url)
    for _ in range(2):
        factories.page(ArticlePage, lede="")
    admin_client.get(url)
    with django_assert_num_queries(QUERIES):
        admin_client.get(url)


QUERIES = 18


def test_who_asks_has_some_pages_checked_and_is_told_of_the_others(admin_client, monkeypatch):
    check()
    monkeypatch.setattr("cms.checklist.report._AT_ONCE", 1)
    for number in range(3):
        factories.page(ArticlePage, title=f"Ny {number}", lede="")
    number_changes()
    waiting = unchecked(timezone.now()).count() - 1
    assert waiting > 1
    text = admin_client.get(reverse("cms_incomplete")).text
    assert f"{waiting} sider er ændret og bliver kontrolleret" in text
    assert bring_up_to_date() == waiting
