"""Parameters of the API that make no sense: each is a 400 that says what would."""

import pytest
from django.test import Client

from tests.faults.reasons import reason

pytestmark = pytest.mark.django_db

BIG = "9" * 20  # more than the database holds
HUGE = "9" * 5_000  # more digits than Python reads as a number
LONG = "9" * 255  # as many characters as a value may have
WORDS = ["", "abc", "-1", "1.5", "²"]

NEWS = "type=news.NewsPage&"
EVENTS = "type=events.EventPage&"
ANY_PAGE = "id, title, type, detail_url, html_url, slug"


def ask(client: Client, query: str, endpoint: str = "pages"):
    return client.get(f"/api/v2/{endpoint}/?{query}")


def field_error(value: str, name: str, expected: str) -> str:
    return f"field filter error. {value!r} is not a valid value for {name}; expected {expected}"


DATE = "a date, such as 2022-05-17"
MOMENT = "a date and time with offset, such as 2022-05-17T10:00:00%2B02:00"

REFUSED = [
    # Names
    ("tpye=news.NewsPage", "query parameter is not an operation or a recognised field: tpye"),
    ("title__contains=a", "query parameter is not an operation or a recognised field: title__c"),
    ("date=2022", "query parameter is not an operation or a recognised field: date"),
    # Types
    ("type=bogus", "type doesn't exist. Allowed: wagtailcore.Page, home."),
    ("type=users.User", "type doesn't exist. Allowed: "),
    ("type=news.NewsPage,", "type doesn't exist. Allowed: "),
    ("type=a.b.c", "type doesn't exist. Allowed: "),
    # The tree
    (f"child_of={BIG}", "parent page doesn't exist"),
    (f"descendant_of={BIG}", "ancestor page doesn't exist"),
    (f"ancestor_of={BIG}", "descendant page doesn't exist"),
    (f"translation_of={BIG}", "translation_of page doesn't exist"),
    ("child_of=root&descendant_of=root", "filtering by descendant_of with child_of is not supp"),
    *[(f"child_of={word}", "child_of must be a positive integer") for word in WORDS],
    *[(f"descendant_of={word}", "descendant_of must be a positive integer") for word in WORDS],
    *[(f"ancestor_of={word}", "ancestor_of must be a positive integer") for word in WORDS],
    # Paging
    *[(f"limit={word}", "limit must be a positive integer") for word in WORDS],
    *[(f"offset={word}", "offset must be a positive integer") for word in WORDS],
    ("limit=101", "limit cannot be higher than 100"),
    ("limit=1000000000", "limit cannot be higher than 100"),
    (f"limit={BIG}", "limit cannot be higher than 100"),
    (f"limit={LONG}", "limit cannot be higher than 100"),
    ("limit=21&search=a&highlight=true", "limit cannot be higher than 20 for what is made"),
    ("limit=21&rich_text_format=db_html", "limit cannot be higher than 20 for what is made"),
    (f"offset={BIG}", "offset cannot be higher than 1000000000"),
    (f"offset={LONG}", "offset cannot be higher than 1000000000"),
    # Order
    ("order=bogus", "cannot order by 'bogus' (unknown field)"),
    ("order=title;drop", "cannot order by 'title;drop' (unknown field)"),
    ("order=-", "cannot order by '-' (unknown field)"),
    ("order=--title", "cannot order by '--title' (invalid field)"),
    ("order=title,", "cannot order by '' (unknown field)"),
    ("order=random&offset=1", "random ordering with offset is not supported"),
    ("order=random,title", "random ordering cannot be combined with other fields"),
    # Values of fields
    ("id=abc", "field filter error. 'abc' is not a valid value for id"),
    ("show_in_menus=maybe", "field filter error. 'maybe' is not a valid value for show_in_menus"),
    ("alias_of=abc", "field filter error. 'abc' is not a valid value for alias_of"),
    ("first_published_at=abc", field_error("abc", "first_published_at", MOMENT)),
    (f"{NEWS}date=abc", field_error("abc", "date", DATE)),
    (f"{NEWS}date=", field_error("", "date", DATE)),
    (f"{NEWS}date=2022-13-45", field_error("2022-13-45", "date", DATE)),
    (f"{NEWS}image=abc", "field filter error. 'abc' is not a valid value for image"),
    (f"{NEWS}image=%2B", "field filter error. '+' is not a valid value for image"),
    (f"{NEWS}topics=abc", field_error("abc", "topics", "the id of an object")),
    (f"{EVENTS}start=2022-05-17", field_error("2022-05-17", "start", MOMENT)),
    (f"{EVENTS}all_day=maybe", "field filter error. 'maybe' is not a valid value for all_day"),
    # Fields to be shown
    ("fields=bogus", f"unknown fields: bogus. Allowed: {ANY_PAGE}"),
    ("fields=-bogus", f"unknown fields: bogus. Allowed: {ANY_PAGE}"),
    ("fields=body", f"unknown fields: body. Allowed: {ANY_PAGE}"),
    ("fields=title(x)", "'title' does not support nested fields"),
    (f"{NEWS}fields=body(bogus)", "unknown fields: bogus. Allowed: heading, text, "),
    (f"{NEWS}image__isnull=maybe", "field filter error. 'maybe' is not a valid value for image__"),
    (f"{EVENTS}kind=fest", "kind='fest' is not understood; expected one of: meeting, "),
    (f"{EVENTS}from=2022-13-01", "from='2022-13-01' is not understood; expected a date, such as"),
    (f"{EVENTS}from=2022-05-17&to=2022-05-16", "to='2022-05-16' is not understood; expected a d"),
    ("person=Anna", "person 'Anna' doesn't exist; give its id or its slug"),
    ("year=1066", "year='1066' is not understood; expected a year, such as 2022"),
    ("facets=from", "'from' is not a valid value for facets"),
    (f"topic={'a,' * 100}b", "topic takes at most 100 values"),
    (f"{NEWS}fields=image(bogus)", "unknown fields: bogus"),
    ("fields=(", "fields error: unexpected char '(' at position 0"),
    ("fields=a(", "fields error: unexpected end of input"),
    ("fields=a,", "fields error: unexpected char ',' at position 2"),
    ("fields=**", "fields error: unexpected char '*' at position 1"),
    ("fields=*,title", "fields error: additional fields with '*' doesn't make sense"),
    ("fields=_,-title", "fields error: negated fields with '_' doesn't make sense"),
    ("fields=a b", "fields error: unexpected whitespace at position 1"),
    # More than a parameter takes
    *[
        (f"{name}={HUGE}", f"{name} takes at most 255 characters")
        for name in ("limit", "offset", "child_of", "ancestor_of", "person", "topic", "when")
    ],
    *[
        (f"{NEWS}{name}={HUGE}", f"{name} takes at most 255 characters")
        for name in ("image", "topics", "slug", "lede", "date__gte", "id__in")
    ],
    (f"{NEWS}id__in={','.join(map(str, range(101)))}", "id__in takes at most 100 values"),
    (f"{NEWS}id__in={',1' * 100}", "id__in takes at most 100 values"),
    ("order=id,-id,id,-id,id,-id", "order takes at most 5 values"),
    (f"type={','.join(['news.NewsPage'] * 50)}", "type takes at most "),
    (f"renditions={','.join(['card'] * 50)}", "renditions takes at most "),
    (f"fields={'a(' * 50}", "fields takes at most 5 levels of names"),
    (f"fields={'id,' * 200}id", "fields takes at most 200 values"),
    (f"fields={'a(' * 2_000}", "fields takes at most 2000 characters"),
    # Search
    ("search=a&search_operator=near", "search_operator='near' is unknown; expected and or or"),
    (f"search={'a' * 201}", "search takes at most 200 characters"),
    ("highlight=true", "highlight goes with search: there is nothing to look for"),
    ("search=a&highlight=yes", "'yes' is not a valid value for highlight"),
    # Forms
    ("format=xml", "format='xml' is unknown; expected json"),
    ("format=api", "format='api' is unknown; expected json"),
    ("rich_text_format=bogus", "rich_text_format must be one of 'db_html', 'db_markdown', 'html'"),
    # Sites
    *[
        (f"site={where}", f"Invalid site parameter: {where}; give a host, or host:port")
        for where in ("localhost:abc", f"localhost:{BIG}")
    ],
]


