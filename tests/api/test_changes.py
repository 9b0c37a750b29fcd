"""What other systems are told of changes, in which form, and when they have to begin anew."""

from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from wagtail.models import Page

from cms.publications.models import Head, Publication
from cms.testing import factories
from news.models import NewsPage
from tests.api.conftest import settle

pytestmark = pytest.mark.django_db

CHANGES = "/api/v2/changes/"


def rename(page, title: str):
    page = type(page).objects.get(pk=page.pk)
    page.title = title
    page.save_revision().publish()
    settle()
    return page


def told(answer: dict) -> list[tuple]:
    return [(each["change"], each["id"], each.get("reason")) for each in answer["items"]]


class TestWhatIsTold:
    def test_the_first_load_has_every_page_as_its_detail_shows_it(self, changes, ask):
        items = changes()["items"]
        pages = ask("pages/?limit=20")["items"]
        assert sorted(each["id"] for each in items) == sorted(each["id"] for each in pages)
        assert {each["change"] for each in items} == {"upsert"}
        for each in items:
            assert each["page"] == ask(f"pages/{each['id']}/")

    def test_a_changed_page_is_told_whole(self, changes, now, site, ask):
        rename(site.second, "Nyt navn")
        row, url = Publication.objects.get(pk=site.second.pk), "http://localhost"
        assert changes(since=now, type="news.NewsPage")["items"] == [
            {
                "change": "upsert",
                "id": site.second.pk,
                "type": "news.NewsPage",
                "html_url": f"{url}/moeder-og-netvaerk/nyheder/budgetter/",
                "sequence": row.sequence,
                "content_sequence": row.sequence,
                "digest": row.digest,
                "at": row.at.astimezone().isoformat(),
                "content_changed": True,
                "page": ask(f"pages/{site.second.pk}/"),
            }
        ]

    def test_a_hidden_page_is_told_as_one_to_drop(self, changes, now, site):
        site.second.unpublish()
        settle()
        row = Publication.objects.get(pk=site.second.pk)
        [item] = [each for each in changes(since=now)["items"] if each["change"] == "delete"]
        assert item == {
            "change": "delete",
            "id": site.second.pk,
            "type": "news.NewsPage",
            "html_url": "http://localhost/moeder-og-netvaerk/nyheder/budgetter/",
            "sequence": row.sequence,
            "content_sequence": row.sequence,
            "digest": None,
            "at": row.at.astimezone().isoformat(),
            "reason": "unpublished",
            "content_changed": True,
        }

    def test_a_page_to_which_no_address_leads_stops_nobody(self, client, changes, now, site):
        broken = f"{site.news.url_path}/{site.second.slug}/"
        Page.objects.filter(pk=site.second.pk).update(url_path=broken)
        settle()
        [item] = changes(since=now)["items"]
        assert (item["change"], item["id"]) == ("upsert", site.second.pk)
        assert (item["html_url"], item["digest"], item["page"]) == (None, None, None)
        assert Publication.objects.get(pk=site.second.pk).error == (
            f"ValueError: No address has the path '{broken}'; `manage.py set_url_paths` mends it"
        )
        for address in ("/api/v2/pages/", site.news.url, "/sitemap.xml"):
            assert client.get(address).status_code == 200
        call_command("set_url_paths", stdout=StringIO())
        assert [each["html_url"] for each in changes(since=now)["items"]] == [
            f"http://localhost{site.second.url}"
        ]

    def test_what_a_page_shows_is_no_change_of_its_own(self, changes, now, site):
        person = site.first.contact
        person.name = "Nyt Navn"
        person.save()
        settle()
        items = changes(since=now)["items"]
        assert [(each["id"], each["content_changed"]) for each in items] == [(site.first.pk, False)]

    @pytest.mark.parametrize(
        ("query", "members"),
        [
            ({"fields": "lede"}, {"id", "meta", "title", "lede"}),
            ({"fields": "_,id,title"}, {"id", "title"}),
        ],
    )
    def test_fields_choose_what_is_told_of_it(self, changes, site, query, members):
        items = changes(type="news.NewsPage", **query)["items"]
        assert [set(each["page"]) for each in items] == [members, members]

    def test_addresses_may_be_relative(self, changes, site):
        [first, *_] = changes(type="news.NewsPage", urls="relative")["items"]
        assert first["html_url"] == first["page"]["meta"]["html_url"]
        assert first["html_url"].startswith("/moeder-og-netvaerk/")


