"""The admin is in Danish for whoever signs in, also what scripts draw: every text that there is to
see or to hear, in the words of docs/ordliste.md.
"""

import json
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from cms.tests.test_admin_danish import of_a_released_wagtail
from tests.browser import admin_screens
from tests.browser.conftest import DESKTOP, api_pages
from tests.browser.test_editor_journey import sign_in
from tests.english import english_in

TEXTS = Path(__file__).with_name("texts.js").read_text(encoding="utf-8")
#: What isn't read, as CSS, with the reason.
LEFT_OUT = {
    "script, style, noscript, iframe, svg": "are no texts",
    "code": "is code, which is English",
    ".public-DraftEditor-content": "is what editors write",
    "[name$=language] option": "are languages under their own names",
    "[name$=time_zone] option": "are names of places",
    "[data-side-panel-toggle-counter][hidden]": "is Python's None while there is nothing to count",
    ".xdsoft_save_selected": "is never shown",
}
#: The walks of each account, besides the menu.
WALKS = {
    "redaktoer": [admin_screens.a_new_article],
    "moderator": [admin_screens.what_awaits_approval, admin_screens.an_event],
    "webmaster": [admin_screens.an_upload],
}


@pytest.fixture(scope="module")
def content(site: str) -> re.Pattern[str]:
    """What has been written into the demo, which isn't ours to put into Danish."""
    found = {"Welcome to your new Wagtail site!"}
    # The groups of Wagtail's migrations, which `setup_site` deletes, in the audit log.
    found |= {"gruppe slettet: Editors", "gruppe slettet: Moderators"}
    found |= set(texts_of(api_pages(site, fields="*")))
    for address in ("documents/", "site/"):
        with urllib.request.urlopen(f"{site}/api/v2/{address}") as answer:
            found |= set(texts_of(json.load(answer)))
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))))


def texts_of(value: object) -> Iterator[str]:
    """The texts in JSON that have several words."""
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_of(each)
    elif isinstance(value, str) and " " in value:
        yield value


def walk(page: Page, site: str, account: str) -> Iterator[str]:
    yield "/admin/login/"
    sign_in(page, account)
    yield from admin_screens.everything_in_the_menu(page)
    for each in WALKS[account]:
        yield from each(page, site)


@of_a_released_wagtail
@pytest.mark.parametrize("account", WALKS)
def test_all_that_it_shows_is_in_danish(
    browser: Browser, site: str, webmaster: str, content, account: str
):
    context = browser.new_context(base_url=site, viewport=DESKTOP, locale="da-DK")
    context.set_default_timeout(60_000)
    context.add_init_script(f"window.textsOfThePage = {TEXTS}")
    page = context.new_page()
    page.goto("/admin/login/")
    read, english = set[str](), {}
    for screen in walk(page, site, account):
        for text in page.evaluate("window.textsOfThePage", ", ".join(LEFT_OUT)):
            if text not in read and (words := english_in(content.sub("", text))):
                english[text[:100]] = (screen, words)
            read.add(text)
    context.close()
    assert english == {}
