"""The admin's front page tells of the log while there is something to tell."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from cms.publications.models import Publication
from cms.testing import factories
from cms.tests.pages.models import ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(client: Client):
    client.force_login(get_user_model().objects.create_superuser("redaktør", password="x"))
    return lambda: client.get(reverse("wagtailadmin_home")).content.decode()


def test_nothing_is_told_of_a_log_that_is_in_order(front, build_all):
    factories.page(ArticlePage)
    front()  # signing in is a change, too
    build_all()
    assert "Det offentligheden ser" not in front()


def test_pages_that_are_being_built_are_counted(front, build_all):
    page = factories.page(ArticlePage)
    build_all()
    Publication.objects.filter(pk=page.pk).update(representation=None)
    assert "1 side bygges på ny" in front()


def test_pages_with_errors_are_named(front, build_all):
    page = factories.page(ArticlePage, title="En side i stykker")
    build_all()
    Publication.objects.filter(pk=page.pk).update(error="block image 1: ValueError")
    html = front()
    assert "1 side kan ikke vises fuldt ud" in html
    assert "block image 1: ValueError" in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
