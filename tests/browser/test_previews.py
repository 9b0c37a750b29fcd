"""What editors can put on a page, in every state: axe finds nothing, and nothing is too wide."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from home.demo.accounts import PASSWORD
from tests.browser.axe import violations, violations_in
from tests.browser.conftest import PHONE, SMALL

PREVIEWS = "/admin/previews/"
# A block that is an item of a list stands here without its list, and many have the same heading.
ONLY_HERE = ("dlitem:", "listitem:", "landmark-unique:")
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def staff(browser: Browser, site: str) -> Iterator[Page]:
    """The window of an editor who looks at the previews."""
    context = browser.new_context(
        base_url=site, viewport=SMALL, reduced_motion="reduce", locale="da-DK"
    )
    page = context.new_page()
    page.goto(f"/admin/login/?next={PREVIEWS}")
    page.locator("#id_username").fill("redaktoer")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url(f"**{PREVIEWS}")
    yield page
    context.close()


@dataclass
class Seen:
    """What can be told of the previews, each of which is opened once."""

    #: What axe finds on blocks and cards, by look.
    broken: dict[tuple, list[str]]
    #: What it finds on pages on a phone, by address.
    broken_pages: dict[str, list[str]]
    #: How wide each address is in a window of 320 pixels.
    widths: dict[str, int]


@pytest.fixture(scope="module")
def seen(staff: Page) -> Seen:
    links = staff.locator(f"main a[href^='{PREVIEWS}']")
    # Pages of each type in each state.
    addresses = links.evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) > 50
    seen = Seen({}, {}, {PREVIEWS: staff.evaluate(WIDTH)})
    seen.broken = violations_in(staff)
    staff.emulate_media(color_scheme="light")
    for address in addresses:
        staff.set_viewport_size(SMALL)
        staff.goto(address, wait_until="domcontentloaded")
        seen.widths[address] = staff.evaluate(WIDTH)
        staff.set_viewport_size(PHONE)
        if broken := violations(staff):
            seen.broken_pages[address] = broken
    return seen


def test_axe_finds_nothing_on_any_block_or_card(seen):
    assert {
        look: others
        for look, broken in seen.broken.items()
        if (others := [rule for rule in broken if not rule.startswith(ONLY_HERE)])
    } == {}


def test_axe_finds_nothing_on_any_page_in_any_state(seen):
    assert seen.broken_pages == {}


def test_nothing_scrolls_sideways_at_320_pixels(seen):
    too_wide = [address for address, width in seen.widths.items() if width > SMALL["width"]]
    assert too_wide == []
