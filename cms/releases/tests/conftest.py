from collections.abc import Iterator

import pytest

from cms.releases.tests.world import World
from cms.testing.undo import undone


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """One world for a module; what a test does to it is taken back."""
    with django_db_blocker.unblock(), undone():
        yield World.build()
