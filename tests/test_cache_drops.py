"""What a commit has caches drop is what it changes: nothing less, and little more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from wagtail.models import Page, Site

from cms.caches.changed import Changed, changed_since, sites_now, tags_of_sites
from cms.models import SiteSettings
from cms.publications.backlog import build_backlog
from cms.publications.cursors import Cursor
from cms.publications.models import Head
from cms.testing import factories
from cms.testing.undo import undone
from conftest import number_changes
from events.models import EventIndexPage, EventPage
from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db


@dataclass
class Kept:
    """A site, and what a cache has kept of it: content and tags by the name of the address."""

    pages: dict[str, Page]
    addresses: dict[str, str]

    def ask(self, client: Client) -> dict[str, tuple[bytes, set[str]]]:
        found = {}
        for name, address in self.addresses.items():
            response = client.get(address)
            tags = response.get("Cache-Tag", "")
            found[name] = (b"%d" % response.status_code) + response.content, set(tags.split(","))
        return found


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker) -> Iterator[Kept]:
    with django_db_blocker.unblock(), undone():
        front = factories.section()
        news, events = factories.index(NewsIndexPage), factories.index(EventIndexPage)
        person, topic = factories.person(slug="kontakt"), factories.topic(slug="klima")
        pages = {
            "page": factories.page(StandardPage, parent=front, contact=person),
            "menu": factories.page(StandardPage, parent=factories.home(), show_in_menus=True),
            "news": factories.page(NewsPage, parent=news, contact=person, topics=[topic]),
            "other": factories.page(NewsPage, parent=news),
            "event": factories.page(EventPage, parent=events, contact=person),
            "draft": factories.page(NewsPage, parent=news, live=False),
        }
        number_changes()
        list(build_backlog())
        addresses = {name: each.get_url() for name, each in pages.items()}
        addresses |= {f"{name} as JSON": f"{url}?format=json" for name, url in addresses.items()}
        addresses |= {
            "front": front.get_url(),
            "index": news.get_url(),
            "index by topic": f"{news.get_url()}?topic=klima",
            "feed": f"{news.get_url()}?format=rss",
            "calendar": f"{events.get_url()}?format=ics",
            "list": "/api/v2/pages/?type=news.NewsPage&fields=title",
            "whole list": "/api/v2/pages/?type=news.NewsPage&fields=*",
            "list of all": "/api/v2/pages/",
            "list of events": "/api/v2/pages/?type=events.EventPage",
            "list of pages": "/api/v2/pages/?type=home.StandardPage",
            "search": "/api/v2/pages/?search=kontakt",
            "facets": "/api/v2/pages/?type=news.NewsPage&facets=topic&limit=0",
            "detail": f"/api/v2/pages/{pages['news'].pk}/",
            "site": "/api/v2/site/",
        }
        yield Kept(pages, addresses)


@pytest.fixture
def dropped(kept: Kept, client: Client) -> Callable[[Callable[[], None]], set[str]]:
    """Do something, and give the names of what is dropped and didn't change. What changes is
    dropped.
    """

    def of(act: Callable[[], None]) -> set[str]:
        before, since, sites = kept.ask(client), (Cursor.now(), _version()), sites_now()
        act()
        number_changes()
        changed = changed_since(*since)
        tags = {*changed.tags, *tags_of_sites(sites, sites_now())} if changed else set()
        after = kept.ask(client)
        found = {name for name, (_content, of_answer) in before.items() if of_answer & tags}
        differing = {name for name in before if before[name][0] != after[name][0]}
        assert {name for name in differing - found if before[name][1] != {""}} == set()
        return found - differing

    return of


def _version() -> int:
    return Head.objects.get().version


#: Dropped with whatever changes of any page: words of what they show count.
SEARCH = {"search"}
#: Told by what the site is called, and dropped with all that stands on every page.
FEEDS = {"feed", "calendar"}


def test_nothing_drops_nothing(kept: Kept, dropped):
    def save_a_draft() -> None:
        page = NewsPage.objects.get(pk=kept.pages["news"].pk)
        page.title = "Kladde"
        page.save_revision()

    assert dropped(save_a_draft) == set()


def test_to_publish(kept: Kept, dropped):
    draft = Page.objects.filter(pk=kept.pages["draft"].pk)
    # News pages show others of their kind, as does the list of a topic.
    assert dropped(lambda: draft.update(live=True)) == {"news", "index by topic", *SEARCH}


def test_to_unpublish(kept: Kept, dropped):
    page = Page.objects.filter(pk=kept.pages["event"].pk)
    assert dropped(lambda: page.update(live=False)) == SEARCH


def test_to_restrict(kept: Kept, dropped):
    def restrict() -> None:
        factories.restrict(kept.pages["news"])

    assert dropped(restrict) == SEARCH


def test_to_move(kept: Kept, dropped):
    def move() -> None:
        below = Page.objects.get(pk=kept.pages["menu"].pk)
        Page.objects.get(pk=kept.pages["page"].pk).move(below, pos="last-child")

    assert dropped(move) == SEARCH


def test_to_rename_a_contact(kept: Kept, dropped):
    """The pages that show it, and the lists that hold these."""

    def rename() -> None:
        person = kept.pages["news"].contact
        type(person).objects.filter(pk=person.pk).update(name="Kontakt Omdøbt")

    assert dropped(rename) == {
        *("front", "index", "index by topic", "feed", "facets"),
        *("list", "list of all", "list of events", "list of pages"),
    }


def test_to_rename_a_page_of_the_menu(kept: Kept, dropped):
    """Every web page shows it; as JSON they don't."""
    page = Page.objects.filter(pk=kept.pages["menu"].pk)
    assert dropped(lambda: page.update(title="Nyt i menuen")) == SEARCH | FEEDS


def test_to_change_what_stands_on_every_page(kept: Kept, dropped):
    def tell() -> None:
        settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
        settings.mail = "nyt@example.dk"
        settings.save()

    assert dropped(tell) == FEEDS


class TestAddresses:
    """What a cache is told that knows no tags."""

    def changed(self, act: Callable[[], None]) -> Changed:
        since = (Cursor.now(), _version())
        act()
        number_changes()
        found = changed_since(*since)
        assert found is not None
        return found

    def test_the_page_and_what_lies_above_it_in_every_form(self, kept: Kept):
        page = kept.pages["news"]
        changed = self.changed(lambda: Page.objects.filter(pk=page.pk).update(title="Ny"))
        found = changed.addresses()
        root = Site.objects.get(is_default_site=True).root_url
        above = ["/", "/moeder-og-netvaerk/", page.get_parent().get_url(), page.get_url()]
        forms = ["", "?format=json", "?format=markdown", "?format=rss", "?format=ics"]
        expected = {f"{root}{path}{form}" for path in above for form in forms}
        assert expected <= set(found)
        assert found[-1] == f"{root}/api/v2/pages/{page.pk}/"
        assert len(found) == len(set(found)) < 40

    def test_where_it_was_before_it_was_moved(self, kept: Kept):
        page, root = kept.pages["page"], Site.objects.get(is_default_site=True).root_url

        def move() -> None:
            below = Page.objects.get(pk=kept.pages["menu"].pk)
            Page.objects.get(pk=page.pk).move(below, pos="last-child")

        assert f"{root}{page.get_url()}" in self.changed(move).addresses()
