"""RSS and Atom of every index page, read by a parser that neither we nor Django wrote."""

from datetime import UTC, date, datetime, timedelta

import feedparser
import pytest
from bs4 import BeautifulSoup

from cms.media.tests.factories import image_file
from cms.testing import factories
from documents.models import DocumentCollectionPage, DocumentIndexPage
from events.models import EventIndexPage, EventPage
from news.models import NewsIndexPage, NewsPage
from tests.test_structured_data import MOMENTS

ONLINE = {"attendance_mode": "online", "online_note": "Linket kommer.", "town": ""}
PUBLISHED = datetime(2022, 4, 7, 8, tzinfo=UTC)
LATER = datetime(2022, 4, 8, 9, tzinfo=UTC)
MEDIA_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("form", MEDIA_TYPES)


def fetch(client, page, form: str, **query):
    response = client.get(page.url, {"format": form, **query})
    assert (response.status_code, response["Content-Type"]) == (
        200,
        f"{MEDIA_TYPES[form]}; charset=utf-8",
    )
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo  # well-formed, and of the encoding it says
    assert parsed.version == {"rss": "rss20", "atom": "atom10"}[form]
    return parsed


def titles(client, page, form: str = "atom", **query) -> list[str]:
    return [entry.title for entry in fetch(client, page, form, **query).entries]


def moment(parsed) -> datetime:
    return datetime(*parsed[:6], tzinfo=UTC)


def news(title: str, published: datetime = PUBLISHED, **values) -> NewsPage:
    dates = {"first_published_at": published, "last_published_at": published}
    return factories.page(NewsPage, title=title, **dates | values)


@both
def test_an_entry_tells_what_a_page_is_and_when_it_was_published(client, form):
    page = news(
        "Nyt om mål og midler",
        lede="Æbler & ørreder, 5 < 7.",
        last_published_at=LATER,
        topics=[factories.topic(name="Klima")],
    )
    feed = fetch(client, page.get_parent(), form)
    [entry] = feed.entries
    assert (entry.title, entry.link, entry.summary) == (
        "Nyt om mål og midler",
        page.full_url,
        "Æbler &amp; ørreder, 5 &lt; 7.",  # HTML in both
    )
    assert entry.id == f"http://localhost/api/v2/pages/{page.pk}/"
    assert [tag.term for tag in entry.tags] == ["Klima"]
    assert moment(entry.published_parsed) == PUBLISHED
    assert moment(feed.feed.updated_parsed) == LATER
    if form == "atom":
        assert moment(entry.updated_parsed) == LATER


@both
def test_an_entry_shows_the_pages_picture(client, form):
    image = factories.image(file=image_file(size=(1300, 800)))
    page = news("Med billede", image=image)
    [entry] = fetch(client, page.get_parent(), form).entries
    [picture] = entry.media_content
    [rendition] = image.renditions.filter(filter_spec="fill-1200x630|format-jpeg")
    assert picture == {
        "medium": "image",
        "url": f"http://localhost{rendition.url}",
        "width": "1200",
        "height": "630",
    }


@both
@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"town": "Køge", "venue": "Rådhuset"}, "17. maj 2030 kl. 10.00-12.00, Rådhuset, Køge."),
        ({"town": "Køge", "all_day": True, "status": "cancelled"}, "Aflyst: 17. maj 2030, Køge."),
        (ONLINE, "17. maj 2030 kl. 10.00-12.00, Online."),
    ],
)
def test_an_event_says_first_when_and_where(client, form, values, told):
    page = factories.page(EventPage, lede="Kom og hør.", **MOMENTS | values)
    [entry] = fetch(client, page.get_parent(), form, when="upcoming").entries
    assert entry.summary == f"{told} Kom og hør."


@both
def test_a_feed_tells_whose_it_is(client, form):
    index = factories.index(NewsIndexPage)
    index.lede = "Nyt fra kommunerne."
    index.save()
    feed = fetch(client, index, form).feed
    assert feed.title == f"Nyheder - {factories.site().site_name}"
    assert feed.subtitle == "Nyt fra kommunerne."
    assert feed.language == "da"
    if form == "atom":  # which has to name somebody
        assert feed.author == factories.site().site_name
    links = {(link.rel, link.href) for link in feed.links}
    assert links == {("alternate", index.full_url), ("self", f"{index.full_url}?format={form}")}


@both
def test_an_empty_feed_does_not_depend_on_the_clock(client, form):
    index = factories.index(NewsIndexPage)
    feed = fetch(client, index, form).feed
    assert moment(feed.updated_parsed) == index.last_published_at.replace(microsecond=0)


@pytest.mark.parametrize("model", [NewsIndexPage, EventIndexPage, DocumentIndexPage])
def test_every_index_has_feeds_that_its_page_leads_to(client, model):
    index = factories.index(model)
    head = BeautifulSoup(client.get(index.url).content, "html.parser").head
    links = head.find_all("link", rel="alternate")
    offered = {link["type"]: link["href"] for link in links}
    assert offered.items() >= {
        ("application/rss+xml", f"{index.url}?format=rss"),
        ("application/atom+xml", f"{index.url}?format=atom"),
    }
    for form in MEDIA_TYPES:
        fetch(client, index, form)


def test_the_latest_published_comes_first_whatever_its_own_date(client):
    old = news("Gammel dato", LATER, date=date(2020, 1, 1))
    news("Ny dato", PUBLISHED, date=date(2023, 1, 1))
    assert titles(client, old.get_parent()) == ["Gammel dato", "Ny dato"]


def test_a_feed_holds_the_latest_thirty(client):
    for number in range(31):
        index = news(f"Nyhed {number}", PUBLISHED + timedelta(days=number)).get_parent()
    assert titles(client, index) == [f"Nyhed {number}" for number in range(30, 0, -1)]


@both
def test_a_renamed_contact_is_no_news(client, form):
    contact = factories.person()
    index = news("Nyhed", contact=contact).get_parent()
    before = client.get(index.url, {"format": form})
    contact.name = "Et andet navn"
    contact.save()
    after = client.get(index.url, {"format": form})
    assert after.content == before.content


@pytest.mark.parametrize(
    ("model", "index_model"),
    [
        (NewsPage, NewsIndexPage),
        (EventPage, EventIndexPage),
        (DocumentCollectionPage, DocumentIndexPage),
    ],
)
def test_a_feed_of_a_topic_holds_what_is_filed_under_it(client, model, index_model):
    climate = factories.topic(name="Klima", slug="klima")
    found = factories.page(model, title="Om klima", topics=[climate])
    factories.page(model, title="Om budget")
    index = found.get_parent()
    assert titles(client, index, topic="klima") == ["Om klima"]
    assert fetch(client, index, "rss", topic="klima").feed.title.startswith(f"{index.title}: Klima")
    head = client.get(index.url, {"topic": "klima", "utm_source": "brev"}).content.decode()
    assert f'href="{index.url}?topic=klima&amp;format=rss"' in head


def test_a_feed_of_a_year_holds_its_news(client):
    index = news("I 2021", date=date(2021, 5, 1)).get_parent()
    news("I 2022", date=date(2022, 5, 1))
    assert titles(client, index, year="2021") == ["I 2021"]


@both
def test_what_is_restricted_is_in_no_feed(client, form):
    page = news("Kun for medlemmer")
    restriction = factories.restrict(page)
    assert titles(client, page.get_parent(), form) == []
    restriction.delete()
    factories.restrict(page.get_parent())
    assert client.get(page.get_parent().url, {"format": form}).status_code == 403
