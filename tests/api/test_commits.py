"""What the API works out once and uses again never outlives a commit.

In a database of its own, since nothing is kept within the transaction of a test.
"""

from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import APIToken, PageViewRestriction, Site

from cms.keys.models import KeyScope
from cms.publications.backlog import build_backlog
from cms.testing import factories
from cms.users.models import User
from events.models import EventPage
from news.models import NewsIndexPage, NewsPage

LIST = "/api/v2/pages/?type=news.NewsPage&fields=_,title,html_url&order=title"


@pytest.fixture
def page(committing_database) -> NewsPage:
    return factories.page(NewsPage, title="Første", slug="foerste", date="2022-04-07")


@pytest.fixture
def ask(client: Client):
    """The JSON of an address, and how many queries it took."""

    def get(url: str) -> tuple[dict, int]:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)
        assert response.status_code == 200, response.content
        return response.json(), len(queries)

    return get


@pytest.fixture
def listed(ask):
    """Total and titles of the list."""

    def get(url: str = LIST) -> tuple[int, list[str]]:
        found, _queries = ask(url)
        return found["meta"]["total_count"], [item["title"] for item in found["items"]]

    return get


def test_a_question_that_was_asked_takes_one_query(ask, page):
    for url in (
        LIST,
        "/api/v2/pages/?type=news.NewsPage,events.EventPage&fields=*&order=-title&limit=1",
        f"/api/v2/pages/?child_of={page.get_parent().pk}&topic={factories.topic().slug}",
        f"/api/v2/pages/{page.pk}/",
    ):
        first, _queries = ask(url)
        assert ask(url) == (first, 1)


def test_a_key_opens_what_was_asked_without_one_before(listed, page):
    section = page.get_parent()
    members = factories.page(NewsIndexPage, parent=section.get_parent(), slug="medlemmer")
    factories.page(NewsPage, title="For medlemmer", parent=members)
    factories.restrict(members, PageViewRestriction.LOGIN)
    owner = User.objects.create_superuser("leder", email="leder@example.dk", password="x")
    token, text = APIToken.create_token(user=owner, name="Intranet")
    KeyScope.objects.create(token=token, section=members, opens_restricted=True)
    for _ in range(2):
        assert listed() == (1, ["Første"])
        found = Client().get(LIST, headers={"authorization": f"Bearer {text}"}).json()
        assert [item["title"] for item in found["items"]] == ["For medlemmer", "Første"]


def test_only_what_the_clock_decides_is_planned_anew_each_minute(client, page):
    """And what is planned is so for all connections."""
    factories.topic(slug="klima")
    news, calendar = page.get_parent(), factories.page(EventPage).get_parent()
    asked = {
        f"{news.url}?topic=klima": False,
        calendar.url: True,
        "/api/v2/pages/?type=news.NewsPage&facets=topic": False,
        "/api/v2/pages/?type=events.EventPage&facets=when": True,
    }
    list(build_backlog())
    for url, reads_clock in asked.items():
        numbers, now = [], timezone.now()
        for at in (now, now, now + timedelta(seconds=61)):
            connection.close()
            Site.objects.count()
            clock = mock.patch.object(timezone, "now", return_value=at)
            with clock, CaptureQueriesContext(connection) as queries:
                client.get(url)
            numbers.append(len(queries))
        first, again, later = numbers
        assert (first > again, later > again) == (True, reads_clock), (url, numbers)


def test_what_a_page_shows_of_others_is_planned_until_a_commit(client, page):
    """The related news of one page, and the teasers of a section."""
    topic = factories.topic(slug="klima")
    one = factories.page(NewsPage, title="Ét", topics=[topic])
    other = factories.page(NewsPage, title="Andet", topics=[topic])
    for url in (one.url, one.get_parent().get_parent().url):
        for _ in range(2):
            assert "Andet" in client.get(url).content.decode()
        other.title = "Omdøbt"
        other.save_revision().publish()
        assert "Omdøbt" in client.get(url).content.decode()
        other.unpublish()
        assert "Omdøbt" not in client.get(url).content.decode()
        other.title = "Andet"
        other.save_revision().publish()
        other.refresh_from_db()


def test_a_detail_is_planned_for_all_pages(ask, page):
    other = factories.page(NewsPage, title="Anden")
    for each in (page, other):
        ask(f"/api/v2/pages/{each.pk}/")
    found, queries = ask(f"/api/v2/pages/{other.pk}/")
    assert (found["title"], queries) == ("Anden", 1)


