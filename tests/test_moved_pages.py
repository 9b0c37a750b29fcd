"""Old addresses go on working when editors move or rename what lies there, and all below it."""

import pytest
from django.urls import reverse

from cms.testing import factories
from home.models import SectionPage
from news.models import NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return factories.page(NewsPage)


@pytest.fixture
def editor(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("redaktør"))
    return client


def leads_to(client, old: str, page) -> bool:
    page.refresh_from_db()
    response = client.get(old)
    return (response.status_code, response.get("Location")) == (301, page.url)


def test_a_page_below_a_moved_one_is_found_at_its_old_address(
    editor, page, django_capture_on_commit_callbacks
):
    old, section = page.url, factories.page(SectionPage, parent=factories.home(), slug="andet")
    index = page.get_parent()
    address = reverse("wagtailadmin_pages:move_confirm", args=[index.pk, section.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(address).status_code == 302
    assert leads_to(editor, old, NewsPage.objects.get(pk=page.pk))
    assert page.url != old or NewsPage.objects.get(pk=page.pk).url != old


def test_a_page_below_a_renamed_one_is_found_at_its_old_address(
    page, client, django_capture_on_commit_callbacks
):
    old = page.url
    index = NewsIndexPage.objects.get(pk=page.get_parent().pk)
    index.slug = "nyt"
    with django_capture_on_commit_callbacks(execute=True):
        index.save_revision().publish()
    moved = NewsPage.objects.get(pk=page.pk)
    assert "/nyt/" in moved.url
    assert leads_to(client, old, moved)


def test_an_old_address_tells_nothing_of_a_page_that_is_gone(
    page, client, django_capture_on_commit_callbacks
):
    old = page.url
    page.slug = "nyt-navn"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert leads_to(client, old, page)
    page.unpublish()
    assert client.get(old).status_code == 404
