"""A page is found by its own words, in any inflection, and by those of what it shows."""

import pytest

from cms.media.tests.factories import DocumentFactory, pdf_file
from cms.testing import factories
from documents.models import DocumentCollectionPage
from events.models import EventPage
from news.models import NewsPage
from search.tests import blocks

pytestmark = pytest.mark.django_db


def assert_each_finds(found, queries: list[str], titles: list[str]) -> None:
    assert {query: found(query) for query in queries} == dict.fromkeys(queries, titles)


class TestItsOwnWords:
    def test_title_in_any_inflection(self, found):
        factories.page(NewsPage, title="Kommuner med mål")
        assert_each_finds(found, ["kommune", "Kommunernes", "KOMMUNERNE"], ["Kommuner med mål"])

    def test_letters_written_out(self, found):
        factories.page(NewsPage, title="Blåbærgrød: en idé")
        factories.page(NewsPage, title="Andet")
        queries = ["blåbærgrød", "blaabaergroed", "BLAABÆRGRØD", "bla\u030abærgro", "ide", "idé"]
        assert_each_finds(found, queries, ["Blåbærgrød: en idé"])

    def test_capital_danish_letters(self, found):
        factories.page(NewsPage, title="Økonomien i ældreplejen")
        assert found("ØKONOMI ÆLDREPLEJE") == ["Økonomien i ældreplejen"]

    def test_lede(self, found):
        factories.page(NewsPage, title="Nyt", lede="Om de grønne skoler.")
        assert found("skolerne") == ["Nyt"]

    def test_body(self, found):
        body = [
            {"type": "heading", "value": {"text": "Skoler", "level": "h2"}},
            blocks.text("<p>De nye <b>sko</b>ler</p>"),
            {"type": "quote", "value": {"text": "Skolerne", "attribution": "En borger"}},
            {"type": "fact_box", "value": {"heading": "Fakta", "text": "<p>Skoler</p>"}},
            {"type": "table", "value": {"data": [["Skoler", "12"]], "table_caption": "Tal"}},
            {
                "type": "accordion",
                "value": {"items": [{"heading": "Spørgsmål", "text": "<p>Skoler</p>"}]},
            },
        ]
        for block in body:
            factories.page(NewsPage, title=block["type"], body=[block])
        factories.page(NewsPage, title="Andet")
        assert sorted(found("skole")) == sorted(block["type"] for block in body)

    def test_fields_of_its_type(self, found):
        factories.page(EventPage, title="Webinar", town="Hvidovre")
        assert found("hvidovre") == ["Webinar"]

    def test_all_words_must_occur_but_anywhere(self, found):
        factories.page(NewsPage, title="Webinar om klima", lede="Gladsaxe fortæller.")
        factories.page(NewsPage, title="Webinar om skat", lede="Sorø fortæller.")
        assert found("webinar gladsaxe") == ["Webinar om klima"]

    def test_words_in_quotation_marks_stand_together(self, found):
        factories.page(NewsPage, title="Klima og budget")
        factories.page(NewsPage, title="Budget og klima")
        assert found('"klima og budget"') == ["Klima og budget"]

    def test_what_is_published_later_replaces_what_was_found(self, found):
        page = factories.page(NewsPage, title="Cykler")
        page.title = "Togbilletter"
        revision = page.save_revision()
        assert (found("cykler"), found("togbilletter")) == (["Cykler"], [])
        revision.publish()
        assert (found("cykler"), found("togbilletter")) == ([], ["Togbilletter"])


class TestWordsBetweenOtherCharacters:
    """PostgreSQL may take for letters what is none, so that the words around it are not found."""

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            (
                "byen",
                [
                    "Om »byen« i dag",
                    "Om “byen” i dag",
                    "Om ’byen’ i dag",
                    "Land–byen–vand",
                    "Om\u00a0byen\u00a0i\u00a0dag",
                    "By\u00aden i dag",
                    "\uf0b7byen",
                    "🌍byen",
                ],
            ),
            ("2022", ["I 2021–2022", "I 2021-2022"]),
        ],
    )
    def test_a_word_is_found_by_itself(self, found, query, titles):
        for title in titles:
            factories.page(NewsPage, title=title)
        assert sorted(found(query)) == sorted(titles)

    def test_a_title_is_found_by_itself(self, found):
        titles = [
            "FN’s verdensmål – og “Agenda 2030”",
            "Møde 16.-17. marts kl. 10.00-12.00",
            "Stat - region - kommune",
            "C++, R&D og § 25, stk. 2 (e-mail)",
            "Ud- og videreuddannelse: 50 % til <alle>",
        ]
        for title in titles:
            factories.page(NewsPage, title=title)
        assert {title: found(title) for title in titles} == {title: [title] for title in titles}

    def test_typographic_marks_and_plain_ones_are_the_same(self, found):
        factories.page(NewsPage, title="FN’s mål 2021–2022")
        assert found("FN's mål 2021-2022") == ["FN’s mål 2021–2022"]


