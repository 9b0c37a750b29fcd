"""What visitors have asked of their own browsers is followed (EN 301 549 V4.1.1, clause 9.7): dark
or light, less motion, colours of their own, more contrast. One page is asked for all of it.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP
from tests.browser.test_adaptations import EVENTS

#: Colours are told as sRGB. What an element stands on is the nearest ground that isn't see-through.
RATIO = """
    const parts = text => text.match(/[0-9.]+/g).map(Number);
    const luminance = text => {
        const [r, g, b] = parts(text).slice(0, 3).map(each => each / 255)
            .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = element => {
        const colour = getComputedStyle(element).backgroundColor;
        const isClear = parts(colour).length === 4 && parts(colour)[3] === 0;
        return isClear && element.parentElement ? ground(element.parentElement) : colour;
    };
    const ratio = (one, other) => {
        const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
    };
"""
ACTION = f"""element => {{ {RATIO}
    const own = getComputedStyle(element);
    return [ratio(own.backgroundColor, ground(element.parentElement)),
            ratio(own.color, own.backgroundColor)];
}}"""
PALE_TEXTS = f"""least => {{ {RATIO}
    return [...document.querySelectorAll('main *')].filter(element =>
        [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
        && element.checkVisibility({{visibilityProperty: true}})
        && ratio(getComputedStyle(element).color, ground(element)) < least
    ).map(element => element.outerHTML.slice(0, 90));
}}"""
MOVING = """() => [...document.querySelectorAll('*')].filter(element => {
    const style = getComputedStyle(element);
    return style.scrollBehavior === 'smooth' || style.animationName !== 'none'
        || style.transitionDuration.split(',').some(time => parseFloat(time) > 0);
}).length"""
FRAMELESS = """() => [...document.querySelectorAll('.button')]
    .filter(element => element.checkVisibility())
    .map(element => getComputedStyle(element))
    .filter(style => style.borderTopStyle !== 'solid'
        || style.borderTopColor === 'rgba(0, 0, 0, 0)'
        || style.borderTopColor === style.backgroundColor).length"""


@pytest.fixture(scope="module")
def event(browser: Browser, site: str, open_event: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=DESKTOP, locale="da-DK")
    page = context.new_page()
    page.goto(open_event)
    yield page
    context.close()


def ground(page: Page) -> int:
    """How light what the page stands on is: 0 to 765."""
    text = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in text.strip("rgb()").split(","))


def test_dark_and_light_are_followed(event: Page):
    grounds = []
    for scheme in ("light", "dark", "light"):
        event.emulate_media(color_scheme=scheme)
        grounds.append(ground(event))
    assert [each > 382 for each in grounds] == [True, False, True]


def test_less_motion_is_followed(event: Page):
    moving = []
    for motion in ("no-preference", "reduce"):
        event.emulate_media(reduced_motion=motion)
        moving.append(event.evaluate(MOVING) > 0)
    assert moving == [True, False]


def test_colours_of_the_visitors_own_are_followed(event: Page):
    event.emulate_media(forced_colors="active")
    forced = event.evaluate("matchMedia('(forced-colors: active)').matches")
    grounds = event.locator(".facts .button").first.evaluate(
        "element => [element, document.body].map(each => getComputedStyle(each).backgroundColor)"
    )
    frameless = event.evaluate(FRAMELESS)
    event.emulate_media(forced_colors="none")
    assert forced
    # A button has no ground of its own left, and is told by its frame.
    assert grounds[0] == grounds[1]
    assert frameless == 0


@pytest.mark.parametrize(
    ("scheme", "contrast"), [*product(["light", "dark"], ["no-preference", "more"])]
)
def test_more_contrast_is_followed_and_the_primary_action_stands_out(event: Page, scheme, contrast):
    """WCAG 1.4.6 for who asks for more, 1.4.3 for all; the action by 1.4.11."""
    event.emulate_media(color_scheme=scheme, contrast=contrast)
    on_card, on_action = event.locator(".facts .button").first.evaluate(ACTION)
    pale = event.evaluate(PALE_TEXTS, 7 if contrast == "more" else 4.5)
    event.emulate_media(contrast="no-preference", color_scheme="light")
    assert on_card >= 3
    assert on_action >= 4.5
    assert pale == []


def test_paper_has_no_forms_and_tells_where_buttons_lead(event: Page):
    address = event.locator(".facts .button").first.get_attribute("href")
    event.emulate_media(media="print")
    told = event.locator(".facts .button").first.evaluate(
        "element => getComputedStyle(element, '::after').content"
    )
    forms = event.locator("form:visible, button:visible, .feedback:visible").count()
    event.goto(EVENTS)
    listed = event.locator("form:visible, button:visible, .filters:visible, .chips:visible").count()
    event.emulate_media(media="screen")
    assert (told.strip('"'), forms, listed) == (f" ({address})", 0, 0)
    assert event.locator("form.filters").is_visible()
