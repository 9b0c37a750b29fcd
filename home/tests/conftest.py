from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from wagtail.models import Site


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo, loaded once for a module's tests and taken back after them."""
    # One rendition an image is enough here; all of them take most of the time.
    few = override_settings(RENDITION_SPECS={"card": ["fill-400x225|format-webp"]})
    with django_db_blocker.unblock(), transaction.atomic():
        with few:
            call_command("load_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)
    # Wagtail keeps the site's addresses in a cache, which no rollback reaches.
    Site.clear_site_root_paths_cache()
