"""What a mirror is told that follows a section for members with a key."""

import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from cms.publications.models import RestrictedPublication
from cms.testing import factories
from news.models import NewsIndexPage, NewsPage
from tests.api.conftest import settle
from tests.api.members import CHANGES, Follower

pytestmark = pytest.mark.django_db


def test_the_first_load_is_what_the_key_reads_page_by_page(mine, members):
    assert members.page.pk in mine.pages
    assert mine.is_equal()


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_in_lines_and_in_parts_it_is_the_same(mine, form):
    lines, since, more = [], "", True
    while more:
        answer = mine.get(CHANGES, since=since, limit=2, format=form)
        if form == "json":
            found = answer.json()
        else:
            *items, found = map(json.loads, b"".join(answer).splitlines())
            found["items"] = items
        assert len(found["items"]) <= 2
        lines += found["items"]
        since, more = found["next"], found["more"]
    assert {each["id"]: each["page"] for each in lines} == mine.pages
    assert len(lines) == len(mine.pages)


def test_it_proves_itself_complete(mine, members):
    state = mine.get(f"{CHANGES}state/").json()
    assert state["count"] == len(mine.digests)
    assert state["next"] == mine.since
    made = Follower(mine.key)
    RestrictedPublication.objects.update(digest=None)  # as if nobody had read them
    assert made.get(f"{CHANGES}state/").json()["digest"] == state["digest"]


class TestWhatEditorsDo:
    @pytest.fixture
    def everyone(self, follower, members, mine) -> Callable[[], tuple]:
        """What a member, a member of another group and the public are told of the page."""
        asked = [mine, follower(members.others), Follower()]
        for each in asked[1:]:
            each.follow()

        def told() -> tuple:
            settle()
            found = [
                [(change, reason) for change, key, reason in each.follow() if key == page.pk]
                for each in asked
            ]
            assert all(each.is_equal() for each in asked)
            return tuple(found)

        page = members.page
        return told

    def test_an_edit(self, everyone, members):
        members.page.title = "Nyt referat"
        members.page.save_revision().publish()
        assert everyone() == ([("upsert", None)], [], [])

    def test_a_change_of_what_it_shows(self, everyone, members, content):
        person = type(content.first.contact).objects.get(pk=content.first.contact.pk)
        person.name = "Nyt Navn"
        person.save()
        assert everyone() == ([("upsert", None)], [], [])

    def test_it_is_opened_to_all_and_closed_again(self, everyone, members):
        members.restriction.delete()
        upsert = [("upsert", None)]
        assert everyone() == (upsert, upsert, upsert)
        factories.restrict(members.section, PageViewRestriction.GROUPS).groups.set([members.group])
        gone = [("delete", "restricted")]
        assert everyone() == (upsert, gone, gone)

    def test_it_is_opened_to_others_instead(self, everyone, members):
        members.restriction.groups.set([members.others])
        assert everyone() == ([("delete", "restricted")], [("upsert", None)], [])
        members.restriction.groups.add(members.group)
        assert everyone() == ([("upsert", None)], [("upsert", None)], [])

    def test_a_password_closes_it_to_all(self, everyone, members):
        factories.restrict(members.page, PageViewRestriction.PASSWORD)
        assert everyone() == ([("delete", "restricted")], [], [])

    @pytest.mark.parametrize("reason", ["unpublished", "deleted"])
    def test_it_is_taken_down(self, everyone, members, reason):
        page = Page.objects.get(pk=members.page.pk)
        page.unpublish() if reason == "unpublished" else page.delete()
        assert everyone() == ([("delete", reason)], [], [])

    def test_it_is_moved_out_and_in(self, everyone, members, content):
        Page.objects.get(pk=members.page.pk).move(content.news, pos="last-child")
        upsert = [("upsert", None)]
        assert everyone() == (upsert, upsert, upsert)
        section = Page.objects.get(pk=members.section.pk)
        Page.objects.get(pk=members.page.pk).move(section, pos="last-child")
        gone = [("delete", "restricted")]
        assert everyone() == (upsert, gone, gone)

    def test_the_public_is_not_even_told_that_something_happened(self, everyone, members):
        before = Client().get(CHANGES, {"since": "now"}).json()
        members.page.title = "Nyt referat"
        members.page.save_revision().publish()
        settle()
        assert Client().get(CHANGES, {"since": "now"}).json() == before


def test_another_group_of_the_section_is_not_opened_by_a_narrower_key(follower, members):
    """Of what lies in the section and is for others, not even an id is told, whatever becomes of
    it.
    """
    inner = factories.page(NewsPage, title="For begge", parent=members.section)
    factories.restrict(inner, PageViewRestriction.GROUPS).groups.set([members.others])
    settle()
    both, one = follower(members.group, members.others), follower(members.group)
    both.follow()
    assert inner.pk not in {key for _change, key, _reason in one.follow()}
    assert inner.pk in both.pages
    Page.objects.get(pk=inner.pk).delete()
    settle()
    assert both.follow() == [("delete", inner.pk, "deleted")]
    assert one.follow() == []


def test_three_pages_take_as_many_queries_as_one(mine, members):
    counts = []
    for number in (1, 3):
        since = mine.get(CHANGES, since="now").json()["next"]
        for _ in range(number):
            factories.page(NewsPage, parent=members.section)
        settle()
        mine.get(CHANGES, since=since)  # records what they depend on
        with CaptureQueriesContext(connection) as found:
            assert len(mine.get(CHANGES, since=since).json()["items"]) == number
        counts.append(len(found))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("way", ["moved", "restricted"])
def test_below_a_copy_counts_what_its_source_is_under(mine, members, content, way):
    others, source = NewsIndexPage(title="Andres"), NewsIndexPage(title="Kilde")
    for each in (others, source):
        content.news.get_parent().add_child(instance=each)
    copy = source.create_alias(parent=members.section, update_slug="kopi")
    page = factories.page(NewsPage, parent=copy)
    settle()
    assert ("upsert", page.pk, None) in mine.follow()
    if way == "moved":
        factories.restrict(others, PageViewRestriction.GROUPS).groups.set([members.others])
        settle()
        Page.objects.get(pk=source.pk).move(Page.objects.get(pk=others.pk), pos="last-child")
    else:
        Page.objects.get(pk=source.pk).move(Page.objects.get(pk=others.pk), pos="last-child")
        settle()
        factories.restrict(others, PageViewRestriction.GROUPS).groups.set([members.others])
    settle()
    assert ("delete", page.pk, "restricted") in mine.follow()
    assert mine.is_equal()


def test_a_section_that_is_gone_is_told_of(mine, members):
    mine.query = {"descendant_of": members.section.pk}
    mine.since = ""
    mine.pages.clear()
    mine.follow()
    assert {*mine.pages} == {members.page.pk}
    members.restriction.groups.clear()
    settle()
    assert ("delete", members.page.pk, "restricted") in mine.follow()
    assert mine.pages == {}
