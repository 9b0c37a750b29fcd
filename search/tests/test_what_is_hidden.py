"""What the public must not see is not found: not by its own words, nor by those it would add."""

import pytest
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from cms.testing import factories
from home.models import HomePage, StandardPage
from news.models import NewsPage
from search.results import Asked, results
from search.tests import blocks
from search.tests.conftest import number_changes

pytestmark = pytest.mark.django_db


class TestPages:
    @pytest.fixture
    def page(self, found):
        page = factories.page(NewsPage, title="Hemmeligheden")
        assert found("hemmelighed") == ["Hemmeligheden"]
        return page

    def test_draft(self, found):
        factories.draft(NewsPage, title="Hemmeligheden")
        assert found("hemmelighed") == []

    def test_unpublished(self, found, page):
        page.unpublish()
        assert found("hemmelighed") == []

    def test_deleted(self, found, page):
        page.delete()
        assert found("hemmelighed") == []

    @pytest.mark.parametrize("kind", ["login", "password", "groups"])
    def test_restricted_itself(self, found, page, kind):
        factories.restrict(page, kind)
        assert found("hemmelighed") == []

    def test_below_a_restricted_page(self, found, page):
        factories.restrict(page.get_parent(), PageViewRestriction.LOGIN)
        assert found("hemmelighed") == []

    def test_moved_below_a_restricted_page(self, found, page):
        closed = factories.page(StandardPage, parent=factories.home(), title="Lukket")
        factories.restrict(closed, PageViewRestriction.LOGIN)
        page.move(closed, pos="last-child")
        assert found("hemmelighed") == []

    def test_alias_of_a_restricted_page(self, found, page):
        page.create_alias(update_slug="alias")
        factories.restrict(page, PageViewRestriction.LOGIN)
        assert found("hemmelighed") == []

    def test_open_again(self, found, page):
        factories.restrict(page, PageViewRestriction.LOGIN).delete()
        assert found("hemmelighed") == ["Hemmeligheden"]


class TestDocuments:
    @pytest.fixture
    def document(self, found):
        collection = Collection.get_first_root_node().add_child(name="Rapporter")
        document = factories.document(
            title="Hemmeligheden", text="Tavsheden", collection=collection
        )
        factories.page(NewsPage, title="Nyt", body=[blocks.documents(document)])
        both = ["Hemmeligheden", "Nyt"]
        assert (found("hemmelighed"), found("tavshed")) == (both, ["Hemmeligheden"])
        return document

    def assert_not_found(self, found):
        assert (found("hemmelighed"), found("tavshed")) == ([], [])

    def test_in_a_collection_that_becomes_restricted(self, found, document):
        CollectionViewRestriction.objects.create(
            collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
        )
        self.assert_not_found(found)

    def test_below_a_collection_that_becomes_restricted(self, found, document):
        CollectionViewRestriction.objects.create(
            collection=Collection.get_first_root_node(),
            restriction_type=CollectionViewRestriction.LOGIN,
        )
        self.assert_not_found(found)

    def test_moved_into_a_restricted_collection(self, found, document):
        factories.hide(document)
        self.assert_not_found(found)

    def test_deleted(self, found, document):
        document.delete()
        self.assert_not_found(found)

    def test_no_longer_shown(self, found, document):
        page = NewsPage.objects.get()
        page.body = []
        page.save()
        self.assert_not_found(found)

    def test_shown_in_a_draft_only(self, found):
        document = factories.document(title="Hemmeligheden", text="Tavsheden")
        page = factories.page(NewsPage, title="Nyt")
        page.body = [("documents", {"heading": "", "documents": [document]})]
        page.save_revision()
        self.assert_not_found(found)

    def test_pages_that_show_it_are_named_if_they_are_visible(self, found, document):
        hidden = factories.page(NewsPage, title="Lukket", body=[blocks.documents(document)])
        factories.restrict(hidden)
        number_changes()
        [item] = results(Asked("tavshed"), factories.site(), 0, 10).items
        assert [page["title"] for page in item["shown_by"]] == ["Nyt"]

    def test_shown_on_no_page(self, found):
        factories.document(title="Hemmeligheden", text="Tavsheden")
        self.assert_not_found(found)


class TestNames:
    @pytest.fixture
    def page(self, found):
        person, topic = factories.person(name="Line Tavs"), factories.topic(name="Tavshed")
        page = factories.page(NewsPage, title="Nyt", contact=person, topics=[topic])
        assert found("tavs") == ["Tavshed", "Line Tavs", "Nyt"]
        return page

    def test_of_whom_only_hidden_pages_show(self, found, page):
        factories.restrict(page)
        assert found("tavs") == []

    def test_no_longer_shown(self, found, page):
        page.contact, page.topics = None, []
        page.save()
        assert found("tavs") == []

    def test_not_of_another_site(self, found, page):
        root = HomePage(title="Nabo", slug="nabo")
        factories.home().get_parent().add_child(instance=root)
        site = Site.objects.create(hostname="nabo.example", root_page=root)
        assert found("tavs", Site.objects.select_related("root_page").get(pk=site.pk)) == []


class TestSites:
    def make_site(self, hostname: str, root: HomePage) -> Site:
        site = Site.objects.create(hostname=hostname, root_page=root)
        return Site.objects.select_related("root_page").get(pk=site.pk)

    def test_each_finds_its_own_pages(self, found):
        factories.page(NewsPage, title="Vejret her")
        root = HomePage(title="Nabo", slug="nabo")
        factories.home().get_parent().add_child(instance=root)
        factories.page(StandardPage, parent=root, title="Vejret der")
        neighbour = self.make_site("nabo.example", root)
        assert found("vejret") == ["Vejret her"]
        assert found("vejret", neighbour) == ["Vejret der"]

    def test_a_site_within_another_keeps_its_pages_to_itself(self, found):
        factories.page(NewsPage, title="Vejret her")
        within = factories.page(StandardPage, parent=factories.home(), title="Vejret inde")
        factories.page(StandardPage, parent=within, title="Vejret længere inde")
        site = self.make_site("inde.example", within)
        assert found("vejret") == ["Vejret her"]
        assert set(found("vejret", site)) == {"Vejret inde", "Vejret længere inde"}
