import pytest
from django.test import Client
from wagtail.models import Page


@pytest.fixture
def shown(client: Client):
    """The JSON of a page as a visitor gets it."""

    def get(page: Page) -> dict:
        response = client.get(page.relative_url(page.get_site()), {"format": "json"})
        assert response.status_code == 200
        return response.json()

    return get
