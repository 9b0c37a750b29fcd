from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from wagtail.models import APIToken, Page, PageViewRestriction

from cms.keys.models import KeyScope
from cms.media.models import Document, Image
from cms.media.tests.factories import image_file
from cms.models import Topic
from cms.publications.backlog import build_backlog
from cms.testing import factories
from cms.testing.undo import undone
from cms.users.models import User
from conftest import number_changes
from events.models import EventPage
from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from tests.api.members import Follower, Members


@dataclass(frozen=True)
class Content:
    """A small site: two articles, an event and a page, and what the articles refer to."""

    home: Page
    section: Page
    news: Page
    first: NewsPage
    second: NewsPage
    events: Page
    event: EventPage
    about: StandardPage
    image: Image
    document: Document
    climate: Topic
    welfare: Topic


@pytest.fixture(scope="module")
def content(django_db_setup, django_db_blocker) -> Iterator[Content]:
    with django_db_blocker.unblock(), undone():
        home, section = factories.home(), factories.section()
        image = factories.image(title="Søen", file=image_file())
        document = factories.document(title="Rapporten")
        climate = factories.topic(name="Klima", slug="klima")
        welfare = factories.topic(name="Velfærd", slug="velfaerd")
        first = factories.page(
            NewsPage,
            title="Kommuner deler erfaringer",
            slug="erfaringer",
            lede="Fra hele landet.",
            date="2022-04-07",
            image=image,
            topics=[climate, welfare],
            contact=factories.person(name="Åse Ærø"),
            body=[("documents", {"heading": "Hent", "documents": [document]})],
            first_published_at=datetime(2022, 4, 7, 6, tzinfo=UTC),
        )
        second = factories.page(
            NewsPage,
            title="Budgetter på vej",
            slug="budgetter",
            date="2021-12-31",
            topics=[climate],
            first_published_at=datetime(2021, 12, 31, 23, 30, tzinfo=UTC),
        )
        event = factories.page(
            EventPage,
            title="Webinar",
            slug="webinar",
            venue="Rådhuset",
            start=datetime(2022, 5, 17, 8, tzinfo=UTC),
            end=datetime(2022, 5, 17, 10, tzinfo=UTC),
        )
        about = factories.page(
            StandardPage,
            title="Om os",
            slug="om",
            show_in_menus=True,
            body=[("page_card", first)],
        )
        settle()
        yield Content(
            home=home,
            section=section,
            news=first.get_parent(),
            first=first,
            second=second,
            events=event.get_parent(),
            event=event,
            about=about,
            image=image,
            document=document,
            climate=climate,
            welfare=welfare,
        )


@pytest.fixture
def ask(client, content):
    """The JSON of an address below /api/v2/."""

    def get(path: str) -> dict:
        response = client.get(f"/api/v2/{path}")
        assert (response.status_code, response["Content-Type"]) == (200, "application/json")
        return response.json()

    return get


@pytest.fixture
def titles(ask):
    """The titles of the pages that a query finds, in their order."""

    def get(query: str) -> list[str]:
        return [item["title"] for item in ask(f"pages/?{query}")["items"]]

    return get


def settle() -> None:
    number_changes()
    assert sum(build_backlog()) >= 0


@pytest.fixture
def site(content):
    settle()
    return content


@pytest.fixture
def changes(client, site):
    def ask(**query) -> dict:
        response = client.get("/api/v2/changes/", query)
        assert (response.status_code, response["Content-Type"]) == (200, "application/json")
        return response.json()

    return ask


@pytest.fixture
def now(changes) -> str:
    return changes(since="now")["next"]


@pytest.fixture(scope="module")
def made_members(content, django_db_blocker) -> Iterator[Members]:
    with django_db_blocker.unblock(), undone():
        group, others = Group.objects.create(name="Net"), Group.objects.create(name="Andre")
        section = NewsIndexPage(title="For medlemmer", slug="medlemmer")
        content.news.get_parent().add_child(instance=section)
        page = factories.page(
            NewsPage, title="Referat", parent=section, contact=content.first.contact
        )
        restriction = factories.restrict(section, PageViewRestriction.GROUPS)
        restriction.groups.set([group])
        settle()
        yield Members(group, others, section, page, restriction)


@pytest.fixture
def members(made_members) -> Members:
    """The same as they are stored: a test may change them."""
    fresh = {
        each.name: type(own).objects.get(pk=own.pk)
        for each in fields(made_members)
        for own in [getattr(made_members, each.name)]
    }
    return Members(**fresh)


@pytest.fixture
def follower(members) -> Callable[..., Follower]:
    """A mirror with the key of a new account of these groups."""

    def make(*groups: Group, **opens: object) -> Follower:
        number = User.objects.count()
        user = User.objects.create_user(f"m{number}", email=f"m{number}@example.dk", password="x")
        user.groups.set(groups)
        token, text = APIToken.create_token(user=user, name="Intranet")
        scope = {"section": members.section, "opens_restricted": True, **opens}
        KeyScope.objects.create(token=token, **scope)
        return Follower(text)

    return make


@pytest.fixture
def mine(follower, members) -> Follower:
    """A mirror of a member, as far as everybody else's."""
    made = follower(members.group)
    made.follow()
    return made