@pytest.mark.parametrize(("query", "why"), REFUSED, ids=[query[:40] for query, _ in REFUSED])
def test_it_is_refused_with_a_reason(client: Client, site, query, why):
    response = ask(client, query)
    assert response.status_code == 400
    assert reason(response).startswith(why)


@pytest.mark.parametrize("query", ["site=bogus", "site=localhost:65535", "locale=xx"])
def test_what_is_not_there_is_not_found(client: Client, site, query):
    assert ask(client, query).status_code == 404


@pytest.mark.parametrize("endpoint", ["pages", "images", "documents", "redirects"])
@pytest.mark.parametrize("name", ["search", "title", "slug", "order", "fields", "site", "id", "x"])
def test_null_characters_are_refused_in_every_value(client: Client, site, endpoint, name):
    response = ask(client, f"{name}=a%00", endpoint)
    assert response.status_code == 400
    assert reason(response) == f"null characters are not allowed: {name}='a\\x00'"


@pytest.mark.parametrize(
    "query",
    [
        f"id={BIG}",
        "id=-1",
        f"alias_of={BIG}",
        f"slug={'a' * 255}",
        "title=%FF",
        "search=",
        "search=%22",
        "search=%27%20OR%201=1",
        "search=a%20%26%20%7C%20!%20(%3A*%20%3C-%3E%20%F0%9F%98%80",
        f"search={'a' * 200}",
        "search=%FF",
        f"{NEWS}image={BIG}",
        f"{NEWS}topics={BIG}",
        f"{NEWS}lede={'%C3%A6' * 255}",
        f"{NEWS}id__in={','.join(f'{BIG}{number}' for number in range(100))}",
    ],
)
def test_what_nothing_can_match_matches_nothing(client: Client, site, query):
    assert ask(client, query).json() == {"meta": {"total_count": 0}, "items": []}


