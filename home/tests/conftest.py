from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model, QuerySet
from django.test import override_settings
from wagtail.models import Page, Site

from cms.visibility import outside_templates


def empty_the_site() -> None:
    """Leave the database as migrations do: with Wagtail's welcome page, and nothing of ours."""
    root = Page.get_first_root_node()
    site = Site.objects.get(is_default_site=True)
    front = site.root_page
    site.root_page = root.add_child(title="Welcome to your new Wagtail site!", slug="home")
    site.site_name = ""
    site.save()
    front.get_descendants(inclusive=True).delete()
    Site.clear_site_root_paths_cache()


@pytest.fixture
def empty(db) -> None:
    empty_the_site()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo, loaded once for a module's tests and taken back after them."""
    # One rendition an image is enough here; all of them take most of the time.
    few = override_settings(RENDITION_SPECS={"card": ["fill-400x225|format-webp"]})
    with django_db_blocker.unblock(), transaction.atomic():
        empty_the_site()
        with few:
            call_command("load_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)
    # Wagtail keeps the site's addresses in a cache, which no rollback reaches.
    Site.clear_site_root_paths_cache()


def of_demo(model: type[Model]) -> QuerySet:
    """All of a model that `setup_site` has not made."""
    found = model._default_manager.all()
    return outside_templates(found) if issubclass(model, Page) else found