class TestFilters:
    def test_a_page_that_leaves_the_filter_is_dropped_and_one_that_enters_comes(
        self, changes, site
    ):
        asked = {"topic": "velfaerd"}
        first = changes(**asked)
        assert told(first) == [("upsert", site.first.pk, None)]
        move_topics(site)
        settle()
        items = told(changes(since=first["next"], **asked))
        assert ("delete", site.first.pk, "unmatched") in items
        assert ("upsert", site.second.pk, None) in items

    def test_a_page_that_is_moved_out_of_a_section_is_dropped(self, changes, site):
        asked = {"descendant_of": site.news.pk}
        before = changes(**asked)
        NewsPage.objects.get(pk=site.second.pk).move(site.events, pos="last-child")
        settle()
        items = told(changes(since=before["next"], **asked))
        assert ("delete", site.second.pk, "unmatched") in items
        assert ("upsert", site.first.pk, None) not in items

    @pytest.mark.parametrize("name", ["descendant_of", "child_of"])
    def test_of_a_section_that_is_gone_everything_is_dropped(self, changes, client, site, name):
        asked = {name: site.news.pk}
        before = changes(**asked)
        factories.restrict(site.news)
        settle()
        assert client.get("/api/v2/pages/", asked).status_code == 400
        dropped = {each["id"] for each in changes(since=before["next"], **asked)["items"]}
        assert {site.first.pk, site.second.pk} <= dropped

    def test_of_a_page_that_nobody_knows_nothing_is_told(self, client, site):
        draft = factories.draft(NewsPage)
        settle()
        for key in (draft.pk, 10**9):
            response = client.get(CHANGES, {"descendant_of": key})
            assert (response.status_code, response.json()["message"]) == (
                400,
                "ancestor page doesn't exist",
            )

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ({"when": "upcoming"}, "query parameter is not an operation"),
            ({"order": "title"}, "query parameter is not an operation"),
            ({"topic": "findes-ikke"}, "topic 'findes-ikke' doesn't exist"),
            ({"type": "news.Findes"}, "type doesn't exist"),
            ({"fields": "titel"}, "unknown fields: titel"),
            ({"limit": "0"}, "limit must be a number from 1 to 500"),
            ({"limit": "501"}, "limit must be a number from 1 to 500"),
            ({"since": "i går"}, "since='i går' is not understood"),
            ({"format": "xml"}, "format='xml' is unknown"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, client, site, query, message):
        response = client.get(CHANGES, query)
        assert response.status_code == 400
        assert message in response.json()["message"]


def move_topics(site) -> None:
    for page, topics in ((site.first, [site.climate]), (site.second, [site.welfare])):
        page = NewsPage.objects.get(pk=page.pk)
        page.topics = topics
        page.save_revision().publish()


class TestCursors:
    @pytest.mark.parametrize("limit", [1, 2, 500])
    def test_parts_are_the_whole(self, changes, limit):
        whole, found, asked = changes(), [], {"limit": limit}
        while True:
            part = changes(**asked)
            found += part["items"]
            asked["since"] = part["next"]
            if not part["more"]:
                break
            assert len(part["items"]) <= limit
        assert (found, part["next"]) == (whole["items"], whole["next"])

    def test_link_names_the_next_part(self, client, site):
        response = client.get(CHANGES, {"limit": 1, "type": "news.NewsPage"})
        query = {"limit": 1, "type": "news.NewsPage", "since": response.json()["next"]}
        assert response["Link"] == f'<http://localhost{CHANGES}?{urlencode(query)}>; rel="next"'

    def test_nothing_new_is_answered_by_a_validator(self, client, changes, now):
        response = client.get(CHANGES, {"since": now})
        assert response.json() == {"next": now, "more": False, "items": []}
        again = client.get(CHANGES, {"since": now}, headers={"If-None-Match": response["ETag"]})
        assert (again.status_code, again["Cache-Control"]) == (304, "public, no-cache")

    def test_nothing_new_takes_few_queries(self, client, now, django_assert_num_queries):
        client.get(CHANGES, {"since": now})
        with django_assert_num_queries(2):
            client.get(CHANGES, {"since": now})

    def test_a_cursor_of_another_database_is_gone(self, client, now):
        _epoch, *numbers = now.split("-")
        response = client.get(CHANGES, {"since": "-".join(["0" * 16, *numbers])})
        assert (response.status_code, response.json()["reason"]) == (410, "epoch")
        assert response["Cache-Control"] == "no-store"

    def test_one_from_before_what_is_remembered_is_gone(self, client, now):
        Head.objects.update(sequence=10**6, forgotten=10**6)
        response = client.get(CHANGES, {"since": now})
        assert (response.status_code, response.json()["reason"]) == (410, "expired")

    def test_scripts_of_any_site_may_follow(self, client, site):
        assert client.get(CHANGES)["Access-Control-Allow-Origin"] == "*"
