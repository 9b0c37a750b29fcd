"""JSON-LD and Open Graph, as programs other than ours read them: rdflib parses JSON-LD into
statements, and knows every term of schema.org.
"""

import json
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.utils import timezone
from PIL import Image
from rdflib import RDF, SDO, Graph, URIRef

from cms.media.tests.factories import image_file
from cms.models import SiteSettings
from cms.testing import ContentTypeContract, factories
from cms.testing.instances import shared
from documents.tests import test_content_types as documents
from events.models import Audience, EventPage
from events.tests import test_content_types as events
from home.tests import test_content_types as home
from news.models import NewsPage
from news.tests import test_content_types as news

pytestmark = [
    pytest.mark.django_db,
    # What rdflib says to itself when it parses JSON-LD.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

ROOT = "http://localhost"
CONTRACTS = [
    home.TestHomePage,
    home.TestSectionPage,
    home.TestStandardPage,
    news.TestNewsIndexPage,
    news.TestNewsPage,
    events.TestEventIndexPage,
    events.TestEventPage,
    events.TestNetworkIndexPage,
    events.TestNetworkPage,
    documents.TestDocumentIndexPage,
    documents.TestDocumentCollectionPage,
]
MOMENTS = {
    "start": datetime(2030, 5, 17, 8, tzinfo=UTC),
    "end": datetime(2030, 5, 17, 10, tzinfo=UTC),
}


def head(client, page) -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url).content, "html.parser").head


def data(client, page) -> dict:
    return json.loads(head(client, page).find("script", type="application/ld+json").string)


def node(client, page, kind: str) -> dict:
    [found] = [each for each in data(client, page)["@graph"] if each["@type"] == kind]
    return found


def meta(client, page) -> dict[str, str]:
    """Open Graph, by property."""
    found = head(client, page).find_all("meta", property=True)
    return {each["property"]: each["content"] for each in found}


def statements(document: dict) -> Graph:
    """What rdflib reads in a JSON-LD document; schema.org's own context is not fetched."""
    assert document["@context"] == "https://schema.org"
    local = document | {"@context": {"@vocab": str(SDO)}}
    return Graph().parse(data=json.dumps(local), format="json-ld")


def unknown_terms(graph: Graph) -> set[str]:
    """Types and properties that schema.org does not have."""
    terms = {predicate for _, predicate, _ in graph if predicate != RDF.type}
    terms |= set(graph.objects(None, RDF.type))
    terms.discard(URIRef(f"{SDO}query-input"))  # an annotation of `query`, from "Potential Actions"
    return {str(term) for term in terms if term not in SDO}


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.model.__name__)
def test_of_every_type_uses_terms_of_schema_org_and_absolute_addresses(
    client, contract: type[ContentTypeContract]
):
    with shared():
        page = contract.make()
    graph = statements(data(client, page))
    assert unknown_terms(graph) == set()
    subject = URIRef(ROOT + page.url.removeprefix(ROOT))
    assert (subject, URIRef(SDO.isPartOf), URIRef(f"{ROOT}/#website")) in graph
    addresses = [str(each) for each in graph.objects() if str(each).startswith("/")]
    assert addresses == []


def test_a_plugins_type_is_the_main_thing_of_its_page(client):
    courses = pytest.importorskip("courses.models")
    page = factories.page(courses.CoursePage, title="Kursus i mål")
    event = node(client, page, "Event")
    assert (event["name"], event["description"]) == ("Kursus i mål", page.lede)
    assert node(client, page, "WebPage")["mainEntity"] == {"@id": event["@id"]}


def test_an_event_says_when_where_how_and_for_how_much(client):
    speaker = {"person": factories.person(name="Anne Sø", title="Chef", organisation="By")}
    page = factories.page(
        EventPage,
        title="Målbare mål",
        attendance_mode="hybrid",
        venue="Rådhuset",
        address="Torvet 1",
        town="Køge",
        online_url="https://video.example.dk/1",
        online_url_is_public=True,
        target_group="Chefer",
        audiences=[Audience.objects.create(name="Ledere", slug="ledere")],
        price="1.250 kr. ekskl. moms",
        registration_url="https://tilmelding.example.dk/1",
        places="few",
        speakers=[("speaker", speaker | {"role": "speaker", "talk_title": ""})],
        **MOMENTS,
    )
    url = ROOT + page.url
    assert node(client, page, "Event") == {
        "@type": "Event",
        "@id": f"{url}#content",
        "url": url,
        "name": "Målbare mål",
        "description": page.lede,
        "startDate": "2030-05-17T10:00:00+02:00",
        "endDate": "2030-05-17T12:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "Rådhuset",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "Torvet 1",
                    "addressLocality": "Køge",
                    "addressCountry": "DK",
                },
            },
            {"@type": "VirtualLocation", "url": "https://video.example.dk/1"},
        ],
        "organizer": {"@id": f"{ROOT}/#organization"},
        "performer": [
            {
                "@type": "Person",
                "name": "Anne Sø",
                "jobTitle": "Chef",
                "worksFor": {"@type": "Organization", "name": "By"},
            }
        ],
        "audience": [{"@type": "Audience", "audienceType": who} for who in ("Chefer", "Ledere")],
        "offers": {
            "@type": "Offer",
            "url": "https://tilmelding.example.dk/1",
            "price": "1250",
            "priceCurrency": "DKK",
            "availability": "https://schema.org/LimitedAvailability",
        },
    }


