"""A draft of any type is shared: each that is installed is found by itself."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cms.drafts.sharing import share
from cms.drafts.tokens import token_of
from cms.plugins import content_types
from cms.testing import factories
from cms.testing.undo import undone
from cms.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def boss(django_db_setup, django_db_blocker) -> Iterator[User]:
    with django_db_blocker.unblock(), undone():
        yield User.objects.create_superuser("chef", password="x")


@pytest.mark.parametrize("model", content_types(), ids=lambda model: model._meta.label)
def test_a_draft_of_the_type_is_read_in_every_form(boss: User, client: Client, model):
    page = factories.page(model)
    page.title = "Kladde af en side"
    page.save_revision()
    link = share(page, boss, timedelta(days=1))
    address = reverse("cms_draft", args=[token_of(link.key)])
    html = BeautifulSoup(client.get(address).content, "html.parser")
    assert html.main.h1.get_text(strip=True) == "Kladde af en side"
    assert "Kladde, delt af chef" in html.main.get_text()
    assert client.get(f"{address}?format=json").json()["title"] == "Kladde af en side"
    assert "# Kladde af en side" in client.get(f"{address}?format=markdown").text
    # Nothing is asked of who reads it, nor offered to be passed on: its address leads nowhere yet.
    assert html.select("nav.share, [action^='/var-siden-nyttig/'], [action^='/log-']") == []
