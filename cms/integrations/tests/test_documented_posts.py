"""Posts are what the OpenAPI document says of them, and what `changes` tells at the address that
each one names.
"""

import json

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms.api.openapi import document
from cms.integrations import messages, posts
from cms.integrations.posts import next_post
from cms.integrations.tests.receiving import deliver, items
from cms.testing import factories
from cms.testing.schemas import describe, validator
from cms.tests.pages.models import ArticleIndexPage, ArticlePage, FrontPage

pytestmark = pytest.mark.django_db

#: What only one of the two tells of a change.
OF_POSTS, OF_CHANGES = {"cache_tags"}, {"content_changed", "page"}


def faults_of(body: str) -> list[str]:
    """What in a body is not as the document has it for its `type`."""
    told = json.loads(body)
    described = document()["webhooks"][told["type"]]["post"]["requestBody"]
    schema = described["content"]["application/json"]["schema"]
    components = {"schemas": document()["components"]["schemas"]}
    return describe(validator({**schema, "components": components}), told)


@pytest.fixture
def narrowed(receiver, subscribe, number):
    """A subscription to a section, with all that can become of a page to tell of."""
    factories.page(FrontPage)
    section = factories.page(ArticleIndexPage)
    pages = [factories.page(ArticlePage, parent=section) for _ in range(5)]
    number()
    subscription, _secret = subscribe(
        receiver.url, section=section, types=["pages.ArticlePage", "pages.ArticleIndexPage"]
    )
    pages[0].title = "Ændret"
    pages[0].save()
    pages[1].unpublish()
    factories.restrict(pages[2])
    pages[3].move(factories.page(ArticleIndexPage, slug="andre"), pos="last-child")
    Page.objects.get(pk=pages[4].pk).delete()
    number()
    return subscription


def test_a_post_is_as_the_document_says(narrowed, receiver):
    deliver(narrowed)
    [request] = receiver.requests
    described = document()["webhooks"]["pages.changed"]["post"]
    assert faults_of(request.body) == []
    assert {each["change"] for each in items(request)} == {"upsert", "delete"}
    assert {each["name"] for each in described["parameters"]} == {
        name for name in request.headers if name.startswith("webhook-")
    }
    listed = document()["components"]["schemas"]["PostedChanges"]["properties"]["data"]
    assert listed["properties"]["items"]["maxItems"] == posts.MOST


def test_a_post_that_tries_a_webhook_out_is_as_the_document_says(receiver, subscribe):
    subscription, _secret = subscribe(receiver.url)
    assert faults_of(messages.test(subscription, timezone.now())) == []


def test_the_address_that_a_post_names_tells_the_same(narrowed):
    told = json.loads(next_post(narrowed).body)["data"]
    answered = Client().get(told["changes_url"]).json()
    assert [without(each, OF_POSTS) for each in told["items"]] == [
        without(each, OF_CHANGES) for each in answered["items"]
    ]
    assert {each.get("reason") for each in told["items"]} == {
        *(None, "unpublished", "restricted", "unmatched", "deleted"),
    }


def without(item: dict, names: set[str]) -> dict:
    return {name: value for name, value in item.items() if name not in names}
