"""An editor makes six meetings of one."""

from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, api_pages
from tests.browser.test_editor_journey import sign_in


def test_six_meetings_of_one(browser: Browser, site: str):
    context = browser.new_context(base_url=site, locale="da-DK", bypass_csp=True)
    context.set_default_timeout(60_000)
    page = sign_in(context.new_page(), "redaktoer")
    before = api_pages(site, type="events.EventPage")
    event = next(each for each in before if each["title"] == "Kommunernes sprogdag")
    found = {}

    def look(name: str) -> None:
        for window in (PHONE, DESKTOP):
            page.set_viewport_size(window)
            if broken := violations(page):
                found[name, window["width"]] = broken
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

    page.goto(f"/admin/pages/{event['id']}/edit/")
    page.get_by_role("button", name="Handlinger").first.click()
    page.get_by_role("link", name="Gentag på flere datoer").click()
    page.get_by_label("Antal").fill("7")
    page.get_by_role("button", name="Vis datoerne").click()
    days = page.locator(".repeat__days li")
    expect(days).to_have_count(7)
    days.nth(6).get_by_label("Udelad").check()
    look("the dates")
    page.get_by_role("button", name="Opret kladderne").click()
    expect(page.locator(".repeated a")).to_have_count(6)
    look("the drafts")
    title = page.locator(".repeated a").first.inner_text()
    last = page.locator(".repeated a").last.inner_text()
    page.locator(".repeated a").first.click()
    expect(page.locator("#id_title")).to_have_value(title)
    # Nobody reads them yet.
    assert api_pages(site, type="events.EventPage") == before
    page.goto("/admin/")
    expect(page.get_by_role("main").get_by_role("link", name=last).first).to_be_visible()
    context.close()
    assert found == {}
