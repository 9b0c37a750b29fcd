"""A visitor finds a webinar in the calendar, keeps it, and is told when it is cancelled."""

import re
import urllib.request

import vobject
from playwright.sync_api import Page, expect

from home.demo.accounts import PASSWORD
from tests.browser.conftest import api_pages, choose, open_filter

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
    choose(visitor, "Type", "Webinar")
    choose(visitor, "Deltagelse", "Online")
    visitor.get_by_role("main").get_by_role("button", name=re.compile("^Vis")).click()
    expect(visitor.get_by_role("main").get_by_role("status")).to_have_text("1 arrangement")
    assert titles(visitor) == [WEBINAR]
    expect(visitor).to_have_url(re.compile(r"\?(?=.*kind=webinar)(?=.*attendance_mode=online)"))
    expect(visitor.get_by_role("heading", name="Abonnér på dette udvalg")).to_be_visible()
    visitor.get_by_role("link", name="Fjern Online").click()
    expect(visitor).to_have_url(re.compile(r"\?kind=webinar$"))
    choose(visitor, "Deltagelse", "Online")
    visitor.get_by_role("main").get_by_role("button", name=re.compile("^Vis")).click()
    visitor.get_by_role("link", name="Fjern alle valg").click()
    expect(visitor).to_have_url(re.compile(f"{CALENDAR}$"))


def test_the_list_changes_in_place_and_the_focus_stays(page: Page):
    page.goto(CALENDAR)
    page.evaluate("window.isTheSamePage = true")
    open_filter(page, "Type")
    kind = page.get_by_label("Webinar")
    kind.focus()
    page.keyboard.press("Space")
    status = page.get_by_role("main").get_by_role("status")
    expect(status).to_have_text("1 arrangement")
    expect(kind).to_be_focused()
    expect(page.get_by_role("button", name="Vis 1 arrangement")).to_be_visible()
    assert page.evaluate("window.isTheSamePage")
    assert page.url.endswith("?kind=webinar")
    page.keyboard.press("Escape")
    expect(page.locator("summary", has_text="Type")).to_be_focused()
    page.go_back()
    expect(status).not_to_have_text("1 arrangement")
    # The days that one passes on the way to a date are one step in the history.
    steps = page.evaluate("history.length")
    page.get_by_label("Fra", exact=True).fill("2022-05-01")
    expect(page).to_have_url(re.compile("from=2022-05-01"))
    page.get_by_label("Fra", exact=True).press("ArrowUp")
    expect(page).not_to_have_url(re.compile("from=2022-05-01"))
    assert page.evaluate("history.length") <= steps + 1


def test_a_phone_folds_what_was_unfolded_to_choose(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(CALENDAR)
    page.get_by_text("Flere filtre").click()
    open_filter(page, "Type")
    page.get_by_label("Webinar").check()
    page.get_by_label("Til", exact=True).fill("2020-01-01")
    page.get_by_label("Fra", exact=True).fill("2020-02-01")
    error = page.get_by_text("”Til” skal være samme dag som ”Fra” eller senere.")
    expect(error).to_be_visible()
    page.get_by_role("button", name=re.compile("^Vis")).click()
    expect(page.get_by_label("Til", exact=True)).to_be_focused()
    page.get_by_label("Fra", exact=True).fill("")
    page.get_by_label("Til", exact=True).fill("")
    expect(error).to_be_hidden()
    page.get_by_role("button", name="Vis 1 arrangement").click()
    expect(page.get_by_label("Webinar")).to_be_hidden()
    expect(page.get_by_role("link", name="Fjern Webinar")).to_be_in_viewport()
    expect(page.locator(".hits")).to_be_focused()


def test_counts_beside_several_choices_follow_in_place(page: Page):
    page.goto(f"{CALENDAR}?kind=course&kind=conference&kind=webinar")
    before = counts(page)
    open_filter(page, "Type")
    page.get_by_role("checkbox", name=re.compile("^Kursus")).uncheck()
    expect(page).to_have_url(re.compile(r"\?kind=conference&kind=webinar$"))
    shown = counts(page)
    page.reload()
    assert shown == counts(page) != before


def test_everything_is_done_by_keyboard(page: Page, site: str):
    [webinar] = api_pages(site, type="events.EventPage", title=WEBINAR, fields="start")
    page.goto(CALENDAR)
    page.locator("summary", has_text="Emne").focus()
    stops = []
    while page.evaluate("document.activeElement.tagName") != "BUTTON" and len(stops) < 30:
        active = "document.activeElement"
        stops.append(page.evaluate(f"{active}.name || {active}.firstChild.textContent.trim()"))
        page.keyboard.press("Tab")  # a date has a stop for each of its parts
    found = list(dict.fromkeys(stops))
    assert [*found[:4], *found[6:]] == [
        *("Emne", "Deltagelse", "Denne måned", "Næste måned"),
        *("Type", "Netværk", "Målgruppe", "By", "from", "to"),
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
    expect(page.get_by_text("”fest” er ikke blandt det, man kan vælge.")).to_be_visible()
    assert len(titles(page)) > 5
    page.goto(f"{CALENDAR}?month=maj")
    expect(page.get_by_role("heading", level=1)).to_have_text("Det kan vi ikke vise")


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
    visitor.get_by_text("Tilføj til kalender").click()
    own = visitor.get_by_role("link", name="Som fil").get_attribute("href")
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
