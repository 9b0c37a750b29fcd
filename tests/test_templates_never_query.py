"""A template is given all that it shows.

Of each content type by itself this is also proved by `cms.testing.ContentTypeContract`; here the
addresses are asked as a visitor asks, lists and search included. Error pages and Wagtail's and
Django's own views are another matter: a context processor reads `site` when they show it.
"""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.template import Template, engines
from django.test import Client

from cms.testing.instances import shared
from cms.testing.undo import undone
from events.tests import test_content_types as events
from home.models import StandardPage
from news.tests import test_content_types as news

pytestmark = pytest.mark.django_db


class TemplateQueried(Exception):
    """A query was made while a template was rendered."""


def refuse_while_rendering(execute: Callable, sql: str, *args: Any) -> Any:
    frame = sys._getframe()
    while frame:
        if frame.f_code is Template.render.__code__:
            raise TemplateQueried(sql)
        frame = frame.f_back
    return execute(sql, *args)


@pytest.fixture(scope="module")
def _site(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), undone():
        with shared():
            news.TestNewsPage.make(items=2)
            events.TestEventPage.make(items=2)
        yield


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/moeder-og-netvaerk/",
        "/moeder-og-netvaerk/nyheder/",
        "/moeder-og-netvaerk/nyheder/?year=2022",
        "/moeder-og-netvaerk/arrangementer/",
        "/moeder-og-netvaerk/arrangementer/?when=past",
        "/soeg/",
        "/soeg/?q=newspage",
        "/soeg/?q=findesikke",
    ],
)
def test_no_template_of_an_address_queries(client: Client, url: str):
    with connection.execute_wrapper(refuse_while_rendering):
        response = client.get(url)
    assert "<main" in response.content.decode()


def test_a_template_that_queries_is_noticed():
    """Otherwise the tests above would always pass."""
    template = engines["django"].from_string("{{ pages.count }}")
    with connection.execute_wrapper(refuse_while_rendering), pytest.raises(TemplateQueried):
        template.render({"pages": StandardPage.objects.all()})
