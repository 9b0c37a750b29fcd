"""Finding a PDF: on the index through what its pages say, and in a collection by page."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.testing import factories
from documents.models import DocumentIndexPage
from documents.tests.test_collections import collection

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
ATOM_TITLE = f"{ATOM}title"


@pytest.fixture
def index() -> DocumentIndexPage:
    return factories.index(DocumentIndexPage)


def document(*pages: str, **values):
    """A PDF that has been read, of these pages."""
    return factories.document(text="\f".join(pages), pages=len(pages), **values)


def titles(client, index, **query) -> list[str]:
    return [card["title"] for card in client.get(index.url, query).context["items"].cards]


def options(client, index, name: str, **query) -> list[tuple[str, str]]:
    filters = client.get(index.url, query).context["filters"]
    [found] = [each.options for each in filters if each.name == name]
    return [(value, label) for value, label, _count in found]


def parts_found(response) -> list[dict]:
    """Of each document that is found: its title, and the number, address and text of its pages."""
    return [
        {
            "title": each["title"],
            "pages": [(page["number"], page["url"], page["highlight"]) for page in each["pages"]],
            "matching_pages": each["matching_pages"],
        }
        for each in response.context["found"]
    ]


class TestIndex:
    def test_finds_a_collection_by_its_own_words_and_by_those_in_its_pdfs(self, client, index):
        report = document(
            *("Indledning", "Her står noget om skybrud og kældre."),
            title="Rapporten",
            language="en",
            file_title="Cloudbursts in Danish towns",
        )
        collection(report, title="Klima")
        collection(title="Vand", lede="Om skybrud i byen.")
        collection(document("Noget andet"), title="Andet")
        found = client.get(index.url, {"q": "skybrud"}).context["found"]
        assert [(each["title"], each["highlight"], len(each["documents"])) for each in found] == [
            ("Vand", "Om <mark>skybrud</mark> i byen", 0),
            ("Klima", None, 1),
        ]
        assert found[1]["documents"] == [
            {
                "id": report.pk,
                "meta": {
                    "type": "media.Document",
                    "detail_url": f"/api/v2/documents/{report.pk}/",
                    "download_url": report.url,
                },
                "title": "Rapporten",
                "filename": report.filename,
                "size": report.file_size,
                "page_count": 2,
                "language": "en",
                "tagged": None,
                "file_title": "Cloudbursts in Danish towns",
                "matching_pages": 1,
                "pages": [
                    {
                        "number": 2,
                        "url": f"{report.url}#page=2",
                        "highlight": "Her står noget om <mark>skybrud</mark> og kældre",
                    }
                ],
            }
        ]

    def test_shows_the_page_of_the_pdf_beside_the_collection(self, client, index):
        title = "Cloudbursts in Danish towns"
        report = document("Forord", "Om skybrud.", language="en", file_title=title)
        collection(report)
        html = client.get(index.url, {"q": "skybrud"}).content.decode()
        assert f'<a href="{report.url}" lang="en">{report.title}</a>' in html
        assert ", 2 sider, engelsk" in html
        assert f'Titel i filen: <span lang="en">{title}</span>' in html
        assert f'<a href="{report.url}#page=2">Side 2' in html
        assert '<span lang="en">Om <mark>skybrud</mark></span>' in html

    def test_says_that_nothing_fits(self, client, index):
        collection(document("Om skybrud."))
        for text in ("ukendtord", "og", "?!"):
            response = client.get(index.url, {"q": text})
            assert response.context["items"].cards == []
            assert f"Intet passer til alt dette: <b>”{text}”</b>." in response.content.decode()

    def test_does_not_find_what_a_collection_no_longer_shows(self, client, index):
        page = collection(document("Om skybrud."), title="Klima")
        assert titles(client, index, q="skybrud") == ["Klima"]
        page.documents = []
        page.save()
        assert titles(client, index, q="skybrud") == []

    def test_does_not_find_what_is_hidden(self, client, index):
        kept = document("Om skybrud.")
        collection(kept)
        factories.restrict(collection(document("Om skybrud.")))
        factories.hide(kept)
        assert titles(client, index, q="skybrud") == []

    def test_year_of_publication(self, client, index):
        for year in (2021, 2023):
            published = datetime(year, 12, 31, 22, 30, tzinfo=UTC)
            collection(title=f"Fra {year}", first_published_at=published)
        # Half an hour before midnight in Copenhagen.
        assert options(client, index, "year") == [("2023", "2023"), ("2021", "2021")]
        assert titles(client, index, year="2021") == ["Fra 2021"]
        assert titles(client, index, year="2022") == []

    def test_language_of_the_documents(self, client, index):
        collection(document("Hej"), title="Dansk")
        assert options(client, index, "language") == []
        assert titles(client, index, language="da") == ["Dansk"]
        collection(document("Hej"), document("Hello", language="en"), title="Begge")
        collection(title="Tom")
        hidden = document("Hallo", language="de")
        collection(hidden)
        factories.hide(hidden)
        client.get(index.url, {"q": "byg"})
        assert options(client, index, "language") == [("da", "Dansk"), ("en", "Engelsk")]
        assert titles(client, index, language="en") == ["Begge"]
        assert titles(client, index, language="da") == ["Begge", "Dansk"]
        assert titles(client, index, language="de") == []

    @pytest.mark.parametrize("form", ["html", "rss", "atom"])
    def test_what_makes_no_sense_is_refused(self, client, index, form):
        queries = [
            {"q": "x" * 201},
            {"q": ["a", "b"]},
            {"year": "1066"},
            {"year": "i år"},
            {"language": "tlh"},
            {"language": "\x00"},
            {"topic": "findes-ikke"},
        ]
        answers = [client.get(index.url, query | {"format": form}) for query in queries]
        assert [answer.status_code for answer in answers] == [400] * len(queries)

    def test_json_does_not_depend_on_what_is_searched_for(self, client, index):
        page = collection(document("Om skybrud."))
        for url in (index.url, page.url):
            plain = client.get(url, {"format": "json"}).content
            for text in ("skybrud", "x" * 201):
                assert client.get(url, {"format": "json", "q": text}).content == plain

    def test_feeds_hold_what_is_chosen(self, client, index):
        collection(document("Om skybrud."), title="Klima")
        collection(document("Noget andet"), title="Andet")
        response = client.get(index.url, {"q": "skybrud"})
        for form, entry, title in (("rss", "item", "title"), ("atom", f"{ATOM}entry", ATOM_TITLE)):
            [url] = [each["url"] for each in response.context["feeds"] if each["name"] == form]
            assert url == f"{index.url}?q=skybrud&format={form}"
            feed = ElementTree.fromstring(client.get(url).content)
            assert [each.findtext(title) for each in feed.iter(entry)] == ["Klima"]
            assert next(feed.iter(title)).text == "Dokumenter: skybrud - Prøvekommunen"


class TestCollection:
    def test_lists_where_each_document_has_it(self, client):
        pages = [f"Om skybrud side {number}." for number in range(1, 8)]
        report = document("Forord", *pages, title="Rapporten")
        other = document("Skybrud og skybrud igen.", title="Hæftet")
        page = collection(report, document("Noget andet"), other)
        response = client.get(page.url, {"q": "skybrud"})
        assert parts_found(response) == [
            {
                "title": "Hæftet",
                "pages": [
                    (
                        1,
                        f"{other.url}#page=1",
                        "<mark>Skybrud</mark> og <mark>skybrud</mark> igen",
                    )
                ],
                "matching_pages": 1,
            },
            {
                "title": "Rapporten",
                "pages": [
                    (
                        number,
                        f"{report.url}#page={number}",
                        "Om <mark>skybrud</mark> side",
                    )
                    for number in range(2, 7)
                ],
                "matching_pages": 7,
            },
        ]
        html = response.content.decode()
        assert "”skybrud” står i 2 dokumenter" in html
        assert "Fundet på 7 sider i alt" in html

    def test_does_not_find_what_others_show_or_what_is_hidden(self, client):
        hidden = document("Om skybrud.")
        page = collection(hidden, document("Noget andet"))
        collection(document("Om skybrud."))
        factories.hide(hidden)
        assert parts_found(client.get(page.url, {"q": "skybrud"})) == []

    def test_says_that_nothing_is_found_and_still_shows_the_documents(self, client):
        report = document("Noget andet", title="Rapporten")
        html = client.get(collection(report).url, {"q": "<skybrud>"}).content.decode()
        assert "”&lt;skybrud&gt;” står i 0 dokumenter" in html
        assert "Rapporten" in html

    def test_searches_what_a_draft_shows(self, rf):
        page = collection(document("Om skybrud."))
        page.unpublish()
        request = rf.get("/?q=skybrud")
        request.is_preview = True
        context = page.get_context(request)
        assert [len(each["pages"]) for each in context["found"]] == [1]

    @pytest.mark.parametrize("query", [{"q": "x" * 201}, {"q": ["a", "b"]}])
    def test_what_makes_no_sense_is_refused(self, client, query):
        assert client.get(collection().url, query).status_code == 400


def test_a_search_takes_as_many_queries_whatever_it_finds(client, index):
    counts = []
    for number in (1, 3):
        pages = [f"Om skybrud {page}" for page in range(number)]
        made = [collection(*[document(*pages) for _ in range(number)]) for _ in range(number)]
        of_both = []
        for url in (index.url, made[0].url):
            client.get(url, {"q": "skybrud"})
            with CaptureQueriesContext(connection) as queries:
                client.get(url, {"q": "skybrud"})
            of_both.append(len(queries))
        counts.append(of_both)
    assert counts == [[8, 3], [8, 3]]
