"""A section of pages that are deleted, and who may do it."""

from types import SimpleNamespace

import pytest

from cms.media.models import Document
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from cms.trash.tests.asking import account
from conftest import number_changes


@pytest.fixture
def world(django_capture_on_commit_callbacks) -> SimpleNamespace:
    """A section with a live article that shows a document, a draft of it that shows another, and an
    alias of the article elsewhere.
    """
    section = factories.page(ArticleIndexPage, title="Afdeling", slug="afdeling")
    shown, drafted = factories.document(title="Vist"), factories.document(title="Kladdens")
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.page(
            ArticlePage,
            parent=section,
            title="Ordning",
            slug="ordning",
            body=_documents(shown),
        )
        page.save_revision().publish()
    alias = page.create_alias(parent=section, update_slug="genvej")
    page.body = _documents(drafted)
    page.save_revision()
    number_changes()
    return SimpleNamespace(
        section=section,
        page=page,
        alias=alias,
        shown=shown,
        drafted=drafted,
        address=page.get_url(),
    )


def _documents(*documents: Document) -> object:
    blocks = [("documents", {"documents": list(documents)})]
    return ArticlePage.body.field.stream_block.normalize(blocks)


@pytest.fixture
def editor(world, client):
    """A client of somebody who may do all with the section, and with nothing else."""
    user = account("redaktør", world.section, "add_page", "change_page", "publish_page")
    client.force_login(user)
    client.user = user
    return client
