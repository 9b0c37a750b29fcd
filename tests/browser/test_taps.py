"""Journeys on a phone by touch, with their taps counted."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import PHONE

SECTION = "/moeder-og-netvaerk/"
CALENDAR = f"{SECTION}arrangementer/"
NETWORK = "Netværk for verdensmål og bæredygtighed"


class Finger:
    """Somebody who taps on a phone, and counts."""

    def __init__(self, context: BrowserContext) -> None:
        self.context, self.taps = context, 0

    def begin(self, address: str) -> tuple[Page, Locator]:
        """Open an address in a tab of its own, since the last may still be opening a file. Return
        the tab and its main part.
        """
        page = self.context.new_page()
        page.goto(address)
        self.taps = 0
        return page, page.get_by_role("main")

    def tap(self, target: Locator) -> None:
        target.first.tap()
        self.taps += 1


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def finger(request, browser: Browser, site: str) -> Iterator[Finger]:
    context = browser.new_context(
        base_url=site,
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
        java_script_enabled=request.param,
        locale="da-DK",
    )
    context.set_default_timeout(60_000)
    yield Finger(context)
    context.close()


def test_a_visitor_decides_and_acts_in_few_taps(finger: Finger, open_event: str):
    # A coming webinar of my topic: from the front of the section, and from the topic's page.
    for address, topic in ((SECTION, "Verdensmål"), ("/emner/verdensmaal/", None)):
        page, main = finger.begin(address)
        if topic:
            choice = main.get_by_role("navigation", name="Dit emne")
            finger.tap(choice.get_by_role("link", name=topic))
            page.wait_for_url("**?topic=verdensmaal#*")
            expect(choice).to_be_in_viewport()
        finger.tap(main.get_by_role("link", name=re.compile("^Webinar")))
        expect(main.get_by_role("heading", level=1)).to_contain_text("Webinar")
        assert finger.taps <= 3

    # The slides of an event that was.
    page, main = finger.begin(CALENDAR)
    finger.tap(main.get_by_role("link", name=re.compile("^Tidligere")))
    page.wait_for_url("**when=past")
    slides = main.locator(".card", has_text="Slides").first
    finger.tap(slides.get_by_role("link"))
    expect(main.get_by_role("heading", name="Slides og dokumenter")).to_be_visible()
    finger.tap(main.locator("a.file"))
    assert finger.taps <= 4

    # Whom to phone about an event, and signing up.
    page, main = finger.begin(open_event)
    phone = main.locator("a[href^='tel:']").first
    box = phone.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    sign_up = main.locator(".sign-up-bar").get_by_role("link")
    expect(sign_up).to_be_in_viewport()
    assert main.get_by_role("heading", level=1).bounding_box()["y"] < 200
    finger.tap(main.locator("summary", has_text="Tilføj til kalender"))
    for name in ("Google", "Outlook", "Som fil"):
        expect(main.get_by_role("link", name=name)).to_be_visible()
    assert finger.taps + 1 <= 2

    # A report by a phrase in it.
    page, main = finger.begin("/")
    finger.tap(page.get_by_role("banner").locator("summary").first)
    field = page.get_by_role("banner").locator("#site-search")
    field.fill("spørgeskemaet")
    finger.taps = 0
    finger.tap(page.get_by_role("banner").get_by_role("button", name="Søg"))
    page.wait_for_url("**/soeg/?q=*")
    report = main.locator(".hit", has_text="Undersøgelse af kommunernes arbejde")
    expect(report.get_by_role("link", name=re.compile("^Side "))).not_to_have_count(0)
    expect(report.locator("mark").first).to_be_visible()
    finger.tap(report.get_by_role("link", name=re.compile("^Side ")))
    assert finger.taps <= 2


def test_a_visitor_signs_up_and_subscribes_in_few_taps(finger: Finger, open_event: str):
    # Signing up, from the calendar.
    _page, main = finger.begin(CALENDAR)
    finger.tap(main.locator(f'.card a[href$="{urlsplit(open_event).path}"]'))
    sign_up = main.locator(".sign-up-bar").get_by_role("link")
    expect(sign_up).to_be_in_viewport()
    assert finger.taps + 1 <= 2

    # Subscribing to what one has chosen, in a calendar, from the fronts on.
    page, main = finger.begin("/")
    finger.tap(main.get_by_role("link", name="Find et møde"))
    page.wait_for_url(f"**{CALENDAR}")
    finger.tap(main.get_by_role("link", name=re.compile("^Forår ")))
    page.wait_for_url("**from=*")
    calendar = main.get_by_role("region", name="Abonnér").get_by_role("link", name="I din kalender")
    assert calendar.get_attribute("href").startswith("webcal:")
    assert finger.taps + 1 <= 3


def test_the_fronts_lead_on_from_the_first_screen(finger: Finger):
    for address in ("/", SECTION):
        _page, main = finger.begin(address)
        for task in ("Find et møde", "Find et netværk", "Læs nyheder", "Find en rapport"):
            expect(main.get_by_role("link", name=task)).to_be_in_viewport(ratio=1)


def test_my_networks_meetings_this_spring(finger: Finger):
    _page, main = finger.begin("/moeder-og-netvaerk/netvaerk/")
    finger.tap(main.get_by_role("link", name=NETWORK))
    meetings = main.get_by_role("region", name="Kommende møder")
    expect(meetings.get_by_role("link")).not_to_have_count(0)
    assert finger.taps <= 4
    for fact in ("Pris", "Sådan kommer du med"):
        expect(main.get_by_role("term").filter(has_text=fact)).to_be_in_viewport()


def test_with_javascript_they_are_chosen_in_the_calendar(browser: Browser, site: str):
    context = browser.new_context(
        base_url=site, viewport=PHONE, has_touch=True, is_mobile=True, locale="da-DK"
    )
    context.set_default_timeout(60_000)
    finger = Finger(context)
    page, main = finger.begin(CALENDAR)
    finger.tap(main.get_by_role("link", name=re.compile("^Forår ")))
    page.wait_for_url("**from=*-01-01*")
    finger.tap(main.get_by_text("Flere filtre"))
    finger.tap(main.locator("summary", has_text="Netværk"))
    choice = main.get_by_role("group", name="Netværk").get_by_label("Verdensmål og bæredygtighed")
    finger.tap(choice)
    expect(page.get_by_role("link", name=f"Fjern {NETWORK}")).to_be_attached()
    assert finger.taps <= 4
    context.close()
