import pytest
from django.test import Client

from cms.users.models import User


@pytest.fixture
def editor_client(client: Client, db) -> Client:
    """A client signed in as someone who may upload images and documents."""
    client.force_login(User.objects.create_superuser("redaktør", password="x"))
    return client