@pytest.mark.parametrize(
    ("status", "term", "mode"),
    [
        ("scheduled", "EventScheduled", "OfflineEventAttendanceMode"),
        ("postponed", "EventPostponed", "OfflineEventAttendanceMode"),
        ("rescheduled", "EventRescheduled", "OfflineEventAttendanceMode"),
        ("cancelled", "EventCancelled", "OfflineEventAttendanceMode"),
        ("moved_online", "EventMovedOnline", "OnlineEventAttendanceMode"),
    ],
)
def test_a_changed_event_says_so(client, status, term, mode):
    event = node(client, factories.page(EventPage, status=status, **MOMENTS), "Event")
    assert event["eventStatus"] == f"https://schema.org/{term}"
    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}"


def test_a_rescheduled_event_says_when_it_was_to_be(client):
    before = datetime(2030, 5, 3, 8, tzinfo=UTC)
    page = factories.page(EventPage, status="rescheduled", previous_start=before, **MOMENTS)
    assert node(client, page, "Event")["previousStartDate"] == "2030-05-03T10:00:00+02:00"


@pytest.mark.parametrize(
    ("price", "amount"),
    [
        ("Gratis for kommuner", "0"),
        ("595,50 kr. pr. person", "595.50"),
        ("500 kr. for medlemmer, 900 kr. for andre", None),
        ("Gratis for medlemmer, ellers 500 kr.", None),
        ("500-700 kr.", None),
        ("fra 500 kr.", None),
        ("Efter aftale", None),
        ("", None),
    ],
)
def test_a_price_is_a_number_only_if_the_text_names_one(client, price, amount):
    event = node(client, factories.page(EventPage, price=price, **MOMENTS), "Event")
    assert event.get("offers", {}).get("price") == amount
    assert event.get("isAccessibleForFree") == (True if amount == "0" else None)


def test_an_event_of_whole_days_has_no_hours(client):
    event = node(client, factories.page(EventPage, all_day=True, **MOMENTS), "Event")
    assert (event["startDate"], event["endDate"]) == ("2030-05-17", "2030-05-17")


def test_news_say_who_wrote_them_and_when(client):
    page = factories.page(NewsPage, title="Nyt", date=datetime(2022, 4, 7, tzinfo=UTC).date())
    article = node(client, page, "NewsArticle")
    assert (article["headline"], article["datePublished"]) == ("Nyt", "2022-04-07")
    assert article["author"] == article["publisher"] == {"@id": f"{ROOT}/#organization"}


def test_a_page_names_the_way_to_it(client):
    page = factories.page(NewsPage, title="Nyt")
    trail = [factories.home(), factories.section(), page.get_parent(), page]
    assert node(client, page, "BreadcrumbList")["itemListElement"] == [
        {"@type": "ListItem", "position": n, "name": each.title, "item": ROOT + each.url}
        for n, each in enumerate(trail, start=1)
    ]


def test_the_site_says_who_is_behind_it_and_how_it_is_searched(client):
    stored = SiteSettings.for_site(factories.site())
    stored.organisation, stored.phone, stored.mail = "Kommunerne", "33 70 33 70", "kl@example.dk"
    stored.address = "Gaden 1\n2300 København S"
    stored.save()
    organisation = node(client, factories.home(), "Organization")
    assert organisation | {"logo": None} == {
        "@type": "Organization",
        "@id": f"{ROOT}/#organization",
        "url": f"{ROOT}/",
        "name": "Kommunerne",
        "logo": None,
        "address": "Gaden 1 2300 København S",
        "telephone": "33 70 33 70",
        "email": "kl@example.dk",
    }
    assert node(client, factories.home(), "WebSite")["potentialAction"] == {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{ROOT}/soeg/?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }


def test_no_title_ends_the_block_of_data(client):
    title = "Om </script><script>alert(1)</script> & <!--"
    page = factories.page(NewsPage, title=title)
    scripts = head(client, page).find_all("script", src=False)
    assert [each["type"] for each in scripts] == ["application/ld+json"]
    assert node(client, page, "NewsArticle")["name"] == title


def test_a_shared_link_shows_the_pages_picture(client):
    image = factories.image(file=image_file(size=(1300, 800)), description="Et torv")
    page = factories.page(NewsPage, title="Nyt", image=image)
    shared = meta(client, page)
    [rendition] = image.renditions.filter(filter_spec="fill-1200x630|format-jpeg")
    assert shared == {
        "og:type": "article",
        "article:published_time": page.date.isoformat(),
        "article:modified_time": timezone.localtime(page.last_published_at).isoformat(),
        "og:site_name": "Prøvekommunen",
        "og:locale": "da_DK",
        "og:title": "Nyt",
        "og:description": page.lede,
        "og:url": ROOT + page.url,
        "og:image": ROOT + rendition.url,
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Et torv",
    }
    assert node(client, page, "NewsArticle")["image"] == shared["og:image"]


def test_a_shared_link_without_a_picture_shows_the_sites(client):
    page = factories.page(NewsPage, image=factories.image())  # 32 pixels across: a stamp
    shared = meta(client, page)
    assert shared["og:image"] == f"{ROOT}/static/cms/share.png"
    with Image.open(finders.find("cms/share.png")) as drawn:
        assert drawn.size == (1200, 630)
        assert [shared["og:image:width"], shared["og:image:height"]] == ["1200", "630"]
