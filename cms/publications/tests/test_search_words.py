"""By which words a page is found, and from when on and until when."""

import pytest
from django.db import connection
from wagtail.models import Page

from cms.publications.models import Publication, SearchEntry, Word
from cms.publications.search.entries import entry_of
from cms.publications.search.queries import matching, tsquery
from cms.publications.search.words import searchable
from cms.publications.tests.conftest import differences
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from cms.visibility import visible

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(number):
    """`found("budget")`: the titles of the visible pages that match, in no order."""

    def titles(text: str, operator: str = "and", build: bool = True) -> set[str]:
        number()
        query = tsquery(text, operator) if build else f"'{text}'"
        pages = matching(visible(Page.objects.all()), query)
        return set(pages.values_list("title", flat=True))

    return titles


def blocks(*body) -> dict:
    return {"body": ArticlePage.body.field.stream_block.normalize(list(body))}


class TestWords:
    @pytest.mark.parametrize(
        "query",
        ["budget", "Budgetterne", "budg", "BUDGETTER", "klimaverdensmål", "verdensmål"],
    )
    def test_inflections_beginnings_and_parts_of_words(self, found, query):
        factories.page(ArticlePage, title="Ny", lede="Budgetter for klimaverdensmålet og målene")
        assert found(query) == {"Ny"}

    @pytest.mark.parametrize("query", ["dget", "get", "ny skat", "og", "?!", ""])
    def test_no_other_words(self, found, query):
        factories.page(ArticlePage, title="Ny", lede="Og et budget")
        assert found(query) == ({"Ny"} if query == "dget" else set())

    def test_all_terms_or_any(self, found):
        factories.page(ArticlePage, title="Skole")
        factories.page(ArticlePage, title="Skolecykel")
        factories.page(ArticlePage, title="Cykel", lede="Cykler og skoler")
        factories.page(ArticlePage, title="Bus")
        assert found("cykel skole") == {"Skolecykel", "Cykel"}
        assert found("cykel skole", "or") == {"Skole", "Skolecykel", "Cykel"}
        assert found('"cyklen og skolen"') == {"Cykel"}

    def test_letters_that_are_written_as_two(self, found):
        factories.page(ArticlePage, title="Ny", lede="De ﬁne a\u030arsmøder i By\u00aden")
        assert (found("fine"), found("årsmøde"), found("byen")) == ({"Ny"},) * 3

    def test_a_book_of_different_words_has_room(self):
        book = " ".join(f"ord{number}ø" for number in range(300_000))
        words = entry_of(ArticlePage, {"title": book, "lede": book, "body": [], "meta": {}}).words
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT length(publications_vector(%s))", [[*words[:2], searchable(book), words[0]]]
            )
            assert cursor.fetchone()[0] > 1_000


class TestTexts:
    def test_what_is_searched_and_what_is_not(self, found):
        factories.page(
            ArticlePage,
            title="Titel",
            lede="Manchet",
            summary="<p>Resumé <b>sam</b>let</p><p>slut</p>",
            seo_title="Søgetitel",
            contact=factories.person(name="Åse Ærø", mail="hende@example.dk", bio="Levnedsløb"),
            topics=[factories.topic(name="Emneord", slug="x")],
            **blocks(
                ("heading", {"text": "Mellemrubrik", "level": "h2"}),
                ("quote", {"text": "Citeret", "attribution": "Borgmesteren"}),
                ("accordion", {"items": [{"heading": "Spørgsmål", "text": "<p>Svaret</p>"}]}),
                (
                    "image",
                    {"image": factories.image(description="Havnen"), "caption": "Billedtekst"},
                ),
            ),
        )
        entry_words = (
            "titel manchet samlet slut åse ærø emneord mellemrubrik citeret borgmesteren spørgsmål "
            "svaret havnen billedtekst"
        )
        assert {word for word in entry_words.split() if found(word) != {"Titel"}} == set()
        for word in ("søgetitel", "hende", "levnedsløb", "h2", "p", "image"):
            assert found(word) == set(), word

    def test_another_page_is_found_by_itself(self, found):
        other = factories.page(ArticlePage, title="Denanden")
        factories.page(ArticlePage, title="Viser", related=other.page_ptr)
        assert found("denanden") == {"Denanden"}


class TestWhen:
    @pytest.fixture
    def person(self):
        return factories.person(name="Gammelnavn")

    @pytest.fixture
    def page(self, person, build_all):
        page = factories.page(ArticlePage, title="Egetord", contact=person)
        build_all()
        assert SearchEntry.objects.filter(pk=page.pk).exists()
        return page

    def test_a_page_that_changes_is_not_found_until_it_is_built(self, found, page):
        page.title = "Nytord"
        page.save()
        assert found("egetord", build=False) == set()
        assert (found("nytord"), found("egetord")) == ({"Nytord"}, set())

    def test_what_shows_a_change_is_found_by_its_own_words_only(self, found, page, person):
        person.name = "Nytnavn"
        person.save()
        assert found("egetord", build=False) == {"Egetord"}
        assert found("gammelnavn", build=False) == set()
        assert (found("nytnavn"), found("gammelnavn")) == ({"Egetord"}, set())

    def test_no_word_stays_of_a_page_that_is_hidden(self, number, page):
        page.unpublish()
        number()
        assert not SearchEntry.objects.filter(pk=page.pk).exists()
        assert Publication.objects.get(pk=page.pk).representation is None

    def test_many_pages_to_build_are_left_to_the_follower(self, found, monkeypatch, number, page):
        monkeypatch.setattr("cms.publications.search.queries.BUILT_FIRST", 1)
        for _ in range(2):
            factories.page(ArticlePage, title="Ny")
        assert (found("ny"), found("egetord")) == (set(), {"Egetord"})

    def test_an_unchanged_entry_is_not_written_again(self, build_all, page, person):
        def version() -> str:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT ctid::text FROM publications_searchentry WHERE page_id = %s", [page.pk]
                )
                return cursor.fetchone()[0]

        before = version()
        person.mail = "ny@example.dk"
        person.save()
        build_all()
        assert Publication.objects.get(pk=page.pk).builds == 2
        assert version() == before

    def test_words_are_learned(self, page):
        assert set(Word.objects.values_list("word", flat=True)) >= {"egetord", "gammelnavn"}

    def test_verification_looks_at_the_words(self, page):
        assert differences() == []
        SearchEntry.objects.filter(pk=page.pk).update(text="Andet")
        reason = "its words for search differ from those of a new build"
        assert differences() == [f"Page {page.pk}: {reason}"]
