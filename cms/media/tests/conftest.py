from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.media.models import Document
from cms.media.tests import showing
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from cms.users.models import User


@pytest.fixture
def editor_client(client: Client, db) -> Client:
    """A client signed in as someone who may upload images and documents."""
    client.force_login(User.objects.create_superuser("redaktør", password="x"))
    return client


@pytest.fixture
def document(db) -> Document:
    """A document with a thumbnail, which no page shows."""
    thumbnail = SimpleUploadedFile("side-1.webp", b"ikke rigtigt et billede")
    return factories.document(thumbnail_file=thumbnail)


@pytest.fixture
def page(document) -> ArticlePage:
    """A page that shows the document; no reader has come yet."""
    return factories.page(ArticlePage, body=showing.showing(document))


@pytest.fixture
def statuses(client: Client, document) -> Callable:
    """`showing.statuses` of the document, for an anonymous visitor unless told otherwise."""
    return lambda asker=client: showing.statuses(asker, document)
