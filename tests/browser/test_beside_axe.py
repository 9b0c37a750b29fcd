"""What axe can't see: names of ids that no element has, targets too small for a thumb, text that is
cut or hidden at 320 px with WCAG's text spacing, where the focus is after an error, and what lies
over it.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SMALL

#: 1280 x 1024 enlarged to 400 %.
ENLARGED = {"width": 320, "height": 256}
#: WCAG 2.2, 1.4.12.
SPACING = """
* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
* { line-height: 1.5 !important }
p { margin-block-end: 2em !important }
"""
CALENDAR = "/moeder-og-netvaerk/arrangementer/"
ADDRESSES = [
    *("/", "/moeder-og-netvaerk/", CALENDAR, f"{CALENDAR}?when=past"),
    f"{CALENDAR}?topic=verdensmaal&attendance_mode=online&from=2031-01-02&to=2031-01-01",
    *("/soeg/?q=verdensm%C3%A5l", "/soeg/?q=rapport&type=media.Document", "/log-ind/"),
    *("/emner/verdensmaal/", "/personer/mette-aagaard-lund/", "/moeder-og-netvaerk/dokumenter/"),
    "/moeder-og-netvaerk/netvaerk/netvaerk-for-verdensmaal-og-baeredygtighed/",
]

CHECKS = (Path(__file__).parent / "beside_axe.js").read_text()


@pytest.fixture
def small(browser: Browser, site: str):
    # The style that a user brings along is none of the page's policy.
    context = browser.new_context(
        base_url=site, viewport=SMALL, bypass_csp=True, reduced_motion="reduce"
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def test_names_targets_and_text_hold_at_320_px_with_text_spacing(small: Page):
    found: dict[str, list[str]] = {}
    for address in ADDRESSES:
        small.goto(address, wait_until="load")
        small.evaluate(CHECKS)
        found[f"{address}: unnamed"] = small.evaluate("besideAxe.unnamed()")
        found[f"{address}: too small"] = small.evaluate("besideAxe.tooSmall()")
        found[f"{address}: low"] = small.evaluate("besideAxe.lowActions()")
        small.add_style_tag(content=SPACING)
        found[f"{address}: cut"] = small.evaluate("besideAxe.cut()")
    assert {key: value for key, value in found.items() if value} == {}


def test_after_an_error_the_focus_is_at_its_field(small: Page):
    small.goto("/moeder-og-netvaerk/materialer-til-deltagere/")
    small.get_by_role("main").get_by_label("Adgangskode").fill("forkert")
    small.keyboard.press("Enter")
    expect(small).to_have_title(re.compile("^Fejl: "))
    expect(small.get_by_role("main").get_by_label("Adgangskode")).to_be_focused()
    small.goto(f"{CALENDAR}?from=2031-01-02&to=2031-01-01")
    expect(small).to_have_title(re.compile("^Fejl: "))
    expect(small.get_by_label("Til", exact=True)).to_be_focused()


@pytest.mark.parametrize("window", [SMALL, ENLARGED], ids=["320 px", "400 %"])
def test_nothing_lies_over_the_focus(small: Page, window, open_event: str):
    small.set_viewport_size(window)
    small.goto(open_event)
    small.evaluate(CHECKS)
    covered = []
    for _ in range(80):
        small.keyboard.press("Tab")
        if element := small.evaluate("besideAxe.covered()"):
            covered.append(element)
        if small.evaluate("document.activeElement === document.body"):
            break
    assert covered == []
