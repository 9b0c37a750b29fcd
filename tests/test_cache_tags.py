"""By which tags a cache drops an answer: those of what it shows, and of nothing that is hidden."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from cms.media.models import Document
from cms.plugins import content_types
from cms.publications.backlog import build_backlog
from cms.publications.cache_tags import MOST, MOST_OCTETS, Noted, tags_of_change
from cms.publications.models import Removal
from cms.testing import factories
from cms.testing.undo import undone
from conftest import number_changes
from events.models import EventIndexPage, EventPage, NetworkPage
from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db

#: What a section's front lists: every type that has teasers, and every index where one can do
#: something. Its topics are named by what pages show.
TEASERS = " ".join(
    f"type-{model._meta.label_lower}"
    for said in ("teaser_count", "task")
    for model in content_types()
    if getattr(model, said, "")
)


@pytest.fixture(scope="module")
def names(django_db_setup, django_db_blocker) -> Iterator[dict[str, object]]:
    """A site with two news on a topic, an event with a contact, and what hides among them: by name
    their keys, and addresses.
    """
    with django_db_blocker.unblock(), undone():
        site, front = factories.site(), factories.section()
        news = factories.index(NewsIndexPage)
        topic = factories.topic(slug="klima")
        person = factories.person(slug="kontakt")
        first = factories.page(NewsPage, parent=news, topics=[topic], date="2026-01-01")
        second = factories.page(NewsPage, parent=news, topics=[topic], date="2026-01-02")
        events = factories.index(EventIndexPage)
        start, end = "2099-01-01T10:00Z", "2099-01-01T12:00Z"
        network = factories.page(NetworkPage, contact=person)
        event = factories.page(EventPage, parent=events, start=start, end=end, network=network)
        hidden = factories.page(NewsPage, parent=news, topics=[topic], title="Skjult")
        factories.restrict(hidden)
        draft = factories.draft(NewsPage, parent=news, topics=[topic])
        page = factories.page(StandardPage, parent=front)
        number_changes()
        list(build_backlog())
        pages = {
            "home": factories.home(), "front": front, "news": news, "first": first,
            "second": second, "events": events, "event": event, "network": network,
            "networks": network.get_parent(),
            "hidden": hidden, "draft": draft, "page": page,
        }  # fmt: skip
        yield {
            "site": site.pk,
            **{name: each.pk for name, each in pages.items()},
            **{f"{name}_url": each.get_url() for name, each in pages.items()},
        }


#: What stands in `Cache-Tag`, each after the address that is asked.
SHOWN = {
    # A page at its address
    "{page_url}": "site-{site} page-{page}",
    "{page_url}?format=json": "page-{page}",
    "{page_url}?format=markdown": "site-{site} page-{page}",
    # with the cards that its type adds
    "{first_url}": "site-{site} list-news.newspage page-{first} page-{second}",
    "{first_url}?format=json": "page-{first}",
    "{event_url}": "site-{site} list-events.eventpage page-{event}",
    "{event_url}?format=ics": "site-{site} list-events.eventpage page-{event}",
    "{network_url}": "site-{site} list-events.eventpage page-{network} page-{event}",
    # Fronts and indexes: what one may choose by is named by what pages show
    "{front_url}": f"site-{{site}} {TEASERS} page-{{front}} "
    "page-{event} page-{network} page-{second} page-{first} page-{news} page-{events} "
    "page-{networks}",
    "{front_url}?format=json": "page-{front}",
    "{news_url}": "site-{site} type-news.newspage page-{news} page-{second} page-{first}",
    "{news_url}?topic=klima": "site-{site} type-news.newspage page-{news} page-{second} "
    "page-{first}",
    "{news_url}?format=rss": "site-{site} list-news.newspage page-{news} page-{second} "
    "page-{first}",
    "{news_url}?format=atom&topic=klima": "site-{site} type-news.newspage page-{news} "
    "page-{second} page-{first}",
    "{events_url}?format=ics": "site-{site} list-events.eventpage page-{events} page-{event}",
    # The API
    "/api/v2/pages/{page}/": "page-{page}",
    "/api/v2/pages/?type=news.NewsPage": "list-news.newspage page-{first} page-{second}",
    "/api/v2/pages/?type=news.NewsPage&fields=*&order=-date&limit=1": "list-news.newspage "
    "page-{second}",
    "/api/v2/pages/?type=news.NewsPage&offset=2": "list-news.newspage",
    "/api/v2/pages/?type=news.NewsPage&topic=klima": "type-news.newspage page-{first} "
    "page-{second}",
    "/api/v2/pages/?type=news.NewsPage,events.EventPage&child_of={events}": "list-news.newspage "
    "list-events.eventpage page-{event} page-{events}",
    "/api/v2/pages/?child_of={news}": "list-wagtailcore.page page-{first} page-{second} "
    "page-{news}",
    "/api/v2/pages/?facets=topic&limit=1": "type-wagtailcore.page page-{home}",
    "/api/v2/site/": "site-{site}",
    # What is dropped with every commit
    "/api/v2/": "any",
    "/api/v2/pages/?child_of=root": "any",
    "/api/v2/pages/{page}/?rich_text_format=markdown": "any",
    "/api/v2/images/": "any",
    "/api/v2/redirects/": "any",
    "/api/v2/changes/": "any",
    "/api/v2/openapi.json": "any",
    "/emner/": "any",
    "/emner/klima/": "any",
    "/emner/klima/rss/": "any",
    "/personer/kontakt/": "any",
    "/soeg/?q=skjult": "any",
    "/sitemap.xml": "any",
    "/robots.txt": "any",
    # What nobody keeps
    "{hidden_url}": None,
    "{hidden_url}?format=json": None,
    "{page_url}?format=xml": None,
    "{news_url}?page=0": None,
    "/findes-ikke/": None,
    "/api/v2/pages/{hidden}/": None,
    "/api/v2/pages/?type=news.NewsPage&child_of={hidden}": None,
    "/api/v2/changes/?format=ndjson": None,
    "/health/": None,
    "/log-ind/": None,
}


@pytest.mark.parametrize("address", SHOWN)
def test_an_answer_has_the_tags_of_what_it_shows(client: Client, names, address):
    response = client.get(address.format(**names))
    expected = SHOWN[address] and SHOWN[address].format(**names).replace(" ", ",")
    assert response.get("Cache-Tag") == expected
    if response.status_code == 200 and "ETag" in response:
        known = {"if-none-match": response["ETag"]}
        again = client.get(address.format(**names), headers=known)
        assert (again.status_code, again["Cache-Tag"]) == (304, expected)


def test_who_may_be_signed_in_gets_none(client: Client, names):
    client.force_login(get_user_model().objects.create_superuser("chef"))
    for name in ("{page_url}", "{page_url}?format=json", "{hidden_url}", "{news_url}"):
        response = client.get(name.format(**names))
        assert (response.status_code, response.get("Cache-Tag")) == (200, None)


def test_a_document_is_dropped_with_every_commit(client: Client, names):
    document = factories.document()
    Document.objects.filter(pk=document.pk).update(free_standing=True)
    response = client.get(document.url)
    assert (response.status_code, response["Cache-Tag"]) == (200, "any")


def test_what_leads_on_from_a_page_that_was_taken_down_is_dropped_with_every_commit(
    client: Client, names
):
    gone = factories.page(NewsPage)
    number_changes()
    gone.unpublish()
    number_changes()
    Removal.objects.create(page_id=gone.pk, replaced_by=names["page"])
    response = client.get(gone.get_url())
    assert (response.status_code, response["Cache-Tag"]) == (301, "any")


class TestLimits:
    """What CloudFront and Bunny take of an answer."""

    @pytest.mark.parametrize(
        ("rows", "besides", "expected"),
        [
            (48, [], 50),
            (49, [], 2),  # the type for its rows
            (48, [7], 3),  # what no list has found keeps its own
            (60, range(1, 60), 1),  # and where that is too much as well, any
        ],
    )
    def test_a_type_stands_for_its_rows(self, rows, besides, expected):
        keys = range(2**31 - rows, 2**31)
        noted = Noted(
            pages=dict.fromkeys([*besides, *keys]),
            of_lists=set(keys),
            lists={"a.b": False},
            sites={1: None},
            is_all=True,
        )
        found = noted.tags()
        assert len(found) == expected
        assert len(found) <= MOST
        assert len(",".join(found)) <= MOST_OCTETS
        if expected < rows:
            types = {2: ["site-1", "type-a.b"], 3: ["site-1", "type-a.b", "page-7"], 1: ["any"]}
            assert found == types[expected]

    def test_long_names_count(self):
        lists = {f"app{number}.{'x' * 100}": False for number in range(11)}
        assert Noted(lists=lists, is_all=True).tags() == ["any"]


def test_a_change_drops_what_shows_the_page_and_lists_its_type_or_a_base_of_it():
    assert tags_of_change(7, "news.NewsPage", is_own=True) == [
        "page-7",
        "type-news.newspage",
        "type-wagtailcore.page",
        "list-news.newspage",
        "list-wagtailcore.page",
    ]
    # Who is listed, and where, is no matter of what a page shows of others.
    assert tags_of_change(7, "news.NewsPage", is_own=False) == [
        "page-7",
        "type-news.newspage",
        "type-wagtailcore.page",
    ]
    # A page of a plugin that is gone has come under such tags.
    assert tags_of_change(7, "absent.Thing", is_own=True)[1:3] == [
        "type-absent.thing",
        "type-wagtailcore.page",
    ]
