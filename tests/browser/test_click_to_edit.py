"""An editor is led from what a page shows to where it is edited, beside the form or on the site."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, api_pages
from tests.browser.test_editor_journey import sign_in


def show_links(page: Page) -> None:
    page.locator("[data-wagtail-userbar-trigger]").click()
    page.get_by_role("menuitemcheckbox", name="Klik for at ret").click()
    page.keyboard.press("Escape")


def test_what_is_clicked_is_edited(browser: Browser, site: str):
    context = browser.new_context(
        base_url=site, viewport=DESKTOP, locale="da-DK", bypass_csp=True, reduced_motion="reduce"
    )
    context.set_default_timeout(60_000)
    page = sign_in(context.new_page(), "moderator")
    events = api_pages(site, type="events.EventPage", fields="programme,body")
    event = max(events, key=lambda each: len(each["programme"] or []))
    title, item = event["title"], event["programme"][0]
    page.goto(f"/admin/pages/{event['id']}/edit/")
    focused = page.locator("*:focus")

    # Beside the form, by mouse and by keyboard, and on a phone, where the panel lies over it.
    page.locator('[data-side-panel-toggle="preview"]').click()
    preview = page.frame_locator("#w-preview-iframe:not([hidden])")
    preview.locator("[data-edit=lede]").click()
    expect(focused).to_have_id("id_lede")
    preview.locator(f"nav a[href$='{item['id']}']").focus()
    page.keyboard.press("Enter")
    expect(focused).to_have_attribute("name", "programme-0-value-day")
    page.set_viewport_size(PHONE)
    preview.locator("h1").click()
    expect(focused).to_have_id("id_title")
    page.locator("#id_title").click(trial=True)  # nothing lies over it

    # On the site nothing shows before it is asked for, and links lead where they led.
    page.set_viewport_size(DESKTOP)
    page.goto(event["meta"]["html_url"])
    links = page.get_by_role("navigation", name="Klik for at ret").get_by_role("link")
    page.locator("[data-wagtail-userbar-trigger]").wait_for()
    width = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    before = page.evaluate(width)
    expect(links).to_have_count(0)
    show_links(page)
    assert links.first.get_attribute("aria-label") == f"Ret: {title}"
    assert page.evaluate(width) == before
    assert violations(page) == []
    page.get_by_role("link", name="Ret: Emner").click()
    page.wait_for_url("**/edit/**")
    expect(focused).to_have_attribute("name", "topics")
    context.close()
