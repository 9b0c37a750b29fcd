"""A browser, and the site that it visits: the one that `make run` starts, with its demo content.

The site runs in processes of its own on a folder and a database of its own, so these tests see
what a visitor sees, and leave nothing behind. They all run in one of pytest-xdist's processes.
"""

import json
import os
import re
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from cms.users.models import User
from cms.users.tests.identity_provider import IdentityProvider, identity_provider
from conftest import maintenance_cursor, use_database
from home.demo.accounts import PASSWORD
from home.tests.conftest import empty_the_site
from tests.databases import url_of
from tests.demo import demo_site

HERE = Path(__file__).parent
# The first one has no windows at all, and loads a page in half the time.
CHROMIUM_NAMES = (
    "chromium-headless-shell",
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
NO_CHROMIUM = (
    "No Chromium found. On Debian: apt install chromium-headless-shell. Elsewhere: "
    ".venv/bin/playwright install chromium"
)
# Nothing that a browser does on its own account: the tests count requests.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What is waited for comes late on a loaded machine.
expect.set_options(timeout=30_000)
PHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    # Before the group of their module is given to all tests: each process that had one of these
    # would start a site and a browser.
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.timeout(900))  # the first one starts the site
    yield


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    # Playwright keeps an event loop in this thread, in which Django would refuse every query, and
    # has connections of its own, which no other test must meet.
    connection.close()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as started:
        yield started
        connection.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    found = found or playwright.chromium.executable_path
    if not Path(found).exists():
        if os.environ.get("CI") == "true":
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    started = playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)
    yield started
    started.close()


@pytest.fixture(scope="package")
def database(django_db_modify_db_settings, django_db_blocker) -> Iterator[str]:
    """The URL of a database as migrations leave it: a copy, since they take half a minute."""
    mine, name = connection.settings_dict["NAME"], f"test_cms_{os.getpid()}_browser"
    with django_db_blocker.unblock():
        with maintenance_cursor() as cursor:
            template = connection.settings_dict["TEST"]["TEMPLATE"]
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        use_database(name)
        empty_the_site()
        use_database(mine)
    yield url_of(name)
    with django_db_blocker.unblock(), maintenance_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="package")
def provider() -> Iterator[IdentityProvider]:
    """An identity provider that the site knows."""
    with identity_provider() as running:
        yield running


@pytest.fixture(scope="package")
def site(browser: Browser, database: str, provider: IdentityProvider) -> Iterator[str]:
    """The address of the running site, without a slash at its end: see `demo_site`."""
    providers = json.dumps({"kommune": provider.configured()})
    settings = {"OIDC_PROVIDERS": providers, "OIDC_UNKNOWN": "create"}
    with demo_site(DATABASE_URL=database, **settings) as address:
        yield address


@pytest.fixture(scope="package")
def webmaster(database: str, site: str, django_db_blocker) -> str:
    """The user name of a superuser, with the password of the demo's accounts."""
    with django_db_blocker.unblock(), in_database(database):
        # As the site hashes it; the tests have a faster way.
        password = PBKDF2PasswordHasher().encode(PASSWORD, "salt")
        User.objects.create(username="webmaster", is_superuser=True, password=password)
    return "webmaster"


@contextmanager
def in_database(address: str) -> Iterator[None]:
    """Queries go to the database of this URL."""
    mine = connection.settings_dict["NAME"]
    use_database(address.rpartition("/")[2].partition("?")[0])
    yield
    use_database(mine)


@pytest.fixture(scope="package")
def addresses(site: str) -> dict[str, list[str]]:
    """The addresses of all public pages by type."""
    found: dict[str, list[str]] = {}
    for item in api_pages(site):
        found.setdefault(item["meta"]["type"], []).append(item["meta"]["html_url"])
    return found


def api_pages(site: str, **parameters: str) -> list[dict]:
    """What the API lists for these parameters, all of it."""
    found: list[dict] = []
    while True:
        query = urlencode({**parameters, "limit": 20, "offset": len(found)})
        with urllib.request.urlopen(f"{site}/api/v2/pages/?{query}") as answer:
            listed = json.load(answer)
        found += listed["items"]
        if len(found) >= listed["meta"]["total_count"]:
            return found


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A desktop window without history or cookies. Addresses are relative to the site."""
    context = browser.new_context(base_url=site, viewport=DESKTOP, locale="da-DK")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def visitor(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """The same, of a browser that runs scripts and of one that doesn't."""
    context = browser.new_context(
        base_url=site, java_script_enabled=request.param == "with JavaScript", locale="da-DK"
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="package")
def open_event(site: str) -> str:
    """The address of an event that one can sign up to, with somebody to phone."""
    events = api_pages(
        site,
        type="events.EventPage",
        when="upcoming",
        fields="registration_url,status,places,contact",
    )
    return next(
        event["meta"]["html_url"]
        for event in events
        if event["registration_url"]
        and event["places"] == "open"
        and event["status"] == "scheduled"
        and event["contact"]
        and event["contact"]["phone"]
    )


def open_filter(page: Page, label: str) -> None:
    """Unfold a filter of a list, and the further filters if it is one of them."""
    unfolded = page.get_by_text("Flere filtre")
    if unfolded.is_visible() and not page.locator(".filters-more[open]").count():
        unfolded.click()
    page.locator("summary", has_text=label).click()


def choose(page: Page, label: str, option: str) -> None:
    """Tick a box of a filter, and fold it again: what unfolds lies over what is below."""
    open_filter(page, label)
    page.get_by_role("group", name=label).get_by_label(re.compile(rf"^\s*{option} ")).check()
    page.locator("summary", has_text=label).click()
