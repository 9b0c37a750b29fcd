"""A visitor finds a webinar in the calendar, keeps it, and is told when it is cancelled."""

import re
import urllib.request

import vobject
from playwright.sync_api import Page, expect

from home.demo.accounts import PASSWORD
from tests.browser.conftest import api_pages

CALENDAR = "/moeder-og-netvaerk/arrangementer/"
WEBINAR = "Webinar: Sådan måler I bæredygtighed"


def titles(page: Page) -> list[str]:
    return page.locator("[data-swap=list] .card-title").all_inner_texts()


def counts(page: Page) -> list[str]:
    """What each choice says of how many it finds."""
    return page.locator("[data-filters] [data-count]").all_text_contents()


def read(site: str, address: str):
    """The calendar at a `webcal:` address or a root-relative one."""
    url = re.sub("^webcal:", "http:", address)
    with urllib.request.urlopen(url if url.startswith("http:") else site + url) as answer:
        return vobject.readOne(answer.read().decode(), validate=True)


def test_the_webinar_is_found_by_what_it_is_and_where(visitor: Page):
    visitor.goto(CALENDAR)
    assert len(titles(visitor)) > 5
    visitor.get_by_label("Type").select_option("webinar")
    visitor.get_by_label("Deltagelse").select_option("online")
    visitor.get_by_role("button", name="Vis", exact=True).click()
    expect(visitor.get_by_role("main").get_by_role("status")).to_have_text("1 arrangement")
    assert titles(visitor) == [WEBINAR]
    expect(visitor).to_have_url(re.compile(r"kind=webinar&.*attendance_mode=online"))
    expect(visitor.get_by_role("heading", name="Abonnér på dette udvalg")).to_be_visible()
    visitor.get_by_role("link", name="Fjern alle valg").click()
    expect(visitor).to_have_url(re.compile(f"{CALENDAR}$"))


def test_the_list_changes_in_place_and_the_focus_stays(page: Page):
    page.goto(CALENDAR)
    page.evaluate("window.isTheSamePage = true")
    kind = page.get_by_label("Type")
    kind.focus()
    page.keyboard.type("Webinar")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("status")).to_have_text("1 arrangement")
    expect(kind).to_be_focused()
    assert page.evaluate("window.isTheSamePage")
    assert page.url.endswith("?kind=webinar")
    page.go_back()
    expect(page.get_by_role("main").get_by_role("status")).not_to_have_text("1 arrangement")
    expect(page.get_by_label("Type")).to_have_value("")


def test_counts_beside_several_choices_follow_in_place(page: Page):
    page.goto(f"{CALENDAR}?kind=course&kind=conference&kind=webinar")
    before = counts(page)
    page.get_by_role("checkbox", name=re.compile("^Kursus")).uncheck()
    expect(page).to_have_url(re.compile(r"\?kind=conference&kind=webinar$"))
    shown = counts(page)
    page.reload()
    assert shown == counts(page) != before


def test_everything_is_done_by_keyboard(page: Page, site: str):
    [webinar] = api_pages(site, type="events.EventPage", title=WEBINAR, fields="start")
    page.goto(CALENDAR)
    page.get_by_label("Type").focus()
    stops = []
    while (tag := page.evaluate("document.activeElement.tagName")) != "BUTTON" and len(stops) < 30:
        stops.append((tag, page.evaluate("document.activeElement.name")))
        page.keyboard.press("Tab")  # a date has a stop for each of its parts
    assert list(dict.fromkeys(stops)) == [
        ("SELECT", "kind"),
        ("SELECT", "topic"),
        ("SELECT", "network"),
        ("SELECT", "audience"),
        ("SELECT", "attendance_mode"),
        ("SELECT", "town"),
        ("INPUT", "from"),
        ("INPUT", "to"),
    ]
    page.get_by_role("link", name="Måned", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_be_visible()
    page.goto(f"{CALENDAR}?month={webinar['start'][:7]}")
    page.get_by_role("table").get_by_role("link", name=WEBINAR).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(WEBINAR)


def test_a_refused_choice_is_explained_in_danish(page: Page):
    page.goto(f"{CALENDAR}?kind=fest")
    expect(page.get_by_role("heading", level=1)).to_have_text("Adressen giver ikke mening")
    expect(page.get_by_role("main")).to_contain_text("meeting, theme_day, conference")


def test_a_phone_shows_the_month_as_a_list(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(CALENDAR)
    page.get_by_role("link", name="Måned", exact=True).click()
    expect(page.get_by_role("table")).to_be_hidden()


def test_who_subscribes_is_told_that_an_event_is_cancelled(visitor: Page, page: Page, site: str):
    visitor.goto(f"{CALENDAR}?kind=course")
    address = visitor.get_by_role("link", name="I din kalender").get_attribute("href")
    before = {event.summary.value: event for event in read(site, address).vevent_list}
    title = next(title for title in before if not title.startswith("Aflyst"))
    visitor.get_by_role("link", name=title).click()
    own = visitor.get_by_role("link", name="Tilføj til kalender").get_attribute("href")
    [alone] = read(site, own).vevent_list
    assert alone.uid.value == before[title].uid.value
    cancel(page, visitor.url)

    after = {event.uid.value: event for event in read(site, address).vevent_list}
    found = after[alone.uid.value]
    assert (found.summary.value, found.status.value) == (f"Aflyst: {title}", "CANCELLED")
    assert int(found.sequence.value) > int(alone.sequence.value)
    [alone] = read(site, own).vevent_list
    assert alone.status.value == "CANCELLED"
    visitor.reload()
    expect(visitor.get_by_role("main").get_by_text("Aflyst", exact=True).first).to_be_visible()


def cancel(page: Page, address: str) -> None:
    """As a moderator does."""
    found = page.request.get(address, headers={"Accept": "application/json"}).json()
    page.goto("/admin/login/")
    page.locator("#id_username").fill("moderator")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url("**/admin/")
    page.goto(f"/admin/pages/{found['id']}/edit/")
    page.get_by_role("tab", name="Tid og sted").click()
    page.locator("#id_status").select_option("cancelled")
    page.get_by_role("button", name="Flere handlinger").click()
    page.get_by_role("button", name="Udgiv", exact=True).click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
