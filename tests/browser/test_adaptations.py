"""Pages as visitors have set their own browsers: high contrast, no motion, large text, on paper."""

import pytest
from playwright.sync_api import Browser, Page, expect

from home.demo.accounts import PASSWORD
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE

SECTION = "/moeder-og-netvaerk/"
EVENTS = "/moeder-og-netvaerk/arrangementer/"
NEWS = "/moeder-og-netvaerk/nyheder/webinar-om-kommunernes-arbejde-med-fns-verdensmaal/"
# What has the focus, whether it looks like it, and how much of it other things cover, sampled on a
# grid of points; nothing where the keyboard's round ends.
STOP = """() => {
    const element = document.activeElement, box = element.getBoundingClientRect();
    if (element === document.body) return null;
    const shown = e => getComputedStyle(e).outlineStyle !== 'none';
    const frame = element.closest('.search-form');
    let points = 0, covered = 0;
    for (const x of [0.1, 0.5, 0.9]) for (const y of [0.1, 0.5, 0.9]) {
        const at = [box.left + box.width * x, box.top + box.height * y];
        if (at[0] < 0 || at[1] < 0 || at[0] >= innerWidth || at[1] >= innerHeight) continue;
        const top = document.elementFromPoint(...at);
        points += 1;
        if (top && !element.contains(top) && !top.contains(element)) covered += 1;
    }
    return {
        html: element.outerHTML.slice(0, 90),
        isSeen: shown(element) || (frame !== null && shown(frame)),
        isHidden: covered === points,
    };
}"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("address", [SECTION, EVENTS, NEWS])
def test_the_focus_is_seen_and_never_hidden(page: Page, address, size):
    """WCAG 2.4.7 and 2.4.11: at each stop of the keyboard."""
    page.set_viewport_size(size)
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    hidden = []
    for _stop in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        if not stop["isSeen"] or stop["isHidden"]:
            hidden.append(stop["html"])
    assert hidden == []


def test_where_one_is_can_be_told_without_our_colours(browser: Browser, site: str):
    context = browser.new_context(base_url=site, forced_colors="active", viewport=DESKTOP)
    page = context.new_page()
    page.goto(EVENTS)
    borders = page.evaluate(
        """() => [...document.querySelectorAll('.menu a')].map(link => [
            link.hasAttribute('aria-current'), getComputedStyle(link).borderBottomColor])"""
    )
    current = {colour for is_current, colour in borders if is_current}
    others = {colour for is_current, colour in borders if not is_current}
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    context.close()
    assert current
    assert others
    assert not current & others
    assert outline == "solid"


def test_nothing_moves_for_who_asked_for_no_motion(browser: Browser, site: str):
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    page = context.new_page()
    page.goto(SECTION)
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(element => {
            const style = getComputedStyle(element);
            return style.scrollBehavior === 'smooth' || style.animationName !== 'none'
                || style.transitionDuration.split(',').some(time => parseFloat(time) > 0);
        }).map(element => element.tagName)"""
    )
    context.close()
    assert moving == []


def test_paper_holds_the_text_and_no_menus(page: Page):
    page.goto(NEWS)
    page.emulate_media(media="print")
    for hidden in (".menu", ".site-search", ".breadcrumb", ".login-link"):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".site-footer")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_twice_as_large_text_cuts_nothing_off(page: Page):
    """WCAG 1.4.4: text alone, as browsers' own setting enlarges it."""
    cut = []
    for address in (SECTION, EVENTS, NEWS):
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if page.evaluate("document.documentElement.scrollWidth") > DESKTOP["width"]:
            cut.append(address)
    assert cut == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_members_own_page(browser: Browser, site: str, scheme):
    context = browser.new_context(base_url=site, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto("/log-ind/?next=/min-side/")
    page.get_by_label("Brugernavn").fill("medlem")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("heading", name="Min side")).to_be_visible()
    assert page.get_by_role("main").get_by_role("article").count() > 0
    found = violations(page)
    context.close()
    assert found == []