@pytest.mark.parametrize("endpoint", ["pages", "images", "documents", "redirects"])
@pytest.mark.parametrize("word", ["", "abc", "-1", "1.5", "²"])
def test_find_by_an_id_that_is_none(client: Client, site, endpoint, word):
    response = client.get(f"/api/v2/{endpoint}/find/", {"id": word})
    assert response.status_code == 400
    assert reason(response) == "id must be a positive integer"


@pytest.mark.parametrize(
    "query",
    ["", "_=1", "id=0", f"id={BIG}", f"id={LONG}", "html_path=/a", f"html_path={'a' * 2_000}"],
)
@pytest.mark.parametrize("endpoint", ["pages", "redirects"])
def test_find_what_is_not_there(client: Client, site, endpoint, query):
    response = client.get(f"/api/v2/{endpoint}/find/?{query}")
    assert response.status_code == 404
    assert reason(response).lower() == "not found"


@pytest.mark.parametrize(
    ("endpoint", "query", "why"),
    [
        ("images", "child_of=1", "query parameter is not an operation or a recognised field"),
        ("images", "width=abc", "field filter error. 'abc' is not a valid value for width"),
        ("images", "order=bogus", "cannot order by 'bogus' (unknown field)"),
        ("images", "fields=bogus", "unknown fields: bogus. Allowed: id, title, width,"),
        ("images", f"search={'a' * 201}", "search takes at most 200 characters"),
        ("documents", f"search={'a' * 201}", "search takes at most 200 characters"),
        ("images", f"tags={',t' * 20}", "tags takes at most 20 values"),
        ("documents", f"tags={',t' * 399}", "tags takes at most 20 values"),
        ("redirects", f"id__in={',1' * 100}", "id__in takes at most 100 values"),
        ("redirects", f"order={',id' * 5}", "order takes at most 5 values"),
        ("documents", "pages=abc", "field filter error. 'abc' is not a valid value for pages"),
        ("documents", "fields=bogus", "unknown fields: bogus. Allowed: id, title, filename,"),
        ("documents", "tags=a&search=b", "filtering by tag with a search query is not supported"),
        ("redirects", "location=a", "query parameter is not an operation or a recognised field"),
        ("redirects", "fields=bogus", "unknown fields: bogus"),
    ],
)
def test_other_lists_are_as_strict(client: Client, site, endpoint, query, why):
    response = ask(client, query, endpoint)
    assert response.status_code == 400
    assert reason(response).startswith(why)


@pytest.mark.parametrize("query", [f"width={BIG}", "tags=a", "title=%FF"])
def test_other_lists_match_nothing_either(client: Client, site, query):
    assert ask(client, query, "images").json() == {"meta": {"total_count": 0}, "items": []}


@pytest.mark.parametrize("query", ["fields=bogus", "fields=title(x)", "format=xml", "x=%00"])
def test_details_are_as_strict(client: Client, site, query):
    response = client.get(f"/api/v2/pages/{site['article'].pk}/?{query}")
    assert response.status_code == 400
    assert reason(response)
