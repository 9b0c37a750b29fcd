"""Whatever stands behind the question mark, the answer is one, and never a failure."""

from urllib.parse import quote_from_bytes, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

# The same examples each time, so that a run tells of a change in the code and not of luck.
some_examples = settings(
    derandomize=True,
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

API_NAMES = [
    *("type", "fields", "order", "search", "search_operator", "limit", "offset", "site", "id"),
    *("child_of", "descendant_of", "ancestor_of", "translation_of", "locale", "rich_text_format"),
    *("title", "slug", "date", "start", "all_day", "network", "image", "topics", "alias_of"),
    *("first_published_at", "show_in_menus", "body", "price", "programme", "format"),
]
PAGE_NAMES = ["page", "year", "when", "format", "q", "type"]

values = st.one_of(
    st.sampled_from(["", "0", "1", "-1", "root", "random", "*", "_", "true", "news.NewsPage"]),
    st.sampled_from(["events.EventPage", "news.NewsPage,events.EventPage", "json", "html", "past"]),
    st.text(max_size=30),
    st.text("()*_-,abctitlemg", max_size=30),
    st.text("&|!:*<->()'\"\\ ab", max_size=30),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.datetimes().map(lambda moment: f"{moment.isoformat()}+02:00"),
)


def queries(names: list[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(st.sampled_from(names) | st.text(max_size=10), values)
    badly_encoded = st.binary(max_size=30).map(lambda text: quote_from_bytes(text, safe="=&%+"))
    return st.lists(pairs, max_size=5).map(urlencode) | badly_encoded


@pytest.mark.usefixtures("site")
class TestAnyQuery:
    @some_examples
    @given(query=queries(API_NAMES))
    def test_of_the_list_of_pages(self, query: str):
        assert Client().get(f"/api/v2/pages/?{query}").status_code < 500

    @some_examples
    @given(query=queries(API_NAMES))
    def test_of_a_list_of_events(self, query: str):
        response = Client().get(f"/api/v2/pages/?type=events.EventPage&{query}")
        assert response.status_code < 500

    @some_examples
    @given(query=queries(["title", "tags", "width", "search", "order", "fields", "limit"]))
    def test_of_the_list_of_images(self, query: str):
        assert Client().get(f"/api/v2/images/?{query}").status_code < 500

    @some_examples
    @given(query=queries(["id", "html_path", "fields"]))
    def test_of_find(self, query: str):
        assert Client().get(f"/api/v2/pages/find/?{query}").status_code < 500

    @some_examples
    @given(query=queries(PAGE_NAMES))
    def test_of_the_search(self, query: str):
        assert Client().get(f"/soeg/?{query}").status_code < 500

    @some_examples
    @given(query=queries(PAGE_NAMES))
    def test_of_the_news(self, query: str):
        assert Client().get(f"/moeder-og-netvaerk/nyheder/?{query}").status_code < 500

    @some_examples
    @given(query=queries(PAGE_NAMES))
    def test_of_the_calendar(self, query: str):
        assert Client().get(f"/moeder-og-netvaerk/arrangementer/?{query}").status_code < 500
