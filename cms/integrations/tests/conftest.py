from collections.abc import Callable, Iterator
from ipaddress import ip_network

import pytest
from django.test import Client

from cms.integrations.models import Subscription
from cms.integrations.tests.administration import signed_in
from cms.integrations.tests.receiving import subscribed
from cms.testing import factories
from cms.testing.receiver import Receiver, receiving
from cms.tests.pages.models import ArticleIndexPage, ArticlePage, FrontPage
from cms.users.models import User
from conftest import number_changes


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture(autouse=True)
def reachable(settings) -> None:
    settings.WEBHOOK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]


@pytest.fixture
def subscribe(db) -> Callable[..., tuple[Subscription, str]]:
    return subscribed


@pytest.fixture
def number(db) -> Callable[[], None]:
    return number_changes


@pytest.fixture
def waiting(receiver, subscribe, number) -> Subscription:
    """A subscription with a page to tell of."""
    factories.page(FrontPage)
    factories.index(ArticleIndexPage)
    number()
    subscription, _secret = subscribe(receiver.url)
    factories.page(ArticlePage)
    number()
    return subscription


@pytest.fixture
def boss(db) -> User:
    return User.objects.create_superuser("chef", email="chef@example.dk", password="x")


@pytest.fixture
def admin(boss) -> Client:
    return signed_in(boss)
