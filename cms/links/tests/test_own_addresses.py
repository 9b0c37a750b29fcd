"""Links to addresses of the site itself, written out."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.links.tests.linking import CLOSED, NOTHING, article, at, error, told
from cms.publications.backlog import build_backlog
from cms.publications.removals import explain
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from conftest import number_changes

pytestmark = pytest.mark.django_db


class TestAddresses:
    @pytest.fixture
    def root(self, settings) -> str:
        """The address of the site, which isn't that of Wagtail's own example."""
        site = factories.site()
        site.hostname = "www.vores.example"
        site.save()
        settings.ALLOWED_HOSTS = ["www.vores.example"]
        return site.root_url

    def test_what_answers(self, root):
        target, topic = factories.page(ArticlePage), factories.topic(slug="klima")
        target.topics.set([topic])
        target.save()
        moved = factories.page(ArticlePage)
        Redirect.objects.create(old_path="/gammel", redirect_page=moved)
        Redirect.objects.create(old_path="/ud", redirect_link="https://www.kl.dk/")
        number_changes()
        assert sum(build_backlog()) > 0
        document = factories.document(free_standing=True)
        path = target.get_url_parts()[2]
        answering = [
            "/",
            root,
            path,
            root + path,
            root + path.rstrip("/"),
            f"{path}?page=2#afsnit",
            f"//www.vores.example{path}",
            "/gammel/",
            "/gammel?a=1",
            "/ud",
            "/emner/klima/",
            document.url,
            "/sitemap.xml",
            "/admin/",
            "/static/cms/site.css",
        ]
        assert told(article(*(at(each, each) for each in answering))) == []

    def test_what_does_not(self, root):
        draft, down = factories.draft(ArticlePage), factories.page(ArticlePage)
        page = article(
            at(draft.get_url_parts()[2], "Kladde"),
            at(root + down.get_url_parts()[2], "Taget ned"),
            at("/findes/ikke/", "Findes ikke"),
            at("/emner/findes-ikke/", "Emne"),
            at("/filer/99999/ingen.pdf", "Fil"),
            at(factories.document().url, "Fil, som ingen viser"),
            at("/hvad.som.helst", "Intet navn på en side"),
            at(f"{root}/%00", "Umulig"),
            ("link_button", {"text": "Tilmeld dig", "page": None, "url": f"{root}/tilmelding/"}),
        )
        down.unpublish()
        Redirect.objects.create(old_path="/findes/ikke", redirect_page=draft)
        assert told(page) == [
            error(NOTHING, name)
            for name in (
                *("Kladde", "Taget ned", "Findes ikke", "Emne", "Fil", "Fil, som ingen viser"),
                *("Intet navn på en side", "Umulig", "Tilmeld dig"),
            )
        ]

    def test_a_restricted_page_by_its_address(self, root):
        target = factories.page(ArticlePage)
        factories.restrict(target)
        Redirect.objects.create(old_path="/kort", redirect_page=target)
        page = article(at(target.get_url_parts()[2]), at("/kort", "Kort"))
        assert told(page) == [error(CLOSED), error(CLOSED, "Kort")]
        factories.restrict(page)
        assert told(page) == []

    def test_a_page_that_took_the_place_of_another(self, root):
        gone, other = factories.page(ArticlePage), factories.page(ArticlePage)
        page = article(at(gone.get_url_parts()[2]))
        number_changes()
        gone.unpublish()
        explain([gone.pk], "", other)
        number_changes()
        assert told(page) == []

    def test_what_is_of_other_sites_is_left_to_those(self, root):
        others = [
            "https://www.kl.dk/findes/ikke",
            "http://www.vores.example:8080/findes/ikke",
            "mailto:klima@vores.example",
            "tel:+4533703370",
            "#afsnit",
            "findes/ikke",
            "https://[",
        ]
        assert told(article(*map(at, others))) == []

    def test_a_second_site_has_addresses_of_its_own(self, root):
        section = factories.section()
        Site.objects.create(hostname="moeder.example", root_page=section)
        path = section.get_url_parts()[2]
        page = article(at("https://moeder.example/"), at(f"https://moeder.example{path}findes/"))
        assert told(page) == [error(NOTHING)]
