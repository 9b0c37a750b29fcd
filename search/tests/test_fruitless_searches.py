"""What is remembered of searches that find nothing: words, and nothing of who searched."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from cms.publications.models import Word
from cms.testing import factories
from cms.users.models import User
from news.models import NewsPage
from search import fruitless
from search.models import FruitlessSearch

pytestmark = pytest.mark.django_db
TODAY = date(2022, 5, 17)


def stored() -> list[tuple]:
    return list(FruitlessSearch.objects.order_by("words").values_list("words", "date", "count"))


class TestCounting:
    def test_words_and_the_day(self, client):
        for query in ("Legepladser", "legepladser ", "Legepladser!"):
            client.get("/soeg/", {"q": query})
        assert stored() == [("legepladser", timezone.localdate(), 3)]

    def test_nothing_else_is_stored(self):
        names = {field.name for field in FruitlessSearch._meta.get_fields()}
        assert names == {"id", "words", "date", "count"}

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("010203-1234 Hansen", "hansen"),
            ("line@example.dk sagsnr. 2022-17", "sagsnr"),
            ("33 70 12 34", None),
            ("x" * 200, "x" * 100),
        ],
    )
    def test_digits_and_addresses_are_taken_out(self, text, words):
        fruitless.count(text, TODAY)
        assert [each[0] for each in stored()] == ([words] if words else [])

    def test_not_what_finds_something_or_is_asked_by_a_program(self, client):
        factories.page(NewsPage, title="Legepladser")
        client.get("/soeg/", {"q": "legepladser"})
        client.get("/soeg/", {"q": "svævebane", "format": "json"})
        client.get("/soeg/", {"q": "svævebane", "type": "news.NewsPage"})
        client.head("/soeg/", {"q": "svævebane"})
        assert stored() == []

    def test_a_flood_ends(self, monkeypatch):
        monkeypatch.setattr(fruitless, "MOST_A_DAY", 2)
        for text in ("en", "to", "tre", "en"):
            fruitless.count(text, TODAY)
        assert stored() == [("en", TODAY, 2), ("to", TODAY, 1)]


class TestEditors:
    @pytest.fixture
    def report(self, client):
        client.force_login(User.objects.create_superuser("redaktør"))

        def words() -> list[tuple]:
            response = client.get(reverse("fruitless_searches"))
            assert "Søgninger uden resultat" in response.content.decode()
            return [(each["words"], each["times"]) for each in response.context["object_list"]]

        return words

    def test_see_what_was_searched_for_three_times(self, report):
        for text, times in (("sjældent", 2), ("tit", 4), ("jævnligt", 3)):
            for day in range(times):
                fruitless.count(text, TODAY + timedelta(days=day))
        assert report() == [("tit", 4), ("jævnligt", 3)]

    def test_find_it_in_the_menu(self, client, report):
        html = client.get(reverse("wagtailadmin_home")).content.decode()
        assert reverse("fruitless_searches") in html
        assert reverse("wagtailsearchpromotions:search_terms") not in html

    def test_others_do_not(self, client):
        response = client.get(reverse("fruitless_searches"))
        assert response.status_code == 302
        assert "login" in response["Location"]


class TestTidying:
    def test_what_is_older_than_90_days_is_deleted(self):
        for days in (91, 90, 0):
            fruitless.count(f"{'x' * days}ord", timezone.localdate() - timedelta(days=days))
        call_command("tidy_search")
        ages = FruitlessSearch.objects.values_list(timezone.localdate() - F("date"), flat=True)
        assert sorted(ages) == [timedelta(0), timedelta(days=90)]

    def test_words_that_no_page_has_any_more_are_forgotten(self, client):
        page = factories.page(NewsPage, title="Togbilletter")
        client.get("/soeg/", {"q": "togbilletter"})
        page.title = "Cykler"
        page.save()
        client.get("/soeg/", {"q": "cykler"})
        call_command("tidy_search")
        known = set(Word.objects.values_list("word", flat=True))
        assert ("cykler" in known, "togbilletter" in known) == (True, False)