def test_the_next_question_sees_what_was_committed(listed, page):
    assert listed() == listed() == (1, ["Første"])
    other = factories.page(NewsPage, title="Anden")
    assert listed() == listed() == (2, ["Anden", "Første"])
    other.unpublish()
    assert listed() == (1, ["Første"])
    restriction = factories.restrict(page)
    assert listed() == (0, [])
    restriction.delete()
    assert listed() == (1, ["Første"])
    NewsPage.objects.filter(pk=page.pk).update(title="Øverst")
    assert listed() == (1, ["Øverst"])
    page.delete()
    assert listed() == (0, [])


def test_a_parent_a_topic_and_a_site_that_change_are_seen(client, ask, listed, page):
    topic = factories.topic(slug="klima")
    by_topic = f"/api/v2/pages/?topic=klima&child_of={page.get_parent().pk}"
    assert listed(by_topic) == listed(by_topic) == (0, [])
    page.topics = [topic]
    page.save()
    assert listed(by_topic) == (1, ["Første"])
    topic.slug = "vejr"
    topic.save()
    assert client.get(by_topic).status_code == 400
    site = Site.objects.get()
    site.hostname = "www.example.dk"
    site.save()
    found, _queries = ask(LIST)
    [item] = found["items"]
    assert item["meta"]["html_url"].startswith("http://www.example.dk/")


@pytest.mark.parametrize("query", ["fields=*", "fields=*,-body", "fields=title", ""])
def test_a_list_has_another_validator_when_it_is_another(client, page, query):
    address = f"/api/v2/pages/?type=news.NewsPage&order=title&limit=1&{query}"
    seen = {}

    def look(url: str = address) -> None:
        response = client.get(url)
        assert seen.setdefault(response["ETag"], response.content) == response.content
        again = client.get(url, headers={"if-none-match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    look()
    look()
    look(f"{address}&urls=relative")
    assert len(seen) == 2
    other = factories.page(NewsPage, title="Sidste")  # only the total is another
    look()
    assert len(seen) == 3
    page.title = "Først af alle"
    page.save()
    look()
    assert len(seen) == 4
    other.unpublish()
    look()
    assert len(seen) == 5


def test_a_detail_that_is_hidden_is_gone(client, ask, page):
    address = f"/api/v2/pages/{page.pk}/"
    for _ in range(2):
        ask(address)
    factories.restrict(page.get_parent())
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("query", ["person={person}", "search=budget"])
def test_what_goes_by_built_pages_is_kept_once_all_are(ask, page, query):
    page.contact, page.lede = factories.person(), "Et budget"
    page.save()
    address = f"{LIST}&{query.format(person=page.contact.pk)}"
    ask(address)
    _found, queries = ask(address)
    assert queries > 1
    list(build_backlog())
    first, _queries = ask(address)
    assert first["meta"] == {"total_count": 1}
    assert ask(address) == (first, 1)


def test_what_is_highlighted_stays_so(ask, page):
    page.lede = "Et budget"
    page.save()
    list(build_backlog())
    address = f"{LIST}&search=budget&highlight=true"
    first, _queries = ask(address)
    assert [item["highlight"] for item in first["items"]] == ["Et <mark>budget</mark>"]
    assert ask(address) == (first, 2)


def test_what_the_clock_decides_is_worked_out_once_a_minute(ask, committing_database):
    start = timezone.now() + timedelta(days=1)
    event = factories.page(EventPage, start=start, end=start + timedelta(hours=1))
    address = "/api/v2/pages/?when=upcoming&type=events.EventPage"
    for _ in range(3):  # a minute may end between two of them
        found, queries = ask(address)
        assert found["meta"] == {"total_count": 1}
    assert queries == 1
    event.start = timezone.now() - timedelta(days=1)
    event.end = event.start + timedelta(hours=1)
    event.save()
    assert ask(address)[0]["meta"] == {"total_count": 0}


def test_another_host_has_another_plan(client, listed, page):
    assert listed() == listed() == (1, ["Første"])
    other = factories.page(NewsPage, title="Hos naboen")
    Site.objects.create(hostname="nabo.example", root_page=other)
    found = client.get(LIST, headers={"host": "nabo.example"}).json()
    assert found["items"] == [{"meta": {"html_url": "http://nabo.example/"}, "title": "Hos naboen"}]
