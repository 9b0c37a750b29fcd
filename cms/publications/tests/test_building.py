"""What is built and stored, and what becomes of a page that can't be built."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from prometheus_client import REGISTRY

from cms.models import Person
from cms.publications.backlog import RETRY_AFTER, retry_failed, unbuilt
from cms.publications.building import fill
from cms.publications.fingerprint import fingerprint
from cms.publications.models import Dependency, Head, Publication
from cms.publications.tests.conftest import differences, row
from cms.publications.tests.plugin import showing
from cms.representations import build
from cms.testing import factories
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db


def stored(page) -> Publication:
    return Publication.objects.get(pk=page.pk)


def dependencies(page, *, shown: bool | None = None) -> set[tuple[str, str]]:
    found = Dependency.objects.filter(page_id=page.pk)
    if shown is not None:
        found = found.filter(shown=shown)
    return set(found.values_list("kind", "object"))


def builds() -> float:
    """How many pages this process has built without a fault."""
    return REGISTRY.get_sample_value("cms_builds_total", {"result": "ok"}) or 0


def broken_body() -> str:
    blocks = [
        {"type": "heading", "value": {"text": "Før", "level": "h2"}, "id": "foer"},
        {"type": "image", "value": {"image": "ingen nøgle", "caption": ""}, "id": "i-stykker"},
        {"type": "heading", "value": {"text": "Efter", "level": "h2"}, "id": "efter"},
    ]
    return json.dumps(blocks)


class TestARow:
    def test_holds_representation_card_and_digest(self, build_all, article):
        build_all()
        [built] = build([ArticlePage.objects.get(pk=article.pk)])
        found = stored(article)
        assert json.loads(found.representation) == built.page
        assert json.loads(found.card) == built.card
        assert found.digest == hashlib.sha256(found.representation.encode()).hexdigest()
        assert (found.fingerprint, found.error) == (fingerprint(), None)

    def test_is_built_anew_when_other_code_built_it(self, build_all, article):
        build_all()
        Publication.objects.update(fingerprint="older code")
        assert article.pk in unbuilt().values_list("pk", flat=True)
        build_all()
        assert stored(article).fingerprint == fingerprint()

    def test_is_built_once_if_nothing_is_committed_meanwhile(self, number, article):
        """What a commit meanwhile makes of it, `test_commits` tells."""
        number()
        before = builds()
        fill([article.pk])
        assert builds() - before == 1
        assert stored(article).representation is not None

    def test_is_not_stored_by_code_that_does_not_run_the_site(self, number, article):
        number()
        Head.objects.update(fingerprint="newer code")
        assert fill([article.pk])[article.pk].representation.page["title"] == article.title
        assert stored(article).representation is None


class TestDependencies:
    def test_are_all_that_the_page_shows(self, build_all, article):
        article.contact.photo = factories.image()
        article.contact.save()
        article.tags.add("klima")
        article.save()
        build_all()
        ancestors = [factories.home(), factories.section(), article.get_parent()]
        expected = {
            ("cms_person", article.contact_id),
            ("cms_topic", article.topics.get().pk),
            ("media_image", article.image_id),
            ("media_image", article.contact.photo_id),
            ("media_document", article.attachments.get().document_id),
            ("pages_attachment", article.attachments.get().pk),
            ("taggit_tag", article.tags.get().pk),
            ("wagtailcore_page", article.related_id),
            *(("wagtailcore_page", page.pk) for page in ancestors),
        }
        assert {(name, str(pk)) for name, pk in expected} <= dependencies(article)
        assert dependencies(article, shown=True) >= {
            ("media_document", str(article.attachments.get().document_id)),
            ("media_image", str(article.contact.photo_id)),
            ("wagtailcore_page", str(article.related_id)),
        }

    def test_are_not_those_of_other_pages_in_the_same_build(self, number, article):
        other = factories.page(ArticlePage, contact=factories.person())
        factories.page(ArticlePage, related=article.page_ptr)
        number()
        fill([article.pk])
        alone = dependencies(article)
        Publication.objects.update(representation=None)
        fill(list(ArticlePage.objects.values_list("pk", flat=True)))
        assert dependencies(article) == alone
        assert ("cms_person", str(article.contact_id)) not in dependencies(other)

    def test_include_what_is_hidden_or_missing_without_being_shown(self, build_all):
        hidden = factories.draft(ArticlePage)
        link = '<p><a linktype="page" id="999999">en side</a></p>'
        page = factories.page(ArticlePage, related=hidden.page_ptr, summary=link)
        build_all()
        assert dependencies(page, shown=False) >= {
            ("wagtailcore_page", str(hidden.pk)),
            ("wagtailcore_page", "999999"),
        }

    def test_include_what_a_plugin_loads_by_itself(self, build_all, number, article):
        person = factories.person(name="Før")
        with showing(lambda page: Person.objects.get(pk=person.pk).name):
            build_all()
            assert json.loads(stored(article).representation)["own"] == "Før"
            person.name = "Efter"
            person.save()
            number()
            assert stored(article).representation is None
            build_all()
            assert differences() == []

    def test_shrink_with_the_page(self, build_all, article):
        build_all()
        person = ("cms_person", str(article.contact_id))
        assert person in dependencies(article)
        article.contact = None
        article.body = []
        article.save()
        build_all()
        assert person not in dependencies(article)


class TestABrokenBlock:
    @pytest.fixture
    def page(self, build_all) -> ArticlePage:
        page = factories.page(ArticlePage)
        ArticlePage.objects.filter(pk=page.pk).update(body=broken_body())
        build_all()
        return page

    def test_is_left_out_of_its_page(self, client: Client, page):
        body = client.get(page.url, {"format": "json"}).json()["body"]
        assert [block["value"]["text"] for block in body] == ["Før", "Efter"]
        assert client.get(page.url).status_code == 200

    def test_is_named_in_the_row_and_in_the_log(self, page, build_all, caplog):
        assert stored(page).error.startswith("block image i-stykker: ")
        Publication.objects.update(fingerprint="")
        build_all()
        assert f"Page {page.pk} is built without block image i-stykker" in caplog.text

    def test_leaves_other_pages_alone(self, page, build_all):
        other = factories.page(ArticlePage)
        Publication.objects.update(representation=None, error=None)
        build_all()
        assert (stored(other).error, stored(other).representation is None) == (None, False)


class TestAPageThatCannotBeBuilt:
    @pytest.fixture
    def broken(self, number):
        """The page that fails, one that does not, and a list that mends the plugin when filled."""
        page, other = factories.page(ArticlePage), factories.page(ArticlePage)
        mended: list[bool] = []
        number()

        def fail(each):
            if each.pk == page.pk and not mended:
                raise ValueError("et plugin fejler")
            return "i orden"

        with showing(fail):
            yield page, other, mended

    def test_is_answered_by_a_clean_error(self, client: Client, broken):
        page, _, _ = broken
        for query in ({}, {"format": "json"}, {"format": "markdown"}):
            response = client.get(page.url, query)
            assert (response.status_code, response["Retry-After"]) == (503, "60")
            assert "et plugin fejler" not in response.content.decode()

    def test_does_not_break_a_list(self, client: Client, broken):
        _, other, _ = broken
        listing = client.get(other.get_parent().url).content.decode()
        assert other.title in listing
        query = {"type": "pages.ArticlePage", "fields": "*"}
        items = client.get(reverse("wagtailapi:pages:listing"), query).json()["items"]
        assert [item["id"] for item in items] == [other.pk]

    def test_stops_neither_the_editor_nor_the_numbering(self, broken, build_all):
        page, _, _ = broken
        before = Head.objects.get().sequence
        page.save_revision().publish()
        page.seo_title = "Ny"
        page.save_revision().publish()
        build_all()
        assert row(page) == (before + 1, before + 1, True)
        assert stored(page).error == "ValueError: et plugin fejler"

    def test_is_not_tried_by_every_reader(self, client: Client, broken, caplog):
        page, _, _ = broken
        client.get(page.url)
        caplog.clear()
        client.get(page.url)
        assert "can't be built" not in caplog.text

    def test_is_tried_again_after_a_while(self, broken, build_all):
        page, _, mended = broken
        build_all()
        assert retry_failed() == 0
        mended.append(True)
        failed_at = stored(page).failed_at - RETRY_AFTER - timedelta(seconds=1)
        Publication.objects.filter(pk=page.pk).update(failed_at=failed_at)
        assert retry_failed() == 1
        assert (stored(page).error, stored(page).representation is None) == (None, False)
