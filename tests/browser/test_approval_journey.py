"""A page on its way to approval and back: an editor sends it, an approver asks for changes, and
what is approved waits for its time. All of it in Danish, also the dialogs.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, api_pages
from tests.browser.test_danish_walk import LEFT_OUT, TEXTS
from tests.browser.test_editor_journey import Form, sign_in
from tests.english import english_in

TITLE, LEDE = "Godkendt i browseren", "Sendt, rettet og godkendt."
COMMENT = "Manchetten skal sige hvorfor."


@pytest.fixture
def people(browser: Browser, site: str) -> Iterator[list[Page]]:
    """An editor and an approver, each in a window."""
    contexts = [
        browser.new_context(base_url=site, viewport=DESKTOP, locale="da-DK") for _ in range(2)
    ]
    for context in contexts:
        context.set_default_timeout(60_000)
        context.add_init_script(f"window.textsOfThePage = {TEXTS}")
    yield [
        sign_in(context.new_page(), name)
        for context, name in zip(contexts, ("redaktoer", "moderator"), strict=True)
    ]
    for context in contexts:
        context.close()


def test_from_a_comment_to_its_time(people: list[Page], site: str):
    editor, approver = people
    english = {}

    def look(page: Page, screen: str) -> None:
        for text in page.evaluate("window.textsOfThePage", ", ".join(LEFT_OUT)):
            if words := english_in(text):
                english[text[:100]] = (screen, words)

    def dialog(page: Page, action: str) -> Page:
        page.get_by_role("button", name="Flere handlinger").click()
        look(page, f"before {action}")
        page.get_by_role("button", name=action, exact=True).click()
        page.get_by_role("dialog").get_by_role("textbox").wait_for()
        look(page, action)
        return page

    [index] = api_pages(site, type="news.NewsIndexPage")
    editor.goto(f"/admin/pages/add/news/newspage/{index['id']}/")
    form = Form(editor)
    form.fill("id_title", TITLE)
    form.fill("id_lede", "Sendt.")
    form.do("Send til Godkendelse")
    expect(editor.locator(".messages")).to_contain_text("sendt til godkendelse")

    approver.goto("/admin/")
    approver.get_by_role("link", name=TITLE).first.click()
    address = approver.url
    dialog(approver, "Bed om ændringer")
    approver.get_by_role("dialog").get_by_role("textbox").fill(COMMENT)
    approver.get_by_role("dialog").get_by_role("button", name="Bed om ændringer").click()
    expect(approver.locator(".messages")).to_contain_text(TITLE)
    look(approver, "changes asked for")

    editor.goto(address)
    expect(editor.get_by_text(COMMENT).first).to_be_attached()
    look(editor, "what is to be changed")
    form.fill("id_lede", LEDE)
    at = datetime.now() + timedelta(days=3)
    schedule = editor.locator("#schedule-publishing-dialog")
    editor.locator("[data-side-panel-toggle=status]").click()
    editor.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    schedule.locator("[name=go_live_at]").fill(f"{at:%d.%m.%Y} 09:00")
    # By the keyboard: the calendar of the field may lie over it.
    schedule.get_by_role("button", name="Gem planen").press("Enter")
    editor.wait_for_load_state()
    form.do("Send til Godkendelse igen")

    approver.goto(address)
    dialog(approver, "Godkend med kommentar og udgiv")
    approver.get_by_role("dialog").get_by_role("textbox").fill("Nu er den god.")
    approver.get_by_role("dialog").get_by_role("button", name="Godkend").click()
    expect(approver.locator(".messages")).to_contain_text("er godkendt og udgives")
    look(approver, "approved")
    assert [item for item in api_pages(site, type="news.NewsPage") if item["title"] == TITLE] == []
    assert english == {}
