"""WCAG 2.2 AA as far as a machine can tell: axe finds nothing, and nothing is wider than a phone.

axe runs on a page of every type and in every state that looks different: on phone and desktop,
in light and dark.
"""

import itertools
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations, violations_in
from tests.browser.conftest import PHONE, SMALL, api_pages

COLLECTION = "/moeder-og-netvaerk/dokumenter/verdensmaal-undersoegelser-og-vaerktoejer/"
BESIDES_PAGES = [
    "/soeg/",
    "/soeg/?q=kommune",
    "/soeg/?q=qqxyzzy",
    "/soeg/?q=kommune&type=news.NewsPage",
    "/soeg/?q=kommune&page=99",
    "/log-ind/",
    "/glemt-adgangskode/",
    "/glemt-adgangskode/sendt/",
    "/glemt-adgangskode/MQ/x-y/",
    "/emner/",
    "/emner/verdensmaal/",
    "/personer/mette-aagaard-lund/",
    "/personer/mette-aagaard-lund/?type=events.EventPage&when=past",
    "/findes-ikke/",
    "/api/docs/",
    "/moeder-og-netvaerk/materialer-til-deltagere/",
    "/moeder-og-netvaerk/nyheder/?year=i-aar",
    "/moeder-og-netvaerk/nyheder/?year=2001",
    "/moeder-og-netvaerk/arrangementer/?when=past",
    "/moeder-og-netvaerk/arrangementer/?month=2022-05",
    "/moeder-og-netvaerk/arrangementer/?topic=klima-og-energi",
    "/moeder-og-netvaerk/arrangementer/?town=Ingensteds",
    "/moeder-og-netvaerk/arrangementer/?audience=ledere",
    "/moeder-og-netvaerk/dokumenter/?q=skole&language=da",
    "/moeder-og-netvaerk/dokumenter/?q=qqxyzzy",
    f"{COLLECTION}?q=skole",
    f"{COLLECTION}?q=qqxyzzy",
]

HEADINGS = "[...document.querySelectorAll('main :is(h1, h2, h3, h4)')].map(h => +h.tagName[1])"
SMALL_TARGETS = """[...document.querySelectorAll(
    'a, button, input:not([type=hidden]), summary'
)].filter(element => {
    const box = element.getBoundingClientRect();
    const inline = getComputedStyle(element).display === 'inline';
    return box.width && !inline && Math.min(box.width, box.height) < 24;
}).map(element => element.outerHTML.slice(0, 120))"""
WIDTH_OF_SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important;'
        + ' word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'
    );
    document.adoptedStyleSheets = [sheet];
    const width = document.documentElement.scrollWidth;
    document.adoptedStyleSheets = [];
    return width;
}"""


@pytest.fixture(scope="package")
def visited(site: str, addresses: dict[str, list[str]]) -> list[str]:
    """A page of every type, an event of every status and filling, and what is no page."""
    pages = [listed[-1] for listed in addresses.values()]
    events = api_pages(site, type="events.EventPage", fields="status,places")
    states = {(event["status"], event["places"]): event for event in events}
    return [*pages, *(event["meta"]["html_url"] for event in states.values()), *BESIDES_PAGES]


@dataclass
class Seen:
    """What can be told of a page that is opened once."""

    #: What axe finds, by look.
    broken: dict[tuple, list[str]]
    #: How wide the page is in a window of 320 pixels.
    width: int
    #: How wide it is on a phone with WCAG's text spacing.
    width_of_spaced: int
    #: The levels of its headings, in their order.
    headings: list[int]
    #: What is smaller than a thumb needs.
    targets: list[str]


@pytest.fixture(scope="module")
def seen(browser: Browser, site: str, visited) -> dict[str, Seen]:
    """What there is to tell of each page, by address."""
    context = browser.new_context(
        base_url=site, viewport=SMALL, reduced_motion="reduce", locale="da-DK"
    )
    page = context.new_page()
    found = {}
    for address in visited:
        page.set_viewport_size(SMALL)
        page.emulate_media(color_scheme="light")
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size(PHONE)
        found[address] = Seen(
            width=width,
            width_of_spaced=page.evaluate(WIDTH_OF_SPACED),
            headings=page.evaluate(HEADINGS),
            targets=page.evaluate(SMALL_TARGETS),
            broken=violations_in(page),
        )
    context.close()
    return found


def test_axe_finds_nothing(seen):
    assert {address: each.broken for address, each in seen.items() if each.broken} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_login_dialog(browser: Browser, site: str, scheme):
    context = browser.new_context(base_url=site, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto("/moeder-og-netvaerk/")
    page.get_by_role("link", name="Log ind").click()
    page.get_by_role("dialog").get_by_label("Brugernavn").fill("nogen")
    page.locator("dialog input[type=password]").fill("forkert")
    page.get_by_role("dialog").get_by_role("button", name="Log ind").click()
    page.get_by_role("alert").wait_for()
    found = violations(page)
    context.close()
    assert found == []


def test_axe_finds_nothing_when_a_form_is_out_of_date(browser: Browser, site: str):
    context = browser.new_context(base_url=site, bypass_csp=True)
    page = context.new_page()
    page.goto("/log-ind/")
    context.clear_cookies()
    page.get_by_label("Brugernavn").fill("nogen")
    page.locator("input[type=password]").fill("forkert")
    page.get_by_role("main").get_by_role("button", name="Log ind").click()
    page.get_by_role("heading", name="Formularen er forældet").wait_for()
    found = violations(page)
    context.close()
    assert found == []


def test_nothing_scrolls_sideways_at_320_pixels(seen):
    """WCAG 1.4.10, which is also a zoom of 400 % on a window of 1280 pixels."""
    assert [address for address, each in seen.items() if each.width > SMALL["width"]] == []


def test_text_spacing_cuts_nothing_off(seen):
    """WCAG 1.4.12."""
    wide = [address for address, each in seen.items() if each.width_of_spaced > PHONE["width"]]
    assert wide == []


def test_headings_are_in_order_and_there_is_one_first(seen):
    def are_in_order(levels: list[int]) -> bool:
        steps = itertools.pairwise(levels)
        return levels[:1] == [1] and levels.count(1) == 1 and all(b - a <= 1 for a, b in steps)

    levels = {address: each.headings for address, each in seen.items()}
    assert {address: each for address, each in levels.items() if not are_in_order(each)} == {}


def test_the_first_stop_of_the_keyboard_leads_to_the_content(page: Page):
    page.goto("/moeder-og-netvaerk/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Gå til indhold"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "indhold"


def test_targets_are_at_least_24_pixels(seen):
    """WCAG 2.5.8. Links inside a sentence are excepted, and those with room around them."""
    assert {address: each.targets for address, each in seen.items() if each.targets} == {}
