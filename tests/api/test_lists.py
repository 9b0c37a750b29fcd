"""Lists of pages: what they hold, and how they are narrowed, ordered and paged."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ROOT = "http://localhost/api/v2"
FIRST, SECOND = "Kommuner deler erfaringer", "Budgetter på vej"


def test_the_index_names_the_lists(ask):
    assert ask("") == {
        "pages": f"{ROOT}/pages/",
        "images": f"{ROOT}/images/",
        "documents": f"{ROOT}/documents/",
        "redirects": f"{ROOT}/redirects/",
        "persons": f"{ROOT}/persons/",
        "topics": f"{ROOT}/topics/",
        "audiences": f"{ROOT}/audiences/",
        "teachers": f"{ROOT}/teachers/",
        "changes": f"{ROOT}/changes/",
        "search": f"{ROOT}/search/",
        "search_suggestions": f"{ROOT}/search/suggestions/",
        "site": f"{ROOT}/site/",
    }


def test_an_item_has_the_members_of_v2(ask, content):
    listed = ask("pages/?type=news.NewsPage&order=date")
    assert listed == {
        "meta": {"total_count": 2},
        "items": [
            {
                "id": content.second.pk,
                "meta": {
                    "type": "news.NewsPage",
                    "detail_url": f"{ROOT}/pages/{content.second.pk}/",
                    "html_url": "http://localhost/moeder-og-netvaerk/nyheder/budgetter/",
                    "slug": "budgetter",
                    "first_published_at": "2022-01-01T00:30:00+01:00",
                },
                "title": SECOND,
            },
            {
                "id": content.first.pk,
                "meta": {
                    "type": "news.NewsPage",
                    "detail_url": f"{ROOT}/pages/{content.first.pk}/",
                    "html_url": "http://localhost/moeder-og-netvaerk/nyheder/erfaringer/",
                    "slug": "erfaringer",
                    "first_published_at": "2022-04-07T08:00:00+02:00",
                },
                "title": FIRST,
            },
        ],
    }


def test_many_are_asked_for_by_their_paths(titles):
    paths = "/moeder-og-netvaerk/nyheder/budgetter/,moeder-og-netvaerk/nyheder/erfaringer,/nej/"
    assert titles(f"html_path__in={paths}&order=date&type=news.NewsPage") == [SECOND, FIRST]
    assert titles("html_path__in=/") == ["Forside"]
    assert titles("html_path__in=/nej/") == []


def test_a_detail_is_the_page_s_json_byte_for_byte(client: Client, content):
    for page in (content.first, content.event, content.news, content.home, content.about):
        detail = client.get(f"/api/v2/pages/{page.pk}/")
        page_json = client.get(
            page.url, headers={"accept": "application/json", "host": "localhost"}
        )
        assert (detail.content, detail["ETag"]) == (page_json.content, page_json["ETag"])


def test_with_all_fields_an_item_is_the_page_s_json(ask, client: Client, content):
    for page in (content.first, content.second):
        [item] = ask(f"pages/?type=news.NewsPage&fields=*&slug={page.slug}")["items"]
        assert item == client.get(page.url, {"format": "json"}).json()


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("type=news.NewsPage", [FIRST, SECOND]),
            ("type=news.newspage", [FIRST, SECOND]),
            ("type=events.EventPage", ["Webinar"]),
            ("type=news.NewsPage,events.EventPage", [FIRST, SECOND, "Webinar"]),
            ("slug=webinar", ["Webinar"]),
            ("title=Om os", ["Om os"]),
            ("title=om os", []),
            ("show_in_menus=true", ["Om os"]),
            ("type=news.NewsPage&date=2022-04-07", [FIRST]),
            ("type=news.NewsPage&lede=Fra hele landet.", [FIRST]),
            ("type=events.EventPage&venue=Rådhuset", ["Webinar"]),
            ("type=events.EventPage&start=2022-05-17T10:00:00%2B02:00", ["Webinar"]),
            ("type=events.EventPage&start=2022-05-17T08:00:00Z", ["Webinar"]),
            ("type=events.EventPage&all_day=true", []),
            ("first_published_at=2021-12-31T23:30:00Z", [SECOND]),
            ("type=news.NewsPage&topics={climate}", [FIRST, SECOND]),
            ("type=news.NewsPage&topics={welfare}", [FIRST]),
            ("type=news.NewsPage&image={image}", [FIRST]),
        ],
    )
    def test_by_a_field(self, titles, content, query, expected):
        ids = {name: getattr(content, name).pk for name in ("climate", "welfare", "image")}
        assert titles(f"order=id&{query.format(**ids)}") == expected

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("child_of=root", ["Møder og netværk"]),
            ("child_of={news}", [FIRST, SECOND]),
            ("child_of={first}", []),
            ("descendant_of={events}", ["Webinar"]),
            ("descendant_of={section}&type=news.NewsPage", [FIRST, SECOND]),
            ("ancestor_of={event}", ["Forside", "Møder og netværk", "Arrangementer"]),
            ("child_of={news}&slug=webinar", []),
        ],
    )
    def test_by_the_place_in_the_tree(self, titles, content, query, expected):
        names = ("news", "first", "events", "section", "event")
        ids = {name: getattr(content, name).pk for name in names}
        assert titles(f"order=id&{query.format(**ids)}") == expected

    def test_everything_of_the_site_is_listed(self, titles, content):
        assert sorted(titles("")) == sorted(
            [
                content.home.title,
                "Møder og netværk",
                "Nyheder",
                FIRST,
                SECOND,
                "Arrangementer",
                "Webinar",
                "Om os",
            ]
        )


class TestOrder:
    @pytest.mark.parametrize(
        ("order", "expected"),
        [
            ("date", [SECOND, FIRST]),
            ("-date", [FIRST, SECOND]),
            ("title", [SECOND, FIRST]),
            ("-title", [FIRST, SECOND]),
            ("first_published_at", [SECOND, FIRST]),
            ("-id", [SECOND, FIRST]),
            ("show_in_menus,-date", [FIRST, SECOND]),
        ],
    )
    def test_by_a_field_and_by_several(self, titles, order, expected):
        assert titles(f"type=news.NewsPage&order={order}") == expected

    def test_at_random_holds_all(self, titles):
        assert sorted(titles("type=news.NewsPage&order=random")) == [SECOND, FIRST]


class TestPaging:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("limit=1", [SECOND]),
            ("limit=1&offset=1", [FIRST]),
            ("offset=1", [FIRST]),
            ("limit=0", []),
            ("offset=2", []),
            ("limit=20&offset=0", [SECOND, FIRST]),
        ],
    )
    def test_the_total_is_that_of_the_whole_list(self, ask, query, expected):
        listed = ask(f"pages/?type=news.NewsPage&order=date&{query}")
        found = [item["title"] for item in listed["items"]]
        assert (found, listed["meta"]) == (expected, {"total_count": 2})


class TestSearch:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("search=erfaringer", [FIRST]),
            ("search=erfaring", [FIRST]),
            ("search=kommuner erfaringer&search_operator=and", [FIRST]),
            ("search=erfaringer budgetter&search_operator=or&order=title", [SECOND, FIRST]),
            ("search=erfaringer budgetter&search_operator=and", []),
            ("search=erfaringer budgetter", []),
            ("search=erfaringer&type=events.EventPage", []),
            ("search=erfaringer&type=news.NewsPage&date=2022-04-07", [FIRST]),
            ("search=findesikke", []),
            ("search=rådhuset&type=events.EventPage", ["Webinar"]),
        ],
    )
    def test_it_finds_among_what_the_filters_leave(self, titles, query, expected):
        assert titles(query) == expected

    def test_its_total_and_paging(self, ask):
        listed = ask(
            "pages/?search=erfaringer budgetter&search_operator=or&order=title&limit=1&offset=1"
        )
        assert listed["meta"] == {"total_count": 2}
        assert [item["title"] for item in listed["items"]] == [FIRST]
