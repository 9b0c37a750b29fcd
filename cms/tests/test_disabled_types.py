"""Pages of a type whose app is not installed any more: kept, and not visible."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page

from cms.testing import factories
from cms.testing.public import FORMS, get
from cms.tests.pages.models import ArticleIndexPage, ArticlePage


@pytest.fixture
def orphan(db) -> ArticlePage:
    page = factories.page(ArticlePage, title="En side fra et fravalgt plugin")
    gone = ContentType.objects.create(app_label="former", model="formerpage")
    Page.objects.filter(pk=page.pk).update(content_type=gone)
    return page


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_at_its_address(client, orphan, form):
    response = get(client, orphan, form)
    assert response.status_code == 404
    assert orphan.title not in response.content.decode()


def test_lists_and_the_api_know_nothing_of_it(client, orphan):
    detail = reverse("wagtailapi:pages:detail", args=[orphan.pk])
    assert client.get(detail).status_code == 404
    listing = client.get(reverse("wagtailapi:pages:listing")).json()
    assert orphan.pk not in [item["id"] for item in listing["items"]]
    index = factories.index(ArticleIndexPage)
    assert client.get(index.url).context["items"].cards == []
    assert orphan.title not in client.get(factories.section().url).content.decode()


def test_it_is_kept(orphan):
    assert Page.objects.filter(title=orphan.title).exists()
