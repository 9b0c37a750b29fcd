"""Whatever one request asks, what it costs has a bound: of its own form, not of luck.

Each parameter of the OpenAPI document and of every list is grown to its limit, and to the longest
address that the server takes. A parameter that is added and forgets its limit fails here.
"""

import re
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.limits import LONGEST_ADDRESS
from tests.costs.addresses import described, of_pages, of_the_api
from tests.costs.statements import Asked, asked

pytestmark = pytest.mark.django_db

PATHS = [path for path, _parameters in described()]
LISTS = [path for path in PATHS if path.endswith("s/") and path.count("/") == 4]

#: What a question at its limit may take more than the same one asked small: statements, characters
#: of one for each character that was sent (a value may stand in it several times: in what counts,
#: in what finds) and besides, for joins that an order needs; and times as much work.
MORE_STATEMENTS = 3
CHARACTERS, MORE_CHARACTERS = 12, 1_500
WORK, MORE_WORK = 1.05, 300
#: Work for each of the few words of a search that no page has: how many pages have one like it.
SPELLING = 110
#: And what any request may take at all: work as many times that of the list without parameters.
MOST_STATEMENTS, MOST_CHARACTERS, MOST_WORK = 30, 60_000, 8


def ask(address: str) -> tuple[int, str, list[Asked]]:
    with asked() as found:
        response = Client().get(address)
    return response.status_code, response.content.decode(errors="replace"), found


def longest(found: list[Asked]) -> int:
    return max((each.length for each in found), default=0)


def work(found: list[Asked]) -> float:
    return sum(each.cost() for each in found)


def is_bounded(text: dict) -> bool:
    """Whether a schema says how long a text may be."""
    if text.get("type") != "string" or text.keys() & {"maxLength", "enum"}:
        return True
    without_end = re.search(r"(?<!\\)[*+]|\{\d+,\}", text.get("pattern", "*"))
    return text.get("format") in ("date", "date-time") or not without_end


@pytest.mark.parametrize("path", PATHS)
def test_the_document_names_a_limit_of_every_text_and_list(path):
    parameters = dict(described())[path]
    without = {
        each["name"]
        for each in parameters
        for schema in each["schema"].get("anyOf", [each["schema"]])
        if not is_bounded(schema)
    }
    assert without == set()


@pytest.mark.parametrize("path", PATHS)
def test_a_value_that_fills_the_longest_address_is_refused(site, path):
    accepted = {}
    for address, each in of_the_api(path, site["news"].pk):
        for value in each.too_long:
            status, content, found = ask(f"{address}{each.name}={quote(value)}"[:LONGEST_ADDRESS])
            named = each.limit is None or f"at most {each.limit} " in content
            if status != 400 or not named or len(found) > 1:
                accepted[each.name, value[:20]] = status, content[:200], len(found)
    assert accepted == {}


@pytest.fixture
def planner(db) -> None:
    if connection.pg_version < 160000:
        pytest.skip("EXPLAIN (GENERIC_PLAN) came with PostgreSQL 16")


@pytest.mark.usefixtures("planner")
@pytest.mark.parametrize("path", PATHS)
def test_a_question_at_its_limit_costs_little_more_than_a_small_one(site, path):
    dear = {}
    key = site["news"].pk
    ask(path.replace("{id}", str(key)))  # what a process knows from then on
    for address, each in of_the_api(path, key):
        if not each.at_limit:
            continue
        _status, _content, small = ask(f"{address}{each.name}={quote(each.small)}")
        for value in each.at_limit:
            # 414: a limit that no address reaches is none.
            status, content, found = ask(f"{address}{each.name}={quote(value)}")
            assert status < 500, content
            assert status != 414, content
            misspelt = len(set(value.split())) if each.name == "q" else 0
            if too_dear := _dearer(small, found, len(value), misspelt):
                dear[each.name, value[:20]] = too_dear
    assert dear == {}


def _dearer(small: list[Asked], found: list[Asked], sent: int, misspelt: int = 0) -> dict:
    limits = {
        "statements": (len(found), len(small) + MORE_STATEMENTS),
        "characters": (longest(found), longest(small) + CHARACTERS * sent + MORE_CHARACTERS),
        "work": (work(found), WORK * work(small) + MORE_WORK + SPELLING * misspelt),
    }
    return {name: pair for name, pair in limits.items() if pair[0] > pair[1]}


