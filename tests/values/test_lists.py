"""An item that can't be written takes nothing else along: a test for each kind of door."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cms.models import Person, SiteSettings, Topic
from cms.publications.backlog import build_backlog
from cms.publications.models import Publication
from cms.representations.encoding import to_json
from cms.testing import factories
from cms.testing.undo import undone
from conftest import number_changes
from events.models import EventPage, NetworkPage
from news.models import NewsPage

pytestmark = pytest.mark.django_db
#: What is no slug: with blanks, Danish letters, slashes, ways up, nothing, characters of no text.
SLUGS = ["a b", "æøå", "a/b/rss", "..", "", "%2F?x#y", "\x0b\uffff", "~1"]


def by_sql(model, key: int, **values: str) -> None:
    columns = ", ".join(f'"{name}" = %s' for name in values)
    primary = model._meta.pk.column
    with connection.cursor() as cursor:
        statement = f'UPDATE "{model._meta.db_table}" SET {columns} WHERE "{primary}" = %s'
        cursor.execute(statement, [*values.values(), key])
    number_changes()


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def unfolded(client, address: str) -> str:
    """What is there, with the long lines of iCalendar in one."""
    return read(client, address).replace("\r\n ", "")


@pytest.fixture(scope="class")
def odd(django_db_setup, django_db_blocker) -> Iterator[list[tuple[Topic, NewsPage]]]:
    """A topic of each slug, and an article that is filed under it and the right one."""
    with django_db_blocker.unblock(), undone():
        right, found = factories.topic(name="Rigtig", slug="rigtig"), []
        for number, slug in enumerate(SLUGS):
            topic = factories.topic(name=f"Skæv {number}")
            article = factories.page(
                NewsPage, title=f"Artikel {number} om vejret", topics=[topic, right]
            )
            by_sql(Topic, topic.pk, slug=slug)
            topic.refresh_from_db()
            found.append((topic, article))
        list(build_backlog())
        yield found


class TestSlugsOfTopics:
    """All of them at once, as they came by SQL, beside one that is right."""

    def test_they_are_listed_with_their_pages_and_feeds(self, client, odd):
        links = BeautifulSoup(read(client, "/emner/"), "html.parser").select("main li a")
        found = {link.get_text(): link["href"] for link in links}
        skewed = {topic.name: f"/emner/~{topic.pk}/" for topic, _article in odd}
        assert found == {**skewed, "Rigtig": "/emner/rigtig/"}
        for topic, article in odd:
            page = BeautifulSoup(read(client, found[topic.name]), "html.parser")
            assert article.title in page.main.get_text(), topic.slug
            feed = page.find("link", type="application/rss+xml")["href"]
            assert article.get_url() in read(client, feed), topic.slug

    def test_they_break_nothing_that_names_them(self, client, odd):
        news = odd[0][1].get_parent().get_url()
        addresses = (news, f"{news}?format=rss", "/soeg/?q=vejret", "/api/v2/pages/?fields=*")
        lists = {address: read(client, address) for address in addresses}
        sitemap = read(client, "/sitemap.xml")
        for topic, article in odd:
            assert f"/emner/~{topic.pk}/" in sitemap, topic.slug
            assert f"/emner/~{topic.pk}/" in read(client, article.get_url()), topic.slug
            for address, text in lists.items():
                assert article.get_url() in text, (topic.slug, address)

    def test_only_they_are_named_by_their_keys(self, client):
        sound = factories.topic(slug="god")
        factories.page(NewsPage, topics=[sound])
        number_changes()
        list(build_backlog())
        read(client, "/emner/god/")
        for name in (f"~{sound.pk}", "~0", "~" + 18 * "9", "~" + 19 * "9", "~", "~æ"):
            assert client.get(f"/emner/{name}/").status_code == 404, name


def test_slugs_of_persons_break_nothing_that_names_them(client):
    events = []
    for number, slug in enumerate(SLUGS):
        person = factories.person(name=f"Skæv Person {number}")
        events.append(factories.page(EventPage, contact=person))
        by_sql(Person, person.pk, slug=slug)
    list(build_backlog())
    sitemap = read(client, "/sitemap.xml")
    for event, slug in zip(events, SLUGS, strict=True):
        address = f"/personer/~{event.contact.pk}/"
        assert address in sitemap, slug
        assert event.contact.name in read(client, address), slug
        shown = json.loads(read(client, f"{event.get_url()}?format=json"))
        assert address in json.dumps(shown), slug


class TestUnbuildable:
    """Pages that can't be built, so many and so placed that they come first everywhere."""

    @pytest.fixture
    def events(self):
        hour = timedelta(hours=1)
        first, later = (timezone.now() + timedelta(days=days) for days in (1, 2))
        bad = [
            factories.page(EventPage, title="Væk", start=first, end=first + hour) for _ in range(7)
        ]
        sound = factories.page(EventPage, title="Rigtig", start=later, end=later + hour)
        for each in bad:
            by_sql(EventPage, each.pk, registration_deadline="9999-12-31")
        return bad, sound

    def test_take_no_place_on_a_section_front(self, client, events):
        _bad, sound = events
        page = BeautifulSoup(read(client, factories.section().get_url()), "html.parser")
        teasers = page.select("main .teasers li a")
        assert [each["href"] for each in teasers] == [sound.get_url()]

    def test_are_left_out_of_every_list(self, client, events):
        bad, sound = events
        calendar = sound.get_parent().get_url()
        month = f"{sound.start:%Y-%m}"
        for address in (
            *(calendar, f"{calendar}?month={month}"),
            *(f"{calendar}?format=ics", f"{calendar}?format=rss", f"{calendar}?format=atom"),
            "/api/v2/pages/?type=events.EventPage&fields=*",
        ):
            text = unfolded(client, address)
            assert sound.get_url() in text, address
            assert [each for each in bad if each.get_url() in text] == [], address

    def test_are_left_where_editors_mend_them(self, admin, events):
        bad, sound = events
        listing = read(admin, reverse("wagtailadmin_explore", args=[sound.get_parent().pk]))
        for each in [*bad, sound]:
            assert reverse("wagtailadmin_pages:edit", args=[each.pk]) in listing


