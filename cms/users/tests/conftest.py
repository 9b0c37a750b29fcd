import pytest
from django.test import Client

from cms.users.models import User
from cms.users.tests.authenticator import PASSWORD, Authenticator, log_in, set_up


@pytest.fixture
def member() -> User:
    """An account that signs in with its password."""
    return User.objects.create_user("karen", "karen@example.dk", PASSWORD)


@pytest.fixture
def app(member) -> Authenticator:
    """The app of the member, who signs in with two steps since then."""
    client = Client()
    log_in(client)
    return set_up(client)[0]
