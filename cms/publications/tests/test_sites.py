"""What the log holds of sites, and which site and page an address leads to."""

import json

import pytest
from django.db import transaction
from django.test import RequestFactory
from wagtail.models import Collection, Page, PageViewRestriction, Site
from wagtail.models.sites import get_site_for_hostname

from cms.delivery.site import find_address
from cms.models import SiteSettings
from cms.publications.addresses import find
from cms.publications.models import Head, SiteRepresentation
from cms.publications.sites import build_site, outdated_sites
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage

pytestmark = pytest.mark.django_db


def shown() -> dict:
    """What a page of the site shows besides its content."""
    return json.loads(find("localhost", "80").site_representation())


@pytest.fixture
def site(number) -> Site:
    """A site with two levels of menu, and a footer that links to a page and to a document."""
    section = factories.section()
    Page.objects.filter(pk=section.pk).update(show_in_menus=True)
    factories.page(ArticleIndexPage, title="Artikler", show_in_menus=True)
    statement = factories.page(ArticlePage, title="Erklæring")
    document = factories.document(collection=Collection.get_first_root_node().add_child(name="x"))
    SiteSettings.objects.create(
        site=factories.site(),
        organisation="Foreningen",
        text=f'<p><a linktype="page" id="{statement.pk}">siden</a> og '
        f'<a linktype="document" id="{document.pk}">filen</a></p>',
        accessibility_page=statement,
    )
    number()
    return factories.site()


def index() -> Page:
    return Page.objects.get(title="Artikler")


CHANGES = {
    "settings edited": lambda: SiteSettings.objects.update(organisation="Kontoret"),
    "settings deleted": lambda: SiteSettings.objects.all().delete(),
    "menu page renamed": lambda: Page.objects.filter(title="Artikler").update(title="Nyt navn"),
    "menu page taken out": lambda: Page.objects.filter(title="Artikler").update(
        show_in_menus=False
    ),
    "menu page unpublished": lambda: index().specific.unpublish(),
    "menu page restricted": lambda: factories.restrict(index(), PageViewRestriction.LOGIN),
    "section restricted": lambda: factories.restrict(index().get_parent()),
    "menu page moved": lambda: index().move(factories.home(), pos="last-child"),
    "menu page deleted": lambda: index().delete(),
    "linked page unpublished": lambda: ArticlePage.objects.get().unpublish(),
    "linked document restricted": lambda: factories.hide(
        type(factories.document()).objects.order_by("pk").first()
    ),
    "name of the site": lambda: Site.objects.update(site_name="Nyt navn"),
    "hostname": lambda: Site.objects.update(hostname="andet.example"),
    "root page": lambda: Site.objects.update(root_page=index().get_parent()),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_shown_at_once(site, number, name, django_assert_num_queries):
    before = shown()
    CHANGES[name]()
    number()
    after = shown()
    assert after != before
    assert json.dumps(after, ensure_ascii=False, separators=(",", ":")) == build_site(site.pk)[1]
    assert outdated_sites() == []
    with django_assert_num_queries(1):
        assert shown() == after


def test_a_restriction_that_ends_is_shown_too(site, number):
    before = shown()
    restriction = factories.restrict(index())
    number()
    assert shown() != before
    restriction.delete()
    number()
    assert shown() == before


def test_a_transaction_shows_its_own_changes_and_keeps_them_for_itself(site):
    shown()
    stored = SiteRepresentation.objects.get().representation
    SiteSettings.objects.update(organisation="Ikke nummereret endnu")
    assert shown()["footer"]["organisation"] == "Ikke nummereret endnu"
    assert SiteRepresentation.objects.get().representation == stored


def test_what_is_taken_back_was_never_shown(site):
    before = shown()
    with transaction.atomic():
        SiteSettings.objects.update(organisation="Fortrudt")
        assert shown() != before
        transaction.set_rollback(True)
    assert shown() == before


def test_a_draft_changes_nothing(site, number, django_assert_num_queries):
    before = shown()
    article = ArticlePage.objects.get()
    article.title = "Kladde"
    article.save_revision()
    number()
    with django_assert_num_queries(1):
        assert shown() == before


def test_other_code_builds_for_itself_and_stores_nothing(site):
    before = shown()
    SiteRepresentation.objects.update(fingerprint="other", representation='{"name": "Andet"}')
    assert shown() == before
    Head.objects.update(fingerprint="newer")
    SiteRepresentation.objects.update(fingerprint="newer", representation='{"name": "Nyere"}')
    assert shown() == before
    assert SiteRepresentation.objects.get().representation == '{"name": "Nyere"}'


class TestSites:
    """Which of them answers is what Wagtail says."""

    HOSTS = ["localhost", "en.example", "to.example", "TO.example", "tre.example", "fire.example"]
    PORTS = ["80", "443", "8000"]

    @pytest.mark.parametrize("default", ["localhost", "to.example", "tre.example", None])
    def test_the_same_as_wagtail(self, default):
        root = factories.home()
        Site.objects.update(is_default_site=False)
        for host, port in [
            ("en.example", 80),
            ("to.example", 80),
            ("to.example", 8000),
            ("tre.example", 8000),
        ]:
            Site.objects.create(hostname=host, port=port, root_page=root)
        default_site = Site.objects.filter(hostname=default).order_by("port").first()
        Site.objects.filter(pk=default_site and default_site.pk).update(is_default_site=True)
        found, expected = {}, {}
        for host in self.HOSTS:
            for port in self.PORTS:
                request = RequestFactory().get("/", headers={"host": host}, SERVER_PORT=port)
                address = find_address(request)
                found[host, port] = address and address.site
                told = Site.find_for_request(request)
                assert told == found[host, port]
                try:
                    expected[host, port] = get_site_for_hostname(host.lower(), port)
                except Site.DoesNotExist:
                    expected[host, port] = None
                assert (told and told.root_page) == (told and expected[host, port].root_page)
        assert found == expected


class TestPages:
    def test_are_found_by_the_path_below_the_sites_root(self, site):
        article = ArticlePage.objects.get()
        address = find("localhost", "80", article.url.removeprefix("/"))
        assert (address.site, address.page.page_id) == (site, article.pk)

    @pytest.mark.parametrize("path", ["findes/ikke/", None, "home/", "'; --", "%s%"])
    def test_nothing_else_is(self, site, path):
        assert find("localhost", "80", path).page is None

    def test_only_visible_ones_are(self, site):
        article = ArticlePage.objects.get()
        path = article.url.removeprefix("/")
        restriction = factories.restrict(article.get_parent())
        assert find("localhost", "80", path).page is None
        restriction.delete()
        article.unpublish()
        assert find("localhost", "80", path).page is None
