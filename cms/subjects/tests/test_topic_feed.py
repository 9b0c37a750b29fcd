"""A topic's feed, as a parser reads it that is not ours."""

from datetime import timedelta

import feedparser
import pytest
from django.apps import apps
from django.utils import timezone

from cms.testing import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not apps.is_installed("news"), reason="news"),
]


def news(days_ago: int, **values):
    published = timezone.now() - timedelta(days=days_ago)
    moments = {"first_published_at": published, "last_published_at": published}
    return factories.page(apps.get_model("news.NewsPage"), **moments | values)


def read(client):
    response = client.get("/emner/klima/rss/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo
    return parsed


def test_it_lists_what_came_last_with_absolute_addresses(client):
    topic = factories.topic(name="Klima & energi", slug="klima")
    pages = [news(2, title="Før", topics=[topic]), news(1, title="Nu <nyt>", topics=[topic])]
    news(0, title="Andet", topics=[factories.topic()])
    for page in pages:
        client.get(page.url)
    found = read(client)
    assert found.feed.title == "Klima & energi - Prøvekommunen"
    assert found.feed.link == "http://localhost/emner/klima/"
    assert found.feed.language == "da"
    assert [(each.title, each.link) for each in found.entries] == [
        ("Nu <nyt>", f"http://localhost{pages[1].url}"),
        ("Før", f"http://localhost{pages[0].url}"),
    ]
    assert found.entries[0].description == pages[1].lede


def test_an_entry_says_what_the_feed_of_its_list_says(client):
    topic = factories.topic(name="Klima", slug="klima")
    page = news(1, lede="Æbler & ørreder, 5 < 7.", topics=[topic])
    client.get(page.url)
    of_topic, of_list = (
        feedparser.parse(client.get(url).content)
        for url in ("/emner/klima/rss/", f"{page.get_parent().url}?format=rss")
    )
    assert of_topic.entries == of_list.entries
    assert of_topic.entries[0].description == "Æbler &amp; ørreder, 5 &lt; 7."
    assert of_topic.feed.updated_parsed == page.last_published_at.utctimetuple()


def test_an_entry_keeps_its_key_and_time_when_something_it_shows_changes(client):
    topic, person = factories.topic(slug="klima"), factories.person()
    page = news(1, topics=[topic], contact=person)
    client.get(page.url)
    before = read(client).entries[0]
    person.name = "Et andet navn"
    person.save()
    client.get(page.url)
    after = read(client).entries[0]
    assert (after.id, after.published) == (before.id, before.published)


def test_it_is_asked_for_again_by_its_validator(client):
    topic = factories.topic(slug="klima")
    client.get(news(1, topics=[topic]).url)
    first = client.get("/emner/klima/rss/")
    again = client.get("/emner/klima/rss/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_without_a_public_page_there_is_none(client):
    topic = factories.topic(slug="klima")
    page = news(1, topics=[topic])
    client.get(page.url)
    factories.restrict(page)
    assert client.get("/emner/klima/rss/").status_code == 404
    assert client.get("/emner/findes-ikke/rss/").status_code == 404
