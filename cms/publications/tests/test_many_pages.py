"""One transaction for a whole section, and one object that many pages show.

`MANY_PAGES` and `PAGES_OF_ONE_PERSON` set how many (at most 9,999); `make soak` takes 5,000 for
the person. The seconds are told; asserted is only that an editor need not give up.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from wagtail.models import Page, PageViewRestriction

from cms.publications.backlog import build_backlog, unbuilt
from cms.publications.models import Dependency, Publication
from cms.publications.reading import read_page
from cms.publications.tests.conftest import differences
from cms.publications.tests.crowd import copies
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage

COUNT = int(os.environ.get("MANY_PAGES", "1000"))
PERSON_COUNT = int(os.environ.get("PAGES_OF_ONE_PERSON", "200"))
PATIENCE = 30  # seconds


def make_section(count: int) -> ArticleIndexPage:
    """A section of pages that all have the same contact, with the log filled."""
    index, other = factories.page(ArticleIndexPage), factories.page(ArticleIndexPage)
    values = {"contact": factories.person(), "image": factories.image()}
    source = factories.page(ArticlePage, parent=other, **values)
    copies(source, index, count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    assert sum(build_backlog()) >= count
    return ArticleIndexPage.objects.get(pk=index.pk)


@contextmanager
def timed(what: str, capsys) -> Iterator[None]:
    start = time.monotonic()
    yield
    seconds = time.monotonic() - start
    with capsys.disabled():
        sys.stdout.write(f"\n{what}: {seconds:.2f} s")
    assert seconds < PATIENCE


def test_a_section_is_moved_restricted_and_freed(committing_database, capsys):
    section = make_section(COUNT)
    target = factories.page(type(factories.section()), parent=factories.home())
    with timed(f"move {COUNT} pages", capsys):
        Page.objects.get(pk=section.pk).move(target, pos="last-child")
    assert unbuilt().count() >= COUNT

    with timed(f"restrict {COUNT} pages", capsys):
        factories.restrict(section)
    children = Page.objects.get(pk=section.pk).get_children()
    rows = Publication.objects.filter(pk__in=children.values("pk"))
    assert set(rows.values_list("was_public", flat=True)) == {False}
    assert len(set(rows.values_list("sequence", flat=True))) == 1
    assert not Dependency.objects.filter(page_id__in=children.values("pk")).exists()

    with timed(f"free {COUNT} pages", capsys):
        PageViewRestriction.objects.all().delete()
    assert set(rows.values_list("was_public", flat=True)) == {True}


def test_a_person_that_many_pages_show_is_edited(committing_database, capsys):
    section = make_section(PERSON_COUNT)
    person = ArticlePage.objects.first().contact
    person.name = "Nyt Navn"
    with timed(f"save a person on {PERSON_COUNT} pages", capsys):
        person.save()
    page = section.get_children().last()
    with timed("a reader who comes before the builder", capsys):
        assert read_page(page.pk)["contact"]["name"] == "Nyt Navn"
    start = time.monotonic()
    built = sum(build_backlog())
    with capsys.disabled():
        sys.stdout.write(f"\nbuild {built} pages: {time.monotonic() - start:.2f} s\n")
    assert not unbuilt().exists()
    assert differences() == []
