"""Somebody deletes a page and takes it back, by mouse on a desktop and thumb on a phone."""

from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, api_pages
from tests.browser.test_editor_journey import sign_in

DRAFT = "Årsmøde i netværkene"


def test_a_page_is_deleted_and_comes_back(browser: Browser, site: str):
    context = browser.new_context(base_url=site, locale="da-DK", bypass_csp=True)
    context.set_default_timeout(60_000)
    page = sign_in(context.new_page(), "moderator")
    live = api_pages(site, type="news.NewsPage")[-1]["id"]
    [index] = api_pages(site, type="news.NewsIndexPage")
    found = {}

    def look(name: str) -> None:
        for window in (DESKTOP, PHONE):
            page.set_viewport_size(window)
            if broken := violations(page):
                found[name, window["width"]] = broken
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

    page.goto(f"/admin/pages/{live}/unpublish/")
    replacement = page.get_by_text("Siden, der afløser den")
    expect(replacement).to_be_hidden()
    page.get_by_label("En anden side afløser den").check()
    expect(replacement).to_be_visible()
    look("taking down")
    # A draft, which it is again afterwards.
    page.goto(f"/admin/pages/{index['id']}/")
    form = page.get_by_role("link", name=DRAFT).first.get_attribute("href")
    deletion = form.replace("/edit/", "/delete/")
    page.goto(deletion)
    look("deletion")
    with page.expect_navigation():
        page.get_by_role("button", name="Læg i papirkurven").click()
    # The button of the menu must not lie over it.
    page.get_by_role("button", name="Fortryd").click()
    page.get_by_text("er lagt tilbage som kladde").wait_for()
    page.goto(deletion)
    with page.expect_navigation():
        page.get_by_role("button", name="Læg i papirkurven").click()
    page.goto("/admin/trash/")
    look("the trash")
    with page.expect_navigation():
        page.get_by_role("link", name=f"Læg »{DRAFT}").click()
    look("putting back")
    page.get_by_role("button", name="Læg tilbage").click()
    page.get_by_text("er lagt tilbage som kladde").wait_for()
    context.close()
    assert found == {}
