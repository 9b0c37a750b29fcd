"""Signing in from any page: a dialog where there is JavaScript, a page where there is none."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from home.demo.accounts import PASSWORD

SECTION = "/moeder-og-netvaerk/"
MEMBER = "medlem"


@pytest.fixture
def section(page: Page) -> Page:
    page.goto(SECTION)
    return page


def open_dialog(page: Page):
    """Open the dialog by keyboard, and wait for its form."""
    page.get_by_role("link", name="Log ind").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Log ind")
    expect(dialog.get_by_label("Brugernavn")).to_be_focused()
    return dialog


def fill_in(page: Page, username: str, password: str) -> None:
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_escape_closes_it_and_gives_the_focus_back(section):
    dialog = open_dialog(section)
    section.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(section.get_by_role("link", name="Log ind")).to_be_focused()


def test_the_cross_closes_it_and_gives_the_focus_back(section):
    dialog = open_dialog(section)
    dialog.get_by_role("button", name="Luk").click()
    expect(dialog).to_be_hidden()
    expect(section.get_by_role("link", name="Log ind")).to_be_focused()


def test_it_can_be_opened_again(section):
    open_dialog(section)
    section.keyboard.press("Escape")
    expect(open_dialog(section)).to_be_visible()


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_focus_stays_inside(section, key):
    open_dialog(section)
    for _step in range(8):
        section.keyboard.press(key)
        assert section.evaluate("document.querySelector('dialog').contains(document.activeElement)")


def test_a_wrong_password_is_told_in_the_dialog(section):
    dialog = open_dialog(section)
    fill_in(section, MEMBER, "forkert")
    message = dialog.get_by_role("alert")
    expect(message).to_have_text("Brugernavnet eller adgangskoden er forkert.")
    expect(message).to_be_focused()
    expect(section).to_have_url(re.compile(f"{SECTION}$"))


def test_an_unknown_user_gets_the_same_message(section):
    dialog = open_dialog(section)
    fill_in(section, "findes-ikke", "forkert")
    expect(dialog.get_by_role("alert")).to_have_text("Brugernavnet eller adgangskoden er forkert.")


def test_one_comes_back_to_the_same_page_and_can_sign_out(section):
    open_dialog(section)
    fill_in(section, MEMBER, PASSWORD)
    sign_out = section.get_by_role("button", name="Log ud")
    expect(sign_out).to_be_visible()
    expect(section).to_have_url(re.compile(f"{SECTION}$"))
    sign_out.click()
    expect(section.get_by_role("link", name="Log ind")).to_be_visible()


def test_without_javascript_it_is_a_page(browser: Browser, site: str):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(SECTION)
    page.get_by_role("link", name="Log ind").click()
    page.get_by_label("Brugernavn").fill(MEMBER)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("button", name="Log ud")).to_be_visible()
    expect(page).to_have_url(re.compile(f"{SECTION}$"))
    context.close()
