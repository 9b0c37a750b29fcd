"""An editor prepares a release, a moderator looks at it, lets it go out, and takes it back."""

import json
import urllib.error
import urllib.request
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Browser, expect

from cms.media.tests.factories import pdf_bytes
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, api_pages
from tests.browser.test_editor_journey import Form, sign_in

NAME = "Rapport og nyhed"
DOCUMENT = "Rapport til udgivelsen"
FILE = "rapport-til-udgivelsen.pdf"
TITLE = "Ny overskrift fra udgivelsen"


def test_pages_go_out_together_and_are_taken_back(browser: Browser, site: str):
    context = browser.new_context(base_url=site, locale="da-DK", bypass_csp=True)
    context.set_default_timeout(60_000)
    page = sign_in(context.new_page(), "redaktoer")
    news = api_pages(site, type="news.NewsPage")
    changed, removed, telling = (item["id"] for item in news[-4:-1])
    found = {}

    def look(name: str) -> None:
        for window in (PHONE, DESKTOP):
            page.set_viewport_size(window)
            if broken := violations(page):
                found[name, window["width"]] = broken
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

    def told(key: int) -> tuple[int, dict | None]:
        address = f"{site}/api/v2/pages/{key}/"
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, None

    def fetched() -> int:
        return page.request.get(f"{site}/filer/{document}/{FILE}").status

    page.goto("/admin/documents/add/")
    page.locator("#id_title").fill(DOCUMENT)
    pdf = {"name": FILE, "mimeType": "application/pdf", "buffer": pdf_bytes(("Rapport",))}
    page.locator("#id_file").set_input_files(pdf)
    page.get_by_role("button", name="Læg op", exact=True).click()
    edit = page.locator(".messages").get_by_role("link").first.get_attribute("href") or ""
    document = edit.rstrip("/").rpartition("/")[2]
    page.goto(f"/admin/pages/{telling}/edit/")
    form = Form(page)
    form.blocks = int(page.locator("[name=body-count]").input_value())
    form.choose(f"{form.add('documents')}-documents-0-value", DOCUMENT)
    with page.expect_navigation():
        page.get_by_role("button", name="Gem kladde").click()
    before = told(changed), told(removed), told(telling)
    page.goto(f"/admin/pages/{changed}/edit/")
    page.locator("#id_title").fill(TITLE)
    with page.expect_navigation():
        page.get_by_role("button", name="Gem kladde").click()
    page.goto("/admin/releases/new/")
    page.locator("#id_name").fill(NAME)
    look("the form")
    page.locator("#id_goes_at").fill(f"{timezone.localtime() + timedelta(hours=2):%d.%m.%Y %H:%M}")
    with page.expect_navigation():
        page.get_by_role("button", name="Opret").click()
    release = page.url.rstrip("/").rpartition("/")[2]
    for key, action in ((changed, "Udgives"), (removed, "Tages ned"), (telling, "Udgives")):
        page.goto(f"/admin/pages/{key}/release/")
        page.get_by_label(NAME).check()
        page.get_by_label(action).check()
        if key == changed:
            look("joining")
        with page.expect_navigation():
            page.get_by_role("button", name="Tilføj").click()
    expect(page.get_by_role("button", name="Godkend")).to_have_count(0)

    context.clear_cookies()
    sign_in(page, "moderator")
    page.goto(f"/admin/releases/inspect/{release}/")
    look("the release")
    preview = page.get_by_role("link", name="Forhåndsvis").first.get_attribute("href")
    with page.expect_navigation():
        page.get_by_role("button", name="Godkend").click()
    page.goto("/admin/")
    coming = page.locator(".coming-days").get_by_text(NAME)
    expect(coming).to_have_count(1)
    page.goto(preview)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.goto(f"/admin/releases/inspect/{release}/")
    signed_in = context.cookies()
    context.clear_cookies()  # whoever edits a document fetches it
    assert (told(changed), told(removed), told(telling), fetched()) == (*before, 404)
    context.add_cookies(signed_in)
    page.get_by_role("button", name="Udgiv nu").click()
    expect(page.get_by_text("Udgivelsen er udkommet.")).to_be_visible()
    assert (told(changed)[1]["title"], told(removed)[0]) == (TITLE, 410)
    assert told(telling)[1]["body"][-1]["value"]["documents"][0]["title"] == DOCUMENT
    context.clear_cookies()
    assert fetched() == 200
    context.add_cookies(signed_in)
    page.goto("/admin/")
    expect(page.locator(".coming-days")).to_be_attached()
    expect(coming).to_have_count(0)
    page.goto("/admin/releases/")
    gone_out = page.get_by_role("row").filter(has_text=NAME)
    expect(gone_out).to_contain_text("Udkommet")
    gone_out.get_by_role("link", name=NAME).first.click()
    page.get_by_role("link", name="Fortryd udgivelsen").click()
    undo = page.get_by_role("button", name="Fortryd udgivelsen")
    undo.wait_for()
    look("undoing")
    undo.click()
    expect(page.get_by_text("Udgivelsen er fortrudt")).to_be_visible()
    assert (told(changed), told(removed), told(telling)) == before
    page.goto("/admin/releases/")
    look("the list")
    context.clear_cookies()
    assert fetched() == 404
    context.close()
    assert found == {}
