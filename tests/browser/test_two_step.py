"""Two steps in a browser: a group demands it, a member sets it up in the way, loses the phone, and
then the recovery codes as well.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import Group
from django.db import connection
from playwright.sync_api import Browser, Page, expect

from cms.users.models import User
from cms.users.tests.authenticator import Authenticator
from conftest import use_database
from home.demo.accounts import PASSWORD
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE

GROUP = "Sekretariatet"


@pytest.fixture
def accounts(site: str, database: str, django_db_blocker) -> Iterator[None]:
    """A superuser, and a member of a group, on the site, and gone from it afterwards."""
    mine = connection.settings_dict["NAME"]

    @contextmanager
    def on_the_site() -> Iterator[None]:
        with django_db_blocker.unblock():
            use_database(urlsplit(database).path[1:])
            yield
            use_database(mine)

    with on_the_site():
        # As the site stores it: the tests' own hashes are quick, and unknown to it.
        stored = PBKDF2PasswordHasher().encode(PASSWORD, "et salt af tests")
        User.objects.create(username="chef", password=stored, is_superuser=True)
        member = User.objects.create(username="karla", password=stored)
        member.groups.add(Group.objects.create(name=GROUP))
    yield
    with on_the_site():
        User.objects.filter(username__in=["chef", "karla"]).delete()
        Group.objects.filter(name=GROUP).delete()


class Visit:
    """A window, and what is wrong with what it showed."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.context = browser.new_context(base_url=site, locale="da-DK", bypass_csp=True)
        self.context.set_default_timeout(60_000)
        self.page: Page = self.context.new_page()
        self.found: dict[tuple[str, int], list[str]] = {}

    def look(self, name: str, windows: tuple = (DESKTOP, PHONE)) -> None:
        for window in windows:
            self.page.set_viewport_size(window)
            if broken := violations(self.page):
                self.found[name, window["width"]] = broken
            wide = "document.documentElement.scrollWidth <= innerWidth"
            assert self.page.evaluate(wide), name
            if folder := os.environ.get("SCREENSHOTS"):
                path = Path(folder, f"{name}-{window['width']}.png")
                self.page.screenshot(path=path, full_page=True)
        self.page.set_viewport_size(DESKTOP)

    def sign_in(self, name: str, address: str) -> None:
        self.page.goto(address)
        self.page.locator("main").get_by_label("Brugernavn").fill(name)
        self.page.locator("main").get_by_label("Adgangskode").fill(PASSWORD)
        self.page.locator("main").get_by_role("button", name="Log ind").click()

    def set_up(self) -> list[str]:
        """With an app on the phone; return the recovery codes."""
        expect(self.page.get_by_role("heading", name="Sæt totrinslogin op")).to_be_visible()
        link = self.page.get_by_role("link", name="åbne den i appen").get_attribute("href")
        self.page.get_by_label("Kode").fill(Authenticator(link or "").code())
        self.page.get_by_role("button", name="Slå totrinslogin til").click()
        expect(self.page.get_by_role("heading", name="Gem dine nødkoder")).to_be_visible()
        return self.page.locator(".recovery-codes li").all_inner_texts()


def test_a_group_demands_it_and_a_phone_is_lost(browser: Browser, site: str, accounts):
    chief, karla = Visit(browser, site), Visit(browser, site)
    chief.sign_in("chef", "/admin/groups/")
    chief.page.get_by_role("link", name=GROUP).click()
    chief.page.get_by_label("Kræv totrinslogin").check()
    chief.look("group", (DESKTOP,))  # on a phone, Wagtail's own boxes are small
    chief.page.get_by_role("button", name="Gem", exact=True).click()
    expect(chief.page.get_by_text(f"Gruppen '{GROUP}' er opdateret.")).to_be_visible()

    # From the dialog of any page to the set-up, which is in the way of everything.
    page = karla.page
    page.goto("/moeder-og-netvaerk/")
    page.get_by_role("link", name="Log ind").click()
    dialog = page.get_by_role("dialog", name="Log ind")
    dialog.get_by_label("Brugernavn").fill("karla")
    dialog.get_by_label("Adgangskode").fill(PASSWORD)
    dialog.get_by_role("button", name="Log ind").click()
    page.wait_for_url("**/log-ind/totrin/")
    page.goto("/min-side/")
    expect(page.get_by_role("heading", name="Log ind")).to_be_visible()
    page.goto("/log-ind/totrin/")
    karla.look("set-up")
    page.get_by_label("Kode").fill("000000")
    page.get_by_role("button", name="Slå totrinslogin til").click()
    expect(page.get_by_label("Kode")).to_be_focused()
    expect(page.get_by_text("Koden er forkert")).to_be_visible()
    codes = karla.set_up()
    assert len(codes) == 10
    karla.look("recovery-codes")
    page.get_by_role("link", name="Jeg har gemt dem").click()
    page.wait_for_url("**/moeder-og-netvaerk/")
    page.goto("/min-side/totrin/")
    karla.look("two-steps")

    # A new window, without the phone.
    other = Visit(browser, site)
    other.sign_in("karla", "/min-side/")
    other.look("code")
    other.page.get_by_label("Kode").fill(codes[0])
    other.page.get_by_role("button", name="Log ind").click()
    expect(other.page.get_by_role("heading", name="Min side")).to_be_visible()

    # Without the codes either: an administrator resets it, and it is set up anew.
    chief.page.goto("/admin/users/?q=karla")
    chief.page.get_by_role("button", name="Flere valgmuligheder for 'karla'").click()
    chief.page.get_by_role("link", name="Nulstil totrinslogin").click()
    expect(chief.page.get_by_text("Vær sikker på, at det er karla")).to_be_visible()
    chief.look("reset")
    chief.page.get_by_role("button", name="Nulstil totrinslogin").click()
    expect(chief.page.get_by_text("karla kan logge ind med adgangskoden alene")).to_be_visible()
    chief.page.goto("/admin/account/")
    chief.look("account")
    other.page.goto("/min-side/")
    other.sign_in("karla", "/min-side/")
    assert len(other.set_up()) == 10
    other.page.get_by_role("link", name="Jeg har gemt dem").click()
    expect(other.page.get_by_role("heading", name="Min side")).to_be_visible()
    found = chief.found | karla.found | other.found
    for each in (chief, karla, other):
        each.context.close()
    assert found == {}
