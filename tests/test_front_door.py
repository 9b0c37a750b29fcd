"""What the front door answers, and what it leaves to Wagtail. That both answer alike is what all
other tests of pages show; here it is seen by the number of queries which of them answered.
"""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Site

from cms.testing import factories
from cms.testing.public import FORMS, get
from cms.testing.undo import undone
from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from news.tests import test_content_types as news

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def page(django_db_setup, django_db_blocker) -> Iterator[NewsPage]:
    """Filed under no topic, so that there is no related news to ask for."""
    with django_db_blocker.unblock(), undone():
        yield news.TestNewsPage.make(topics=[])


@pytest.fixture
def passes(client: Client) -> Callable[..., bool]:
    """Whether a request is answered without loading the page that is asked for."""

    def ask(url: str, **kwargs) -> bool:
        client.get(url, **kwargs)
        with CaptureQueriesContext(connection) as queries:
            client.get(url, **kwargs)
        return len(queries) == 1

    return ask


def routed(self, request, path_components):
    return Page.route(self, request, path_components)


class TestWhatPasses:
    @pytest.mark.parametrize("form", FORMS)
    def test_a_public_page_in_each_form(self, page, passes, form):
        assert passes(page.get_url(), headers={"accept": FORMS[form]})

    def test_a_page_that_a_commit_has_just_changed(self, page, client: Client):
        assert client.get(page.get_url()).status_code == 200
        NewsPage.objects.filter(pk=page.pk).update(lede="Netop rettet")
        assert "Netop rettet" in client.get(page.get_url()).content.decode()

    def test_json_is_the_api_detail_byte_for_byte(self, page, client: Client):
        detail = client.get(f"/api/v2/pages/{page.pk}/")
        response = get(client, page, "json")
        assert response.content == detail.content
        assert response["ETag"] == detail["ETag"]

    @pytest.mark.parametrize("form", FORMS)
    def test_the_same_page_is_the_same_bytes(self, page, client: Client, form):
        first, second = get(client, page, form), get(client, page, form)
        assert (first.content, first["ETag"]) == (second.content, second["ETag"])

    @pytest.mark.parametrize("form", FORMS)
    def test_it_is_what_wagtail_would_have_answered(self, page, client: Client, form):
        passed = get(client, page, form)
        with hooks.register_temporarily("before_serve_page", lambda *args: None):
            served = get(client, page, form)
        assert served.content == passed.content
        # What a plugin that takes part in it has read, nobody knows.
        assert served["Cache-Tag"] == "any"
        assert dict(served.items()) | {"Cache-Tag": passed["Cache-Tag"]} == dict(passed.items())


class TestWhatIsLeftToWagtail:
    def test_a_visitor_with_a_session(self, page, passes, client: Client, django_user_model):
        client.force_login(django_user_model.objects.create_user("medlem"))
        assert not passes(page.get_url())

    def test_a_restricted_page(self, page, client: Client):
        assert client.get(page.get_url()).status_code == 200
        factories.restrict(page.get_parent(), PageViewRestriction.LOGIN)
        assert client.get(page.get_url()).status_code == 302

    def test_all_pages_if_a_plugin_has_a_hook(self, page, passes, client: Client):
        def closed(served, request, args, kwargs):
            return HttpResponse("Lukket", status=503)

        assert passes(page.get_url())
        with hooks.register_temporarily("before_serve_page", closed):
            assert client.get(page.get_url()).content == b"Lukket"
        with hooks.register_temporarily("on_serve_page", lambda serve: closed):
            assert client.get(page.get_url()).content == b"Lukket"
        assert passes(page.get_url())

    @pytest.mark.parametrize("name", ["serve", "get_context", "get_template"])
    def test_a_type_that_serves_itself(self, page, passes, monkeypatch, name):
        inherited = getattr(NewsPage, name)
        monkeypatch.setattr(NewsPage, name, lambda *args, **kwargs: inherited(*args, **kwargs))
        assert not passes(page.get_url())

    def test_pages_below_one_that_routes_itself(
        self, page, passes, client: Client, monkeypatch, django_assert_num_queries
    ):
        elsewhere = factories.page(StandardPage).get_url()
        assert passes(page.get_url())
        monkeypatch.setattr(NewsIndexPage, "route", routed)
        assert not passes(page.get_url())
        client.get(elsewhere)
        with django_assert_num_queries(2):  # one more: that no page above it routes
            client.get(elsewhere)

    def test_a_page_of_another_site_below_this_one(self, page, passes, client: Client):
        assert passes(page.get_url())
        Site.objects.create(hostname="nyheder.example", root_page=page.get_parent())
        address = "/moeder-og-netvaerk/nyheder/" + page.slug + "/"
        assert not passes(address)
        assert passes(f"/{page.slug}/", headers={"host": "nyheder.example"})

    @pytest.mark.parametrize(
        ("url", "status"),
        [("/findes-ikke/", 404), ("/home/", 404), ("/moeder-og-netvaerk", 301)],
    )
    def test_what_is_no_page(self, page, client: Client, url, status):
        assert client.get(url).status_code == status

    def test_other_methods(self, page, client: Client):
        assert client.post(page.get_url()).status_code == 405
        assert client.options(page.get_url()).status_code == 200
