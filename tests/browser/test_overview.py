"""The admin's first screen, and the calendar behind it, as a person of any sight meets them."""

from playwright.sync_api import Browser

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_editor_journey import sign_in


def test_the_first_screen_and_the_calendar_break_no_rule(browser: Browser, site: str):
    context = browser.new_context(base_url=site, locale="da-DK", bypass_csp=True)
    context.set_default_timeout(60_000)
    page = sign_in(context.new_page(), "moderator")
    found = {}
    page.goto("/admin/")
    [day, *_later] = page.locator(".coming a").all()
    for name in ("the first screen", "the calendar"):
        for window in (DESKTOP, PHONE):
            page.set_viewport_size(window)
            if broken := violations(page):
                found[name, window["width"]] = broken
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        if name == "the first screen":
            day.click()
            page.wait_for_url("**/admin/calendar/#dag-*")
    assert page.locator(":target").text_content()
    context.close()
    assert found == {}
