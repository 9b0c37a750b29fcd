import pytest
from django.contrib.auth import get_user_model
from django.test import Client


@pytest.fixture
def editor(db):
    return get_user_model().objects.create_superuser("redaktør", password="pw")


@pytest.fixture
def admin(client: Client, editor) -> Client:
    client.force_login(editor)
    return client
