"""What editors can put on a page, in every state: axe finds nothing, and nothing is too wide."""

import pytest
from playwright.sync_api import Browser, Page

from home.demo.accounts import PASSWORD
from tests.browser.conftest import PHONE
from tests.browser.test_accessibility import violations_at

PREVIEWS = "/admin/previews/"
# A block that is an item of a list stands here without its list, and many have the same heading.
ONLY_HERE = ("dlitem:", "listitem:", "landmark-unique:")


@pytest.fixture
def staff(browser: Browser, site: str):
    context = browser.new_context(base_url=site, bypass_csp=True, locale="da-DK")
    page = context.new_page()
    page.goto(f"/admin/login/?next={PREVIEWS}")
    page.locator("#id_username").fill("redaktoer")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url(f"**{PREVIEWS}")
    yield page
    context.close()


def test_axe_finds_nothing_on_any_block_or_card(staff: Page):
    found = violations_at(staff, [PREVIEWS])
    assert {
        look: others
        for look, broken in found.items()
        if (others := [rule for rule in broken if not rule.startswith(ONLY_HERE)])
    } == {}


@pytest.fixture
def addresses(staff: Page) -> list[str]:
    """The addresses of pages of each type in each state."""
    links = staff.locator(f"main a[href^='{PREVIEWS}']")
    found = links.evaluate_all("links => links.map(link => link.href)")
    assert len(found) > 50
    return found


def test_axe_finds_nothing_on_any_page_in_any_state(staff: Page, addresses):
    assert violations_at(staff, addresses, [(PHONE, "light")]) == {}


def test_nothing_scrolls_sideways_at_320_pixels(staff: Page, addresses):
    staff.set_viewport_size({"width": 320, "height": 640})
    too_wide = []
    for address in [PREVIEWS, *addresses]:
        staff.goto(address, wait_until="domcontentloaded")
        if staff.evaluate("document.documentElement.scrollWidth") > 320:
            too_wide.append(address)
    assert too_wide == []
