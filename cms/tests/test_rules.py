"""What an editor may not say of any page, and what the form answers."""

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.link import LinkBlock
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage

URL = "https://www.kl.dk/"
ONE_OF_TWO = ["Vælg enten en side eller en adresse, ikke begge dele."]

SLUG_TAKEN = "En anden side under samme overordnede side har allerede navnet 'webinar' i adressen."


def link_errors(**values) -> dict[str, list[str]]:
    block = LinkBlock()
    try:
        block.clean(block.normalize({"text": "Tilmeld dig", "page": None, "url": ""} | values))
    except ValidationError as error:
        return {name: each.messages for name, each in error.block_errors.items()}
    return {}


@pytest.mark.django_db
def test_link_leads_to_a_page_or_an_address_and_not_to_both():
    page = factories.home()
    assert link_errors(page=page) == {}
    assert link_errors(url=URL) == {}
    assert link_errors(page=page, url=URL) == {"page": ONE_OF_TWO, "url": ONE_OF_TWO}
    assert link_errors() == {"page": ONE_OF_TWO, "url": ONE_OF_TWO}


@pytest.mark.django_db
def test_slug_is_unique_among_siblings():
    index = factories.index(ArticleIndexPage)
    factories.page(ArticlePage, parent=index, slug="webinar")
    form_class = ArticlePage.get_edit_handler().get_form_class()
    data = {
        "title": "Webinar",
        "slug": "webinar",
        "body-count": "0",
        **{
            f"{name}-{count}_FORMS": "0"
            for name in ("comments", "attachments")
            for count in ("TOTAL", "INITIAL")
        },
    }
    form = form_class(data, instance=ArticlePage(), parent_page=index)
    assert form.errors == {"slug": [SLUG_TAKEN]}


@pytest.mark.django_db
def test_slug_may_return_below_another_parent():
    factories.page(ArticlePage, slug="webinar")
    elsewhere = factories.page(ArticleIndexPage)
    assert factories.page(ArticlePage, parent=elsewhere, slug="webinar").url
