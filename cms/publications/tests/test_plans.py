"""What is kept of questions, on this side and on the server's, doesn't grow with their number."""

import pytest
from django.db import connection

from cms.postgres.base import MOST_PREPARED
from cms.publications.plans import octets_of
from cms.publications.rows import statement
from cms.publications.sql_forms import Parameter, sql_of
from cms.testing import factories
from cms.tests.pages.models import ArticlePage


class TestSizes:
    def test_all_that_it_refers_to_is_counted_once(self):
        text = "x" * 10_000
        assert 10_000 < octets_of(text, most=10**6) == octets_of(text, text, most=10**6)
        assert octets_of({"a": [text, ("y" * 10_000,)]}, most=10**6) > 20_000


@pytest.mark.django_db
class TestPreparedStatements:
    def prepared(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            return cursor.fetchone()[0]

    @pytest.fixture
    def page(self) -> ArticlePage:
        return factories.page(ArticlePage, title="Første")

    def test_one_serves_every_value(self, page):
        def ask(low: int, count: int) -> None:
            keys = [page.pk, *range(low, low + count)]
            found = ArticlePage.objects.filter(pk__in=keys, title="Første").order_by("pk")
            for _ in range(2):  # psycopg prepares what comes a second time
                read = statement(found, slice(low % 2, low % 2 + count)).run()
            assert read.total is None

        for start in (1, 2):  # with an offset, and without
            ask(start, 1)
        before = self.prepared()
        for number in range(1, 60):
            ask(number * 10_000 + number % 2, number % 19 + 1)
        assert self.prepared() == before

    def test_a_connection_keeps_those_that_were_asked_last(self, page):
        for number in range(MOST_PREPARED + 20):
            found = ArticlePage.objects.extra(where=[f"{number} = {number}"])
            for _ in range(2):
                statement(found).run()
        # One more until the next statement, with which psycopg gives up the oldest.
        assert self.prepared() <= MOST_PREPARED + 1


@pytest.mark.django_db
def test_a_list_of_values_is_one_value():
    one, three = (
        sql_of(ArticlePage.objects.filter(pk__in=keys).exclude(title__in=["a", "b"]).values("pk"))
        for keys in ([1], [1, 2, 3])
    )
    assert one.text == three.text
    assert "= ANY (%s)" in one.text
    assert one.values == ([1], ["a", "b"])
    assert three.values == ([1, 2, 3], ["a", "b"])


@pytest.mark.django_db
def test_a_parameter_is_another_value_each_time():
    first, second, third = (factories.page(ArticlePage) for _ in range(3))
    chosen = ArticlePage.objects.filter(pk__in=Parameter("keys"), live=True)
    found = statement(chosen.exclude(pk=Parameter("without")).order_by("pk"), with_total=True)

    def ask(keys: list[int], without: int) -> tuple[list[int], int | None]:
        read = found.run(keys=keys, without=without)
        return [row.page_id for row in read.rows], read.total

    assert ask([first.pk, second.pk], first.pk) == ([second.pk], 1)
    assert ask([first.pk, second.pk, third.pk], 0) == ([first.pk, second.pk, third.pk], 3)
    assert ask([], first.pk) == ([], 0)