class TestDocuments:
    """A document is found once, under its own title, however many pages show it."""

    @pytest.fixture
    def report(self):
        return factories.document(title="Undersøgelsen 2021", text="Side 1\fGrønne indkøb")

    def test_by_its_title_and_text(self, found, report):
        link = f'<p><a linktype="document" id="{report.pk}">Læs den</a></p>'
        shown = [{"type": "document", "value": report.pk}]
        factories.page(NewsPage, title="Nyt", body=[blocks.documents(report)])
        factories.page(NewsPage, title="Et link", body=[blocks.text(link)])
        factories.page(DocumentCollectionPage, title="Rapporter", documents=shown)
        # Of what a page shows, its title counts among the page's words.
        assert sorted(found("undersøgelse")) == ["Nyt", "Rapporter", "Undersøgelsen 2021"]
        assert_each_finds(found, ["grøn indkøb", "undersøgelse indkøb"], ["Undersøgelsen 2021"])

    def test_text_that_arrives_after_the_page(self, found, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            report = DocumentFactory(title="Haller", file=pdf_file(pages=("Bæredygtige tage",)))
            factories.page(NewsPage, title="Nyt", body=[blocks.documents(report)])
        assert found("bæredygtig") == ["Haller"]

    def test_text_of_a_file_that_replaces_another(self, found, django_capture_on_commit_callbacks):
        report = factories.document(title="Naturen", text="Skovene")
        factories.page(NewsPage, title="Nyt", body=[blocks.documents(report)])
        with django_capture_on_commit_callbacks(execute=True):
            report.file = pdf_file(pages=("Marker",))
            report.forget_reading()
            report.save()
        assert (found("skove"), found("marker")) == ([], ["Naturen"])

    def test_long_ones(self, found):
        numbers = " ".join(f"{number}-x{number}" for number in range(300_000))
        prose = "kommunens arbejde med klimaet " * 10_000
        report = factories.document(title="Bogen", text=f"forordet {prose} slutordet {numbers}")
        factories.page(NewsPage, title="Nyt", body=[blocks.documents(report)])
        assert_each_finds(found, ["forordet", "slutordet"], ["Bogen"])


class TestNames:
    """Persons and topics are found by their names, before the pages that show them."""

    def test_a_person_first_and_in_any_spelling(self, found):
        factories.page(NewsPage, title="Nyt", contact=factories.person(name="Mette Aagård Lindén"))
        everything = ["Mette Aagård Lindén", "Nyt"]
        for query in ("mette aagård lindén", "Mette Ågaard Linden", "aagaard", "lind mett"):
            assert found(query) == everything
        assert found("mette bruun") == []

    def test_a_topic_before_a_person(self, found):
        topic = factories.topic(name="Verdensmål", slug="verdensmaal")
        person = factories.person(name="Vera Verdensmål")
        factories.page(NewsPage, title="Nyt", contact=person, topics=[topic])
        for query in ("verdensmål", "verdensmaal", "Verdensma\u030al"):
            assert found(query) == ["Verdensmål", "Vera Verdensmål", "Nyt"]

    def test_not_whom_no_page_shows(self, found):
        factories.person(name="Mette Lund")
        factories.topic(name="Mettes emne")
        factories.draft(NewsPage, title="Kladde", contact=factories.person(name="Mette Berg"))
        assert found("mette") == []


class TestWhatPagesShow:
    def test_persons(self, found):
        person = factories.person(name="Line Vind", organisation="Gladsaxe Kommune")
        speakers = [
            {
                "type": "speaker",
                "value": {"person": person.pk, "role": "speaker", "talk_title": ""},
            }
        ]
        factories.page(EventPage, title="Webinar", speakers=speakers)
        factories.page(NewsPage, title="Nyt", contact=person)
        assert set(found("line vind gladsaxe")) == {"Nyt", "Webinar"}
        assert found("line vind")[0] == "Line Vind"

    def test_not_what_persons_keep_to_themselves(self, found):
        person = factories.person(mail="line@example.dk", bio="Bor i Hvidovre")
        factories.page(NewsPage, title="Nyt", contact=person)
        assert (found("line@example.dk"), found("hvidovre")) == ([], [])


class TestRank:
    def test_title_before_document_before_text_before_what_is_shown(self, found):
        report = factories.document(title="Skoler")
        factories.page(NewsPage, title="I titlen: skoler", lede="Kort.")
        factories.page(NewsPage, title="Vist", body=[blocks.documents(report)])
        factories.page(NewsPage, title="I teksten", body=[blocks.text("<p>Skoler</p>")])
        assert found("skole") == ["I titlen: skoler", "Skoler", "I teksten", "Vist"]

    def test_equals_newest_first(self, found):
        for title in ("Skoler nord", "Skoler syd", "Skoler vest"):
            factories.page(NewsPage, title=title, lede="Kort.")
        assert found("skole") == ["Skoler vest", "Skoler syd", "Skoler nord"]


def test_a_query_without_words_finds_nothing(found):
    factories.page(NewsPage, title="Og nu til vejret")
    queries = ["", " ", "og", "!", '"', "'", "&|!():*<->", "\\", "%", "ꙮ", "🌍", "-", "' OR 1=1 --"]
    assert_each_finds(found, queries, [])
