"""sitemap.xml and robots.txt: what search engines are told of, and what they are not."""

from datetime import UTC, datetime
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from wagtail.models import Page, Site

from cms.testing import factories
from home.models import SectionPage, StandardPage
from news.models import NewsPage
from tests.test_query_counts import count

pytestmark = pytest.mark.django_db

ROOT = "http://localhost"
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def listed(client, **kwargs) -> dict[str, str | None]:
    """The addresses in the sitemap, and the day of each one's last change."""
    response = client.get("/sitemap.xml", **kwargs)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    urls = ElementTree.fromstring(response.content).findall("s:url", NS)
    return {url.findtext("s:loc", None, NS): url.findtext("s:lastmod", None, NS) for url in urls}


def test_every_visible_page_is_listed_with_the_day_it_changed(client):
    page = factories.page(NewsPage, last_published_at=datetime(2026, 3, 1, 9, tzinfo=UTC))
    found = listed(client)
    above = [factories.home(), factories.section(), page.get_parent()]
    assert set(found) == {ROOT + each.url for each in [*above, page]}
    assert found[ROOT + page.url] == "2026-03-01"


def test_what_is_not_public_is_not_listed(client):
    page = factories.page(NewsPage)
    before = set(listed(client))
    restricted = factories.page(SectionPage, parent=factories.home())
    factories.restrict(restricted)
    factories.page(StandardPage, parent=restricted)
    factories.draft(NewsPage)
    factories.page(NewsPage).unpublish()
    page.create_alias(update_slug="spejling")
    assert set(listed(client)) == before


def test_each_site_lists_its_own_pages(client):
    factories.page(NewsPage)
    home = StandardPage(title="Nabo", slug="nabo")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.create(hostname="nabo.example", root_page=home)
    assert set(listed(client, headers={"host": "nabo.example"})) == {"http://nabo.example/"}
    assert "http://nabo.example/" not in listed(client)


def test_persons_and_topics_that_visible_pages_show_are_listed(client):
    person, topic = factories.person(name="Anne Sø"), factories.topic(slug="klima")
    factories.person(name="Ingen Steder")
    page = factories.page(NewsPage, contact=person, topics=[topic])
    client.get(page.url)
    subjects = {f"{ROOT}/personer/anne-soe/", f"{ROOT}/emner/klima/", f"{ROOT}/emner/"}
    assert {url for url in listed(client) if "/personer/" in url or "/emner/" in url} == subjects
    factories.restrict(page)
    assert not subjects & set(listed(client))


def test_more_pages_take_no_more_queries(client):
    factories.page(NewsPage)
    one = count("/sitemap.xml")
    for _ in range(5):
        factories.page(NewsPage)
    assert count("/sitemap.xml") == one
    assert one <= 5


def test_it_is_asked_for_again_by_its_validator(client):
    factories.page(NewsPage)
    first = client.get("/sitemap.xml")
    again = client.get("/sitemap.xml", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_robots_may_read_all_but_the_editors_side(client):
    factories.section()
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    rules = RobotFileParser()
    rules.parse(response.text.splitlines())
    assert rules.site_maps() == [f"{ROOT}/sitemap.xml"]
    addresses = ["/", "/moeder-og-netvaerk/", "/api/v2/pages/", "/admin/", "/log-ind/"]
    assert [rules.can_fetch("AnyBot", ROOT + each) for each in addresses] == [
        *(True, True, True, False, False)
    ]


def test_a_page_of_a_site_within_a_site_is_listed_by_the_nearer(client):
    inner = factories.page(SectionPage, parent=factories.home(), slug="indre")
    below = factories.page(StandardPage, parent=inner)
    Site.objects.create(hostname="indre.example", root_page=inner)
    found = listed(client, headers={"host": "indre.example"})
    assert set(found) == {"http://indre.example/", f"http://indre.example/{below.slug}/"}
    assert not [url for url in listed(client) if "indre" in url]