def test_a_card_that_fails_leaves_no_empty_place(client, caplog):
    """What is stored fits, and its template can't take it: the log says so, the list goes on."""
    bad, sound = (factories.page(NewsPage, title=title) for title in ("Væk", "Rigtig"))
    articles = sound.get_parent().get_url()
    read(client, articles)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE publications_publication SET card = jsonb_set(card::jsonb, '{date}', '7'),"
            " representation = jsonb_set(representation::jsonb, '{date}', '7')"
            " WHERE page_id = %s",
            [bad.pk],
        )
    for address in (articles, factories.section().get_url()):
        page = BeautifulSoup(read(client, address), "html.parser")
        places = page.select("main .card-list > li, main .card-grid > li")
        assert len(places) == 1, address
        assert sound.get_url() in str(places[0])
    assert f"Page {bad.pk} is left out of a list" in caplog.text


def test_stored_values_that_do_not_fit_take_no_list_along(client):
    """Whatever a card or representation holds, every list of every kind shows the page beside."""
    hour, topic = timedelta(hours=1), factories.topic(name="Vejr", slug="vejr")
    network = factories.page(NetworkPage)
    soon = timezone.now().replace(day=10, hour=12) + timedelta(days=31)
    bad, sound = (
        factories.page(
            EventPage, title=title, start=soon, end=soon + hour, network=network, topics=[topic]
        )
        for title in ("Vejret i dag", "Vejret i morgen")
    )
    calendar, section = sound.get_parent().get_url(), factories.section().get_url()
    month = f"{calendar}?month={soon:%Y-%m}"
    pages = [calendar, month, section, network.get_url(), "/emner/vejr/", "/soeg/?q=vejret"]
    programs = [
        *(f"{calendar}?format={name}" for name in ("ics", "rss", "atom")),
        *(f"{network.get_url()}?format=ics", "/emner/vejr/rss/"),
        *("/soeg/forslag/?q=vejret", "/soeg/?q=vejret&format=json"),
    ]

    def check(addresses: list[str], **stored: dict) -> None:
        Publication.objects.filter(pk=bad.pk).update(
            **{column: to_json(content).decode() for column, content in stored.items()}
        )
        for address in addresses:
            assert sound.get_url() in unfolded(client, address), (address, stored)

    check([*pages, *programs])
    row = Publication.objects.get(pk=bad.pk)
    card, representation = json.loads(row.card), json.loads(row.representation)

    def filled(content: dict, value: object) -> dict:
        return {name: content[name] if name in ("id", "meta") else value for name in content}

    for value in (7, None, [], "x", "2022-05-01"):
        changed = {"card": filled(card, value), "representation": filled(representation, value)}
        check([*pages, *programs], **changed)
    for member in card.keys() - {"id", "meta"}:
        check(pages, card={**card, member: 7})


def test_a_setting_of_the_site_takes_no_page_along(client):
    article = factories.page(NewsPage)
    settings = SiteSettings.for_site(factories.site())
    texts = {
        field.name: "\x0b\uffff{{x}}"
        for field in SiteSettings._meta.concrete_fields
        if field.get_internal_type() in ("CharField", "TextField", "EmailField", "URLField")
    }
    by_sql(SiteSettings, settings.pk, **texts)
    for address in ("/", article.get_url(), "/soeg/", "/emner/", "/sitemap.xml", "/api/v2/site/"):
        read(client, address)