@pytest.mark.usefixtures("planner")
@pytest.mark.parametrize("path", LISTS)
def test_several_parameters_at_their_limits_cost_no_more_than_any_request(site, path):
    """As many as an address holds, chosen by hypothesis: the same each time."""
    key = site["news"].pk
    plain = [(a, each) for a, each in of_the_api(path, key) if each.at_limit and "type=" not in a]
    several = st.lists(st.sampled_from(plain), unique_by=lambda pair: pair[1].name, min_size=2)

    @settings(
        derandomize=True,
        max_examples=15,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(chosen=several, number=st.integers(0, 1))
    def is_cheap(chosen, number: int) -> None:
        query = {each.name: each.at_limit[number] for _address, each in chosen}
        status, content, found = ask(f"{path}?{urlencode(query)}"[:LONGEST_ADDRESS])
        assert status < 500, content
        assert len(found) <= MOST_STATEMENTS
        assert longest(found) <= MOST_CHARACTERS
        assert work(found) <= MOST_WORK * work(plain_list)

    ask(path)  # builds what is still to be built
    _status, _content, plain_list = ask(path)
    is_cheap()


def test_a_value_on_a_page_that_fills_the_longest_address_is_refused_or_not_looked_at(site):
    accepted, plain = {}, {}
    for address, name, small in of_pages([*site.values()]):
        if address not in plain:
            ask(address)  # builds what is still to be built
            plain[address] = [each.text for each in ask(address)[2]]
        for value in (f"{small}," * LONGEST_ADDRESS, "klima " * LONGEST_ADDRESS, "1" * 256):
            status, _content, found = ask(f"{address}?{name}={quote(value)}"[:LONGEST_ADDRESS])
            is_ignored = status == 200 and [each.text for each in found] == plain[address]
            if not (status == 400 or is_ignored) or longest(found) > MOST_CHARACTERS:
                accepted[address, name, value[:10]] = status, longest(found)
    assert accepted == {}


@pytest.mark.usefixtures("planner")
@pytest.mark.parametrize("address", ["/soeg/", "/soeg/forslag/", "collection"])
@pytest.mark.parametrize(
    "text", ["klima skole " * 16, '"klima skole vej" ' * 11, '"' + "a b c " * 33, "9 " * 100]
)
def test_words_at_their_limit_cost_little_more_than_two(site, address, text):
    address = site[address].get_parent().url if address in site else address
    for _ in range(2):
        _status, _content, small = ask(f"{address}?q=klima+skole")
    status, content, found = ask(f"{address}?q={quote(text[:200])}")
    assert status == 200, content
    assert _dearer(small, found, 200) == {}


SAME_FORM = [
    ("type=news.NewsPage&date__gte=2022-01-01", "type=news.NewsPage&date__gte=1999-12-31"),
    ("type=news.NewsPage&date__in=2022-01-01", "type=news.NewsPage&date__in=2022-01-01,2021-01-01"),
    ("type=news.NewsPage", "type=events.EventPage"),
    ("type=events.EventPage&start__lte=2022-01-01T00:00:00Z",) * 2,
    ("id__in=1", f"id__in={','.join(map(str, range(100)))}"),
    ("id=1", "id=2000000000"),
    ("title=a", "title=b c"),
    ("search=klima", "search=klima+skole+vej"),
    ("limit=1", "limit=20"),
    ("limit=21", "limit=100"),
    ("offset=1", "offset=1000000"),
    ("type=news.NewsPage&topics__in=1", "type=news.NewsPage&topics__in=1,2,3"),
]


@pytest.mark.parametrize(("one", "other"), SAME_FORM, ids=[one[:40] for one, _ in SAME_FORM])
def test_the_text_of_a_statement_depends_on_what_is_asked_and_not_on_values(site, one, other):
    for query in (one, other):
        ask(f"/api/v2/pages/?{query}")  # builds what is still to be built
    forms = []
    for query in (one, other):
        status, content, found = ask(f"/api/v2/pages/?{query}")
        assert status == 200, content
        forms.append([each.text for each in found if each.is_prepared])
    assert forms[0] == forms[1] != []


@pytest.mark.parametrize(("query", "table"), [("person=aase", "person"), ("topic=klima", "topic")])
def test_what_a_filter_of_all_types_names_is_read_once(site, query, table):
    status, content, found = ask(f"/api/v2/pages/?{query}")
    assert status == 200, content
    assert len([each for each in found if each.text.startswith(f'SELECT "cms_{table}"')]) == 1
