"""Passwords of restricted pages and collections: who is asked, and how often."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from cms.testing import factories
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db

LOCKED = "For mange forsøg. Vent 15 minutter, og prøv en gang til."


@pytest.fixture
def page() -> ArticlePage:
    return factories.page(ArticlePage)


@pytest.fixture(params=["page", "collection"])
def guess(request, page) -> Callable:
    """Sends a password for a page or a collection."""
    if request.param == "page":
        restriction = factories.restrict(page, "password")
        url = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    else:
        restriction = CollectionViewRestriction.objects.create(
            collection=Collection.get_first_root_node(),
            restriction_type="password",
            password="hemmelig",
        )
        url = f"/filer/authenticate_with_password/{restriction.pk}/"

    def send(client: Client, password: str = "forkert"):
        return client.post(url, {"password": password, "return_url": "/"})

    return send


class TestWrongPasswords:
    def test_close_the_door_after_five(self, client, guess):
        answers = [guess(client) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 4 + [429] * 2
        assert LOCKED in answers[-1].text
        assert guess(client, "hemmelig").status_code == 429

    def test_leave_it_open_to_others(self, client, guess):
        for _ in range(5):
            guess(client)
        assert guess(Client(REMOTE_ADDR="192.0.2.7"), "hemmelig").status_code == 302

    def test_are_forgotten_by_a_right_one(self, client, guess):
        for _ in range(2):
            for _ in range(4):
                guess(client)
            assert guess(client, "hemmelig").status_code == 302

    def test_of_one_page_leave_another_open(self, client, page):
        other = factories.page(ArticlePage)
        for each in (page, other):
            restriction = factories.restrict(each, "password")
            url = f"/_util/authenticate_with_password/{restriction.pk}/{each.pk}/"
            answers = [client.post(url, {"password": "x", "return_url": "/"}) for _ in range(5)]
            assert [answer.status_code for answer in answers] == [200] * 4 + [429]


class TestTheFormOfAPage:
    def asked(self, client, restriction, page) -> int:
        url = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
        return client.get(url).status_code

    def test_is_that_of_a_restriction_of_its_own_or_of_an_ancestor(self, client, page):
        assert self.asked(client, factories.restrict(page, "password"), page) == 200
        above = factories.restrict(factories.section(), "password")
        assert self.asked(client, above, page) == 200

    def test_is_not_that_of_another_page(self, client, page):
        restriction = factories.restrict(factories.page(ArticlePage), "password")
        assert self.asked(client, restriction, page) == 404

    def test_is_there_for_live_pages_only(self, client, page):
        restriction = factories.restrict(page, "password")
        page.unpublish()
        assert self.asked(client, restriction, page) == 404

    @pytest.mark.parametrize("kind", ["login", "groups"])
    def test_is_not_there_for_a_restriction_without_a_password(self, client, page, kind):
        restriction = factories.restrict(page, kind)
        assert self.asked(client, restriction, page) == 404
        url = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
        answer = client.post(url, {"password": "", "return_url": "/"})
        assert answer.status_code == 404


class TestAnotherPassword:
    def test_is_asked_for_again(self, client, page):
        restriction = factories.restrict(page, "password")
        url = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"

        def is_asked() -> bool:
            return 'name="password"' in client.get(page.url).text

        assert is_asked()
        client.post(url, {"password": "hemmelig", "return_url": page.url})
        assert not is_asked()
        restriction.password = "en anden"
        restriction.save()
        assert is_asked()
        client.post(url, {"password": "en anden", "return_url": page.url})
        assert not is_asked()
        type(restriction).objects.update(password="hemmelig")
        assert is_asked()

    def test_is_asked_for_again_for_documents(self, client):
        document = factories.document(free_standing=True)
        restriction = CollectionViewRestriction.objects.create(
            collection=document.collection, restriction_type="password", password="hemmelig"
        )
        url = f"/filer/authenticate_with_password/{restriction.pk}/"

        def is_asked() -> bool:
            response = client.get(document.url)
            return not response.streaming and 'name="password"' in response.text

        assert is_asked()
        client.post(url, {"password": "hemmelig", "return_url": document.url})
        assert not is_asked()
        CollectionViewRestriction.objects.update(password="en anden")
        assert is_asked()

    def test_of_one_page_leaves_another_open(self, client, page):
        other = factories.page(ArticlePage)
        for each in (page, other):
            restriction = factories.restrict(each, "password")
            url = f"/_util/authenticate_with_password/{restriction.pk}/{each.pk}/"
            client.post(url, {"password": "hemmelig", "return_url": each.url})
        restriction.password = "en anden"
        restriction.save()
        assert ['name="password"' in client.get(each.url).text for each in (page, other)] == [
            False,
            True,
        ]
