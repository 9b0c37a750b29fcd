"""WCAG 2.2 AA as far as a machine can tell: axe finds nothing, and nothing is wider than a phone.

axe runs on a page of every type and in every state that looks different: on phone and desktop,
in light and dark.
"""

import itertools
import json
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, PHONE, api_pages

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: A window and a colour scheme.
LOOKS = [(PHONE, "light"), (PHONE, "dark"), (DESKTOP, "light"), (DESKTOP, "dark")]
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


@pytest.fixture(scope="package")
def visited(site: str, addresses: dict[str, list[str]]) -> list[str]:
    """A page of every type, an event of every status and filling, and what is no page."""
    pages = [listed[-1] for listed in addresses.values()]
    events = api_pages(site, type="events.EventPage", fields="status,places")
    states = {(event["status"], event["places"]): event for event in events}
    return [*pages, *(event["meta"]["html_url"] for event in states.values()), *BESIDES_PAGES]


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe finds: the rule, and the elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate(f"axe.run(document, {json.dumps(options)})")["violations"]
    return [f"{rule['id']}: {[node['html'] for node in rule['nodes']]}" for rule in found]


def violations_at(page: Page, addresses: list[str], looks=LOOKS) -> dict[tuple, list[str]]:
    """What axe finds at each address, in each of the looks: in dark only what colours can break."""
    found = {}
    for address in addresses:
        page.goto(address, wait_until="domcontentloaded")
        for window, scheme in looks:
            page.set_viewport_size(window)
            page.emulate_media(color_scheme=scheme)
            if broken := violations(page, RULES if scheme == "light" else ["color-contrast"]):
                found[address, window["width"], scheme] = broken
    return found


def test_axe_finds_nothing(browser: Browser, site: str, visited):
    context = browser.new_context(base_url=site, bypass_csp=True)
    found = violations_at(context.new_page(), visited)
    context.close()
    assert found == {}


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


def test_nothing_scrolls_sideways_at_320_pixels(page: Page, visited):
    """WCAG 1.4.10, which is also a zoom of 400 % on a window of 1280 pixels."""
    page.set_viewport_size({"width": 320, "height": 640})
    too_wide = []
    for address in visited:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            too_wide.append(address)
    assert too_wide == []


def test_text_spacing_cuts_nothing_off(page: Page, visited):
    """WCAG 1.4.12."""
    page.set_viewport_size(PHONE)
    spacing = (
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
        " word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"
    )
    too_wide = []
    for address in visited:
        page.goto(address)
        page.evaluate(
            "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
            " document.adoptedStyleSheets = [sheet] }",
            spacing,
        )
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            too_wide.append(address)
    assert too_wide == []


def test_headings_are_in_order_and_there_is_one_first(page: Page, visited):
    out_of_order = {}
    for address in visited:
        page.goto(address, wait_until="domcontentloaded")
        levels = page.evaluate(
            "[...document.querySelectorAll('main :is(h1, h2, h3, h4)')].map(h => +h.tagName[1])"
        )
        steps = itertools.pairwise(levels)
        if levels[:1] != [1] or levels.count(1) != 1 or any(b - a > 1 for a, b in steps):
            out_of_order[address] = levels
    assert out_of_order == {}


def test_the_first_stop_of_the_keyboard_leads_to_the_content(page: Page):
    page.goto("/moeder-og-netvaerk/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Gå til indhold"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "indhold"


def test_targets_are_at_least_24_pixels(page: Page, visited):
    """WCAG 2.5.8. Links inside a sentence are excepted, and those with room around them."""
    page.set_viewport_size(PHONE)
    small = {}
    for address in visited:
        page.goto(address, wait_until="domcontentloaded")
        found = page.evaluate(
            """() => [...document.querySelectorAll(
                'a, button, input:not([type=hidden]), summary'
            )].filter(element => {
                const box = element.getBoundingClientRect();
                const inline = getComputedStyle(element).display === 'inline';
                return box.width && !inline && Math.min(box.width, box.height) < 24;
            }).map(element => element.outerHTML.slice(0, 120))"""
        )
        if found:
            small[address] = found
    assert small == {}
