"""What a visitor comes for, with JavaScript and without. The calendar's and the search's own ways
are in test_calendar.py and test_search_journey.py, signing in is in test_login_dialog.py.
"""

import re

from playwright.sync_api import Page, expect

from home.demo.accounts import PAGE_PASSWORD, PASSWORD

SECTION = "/moeder-og-netvaerk/"
WEBINAR = "Webinar: Sådan måler I bæredygtighed"
NEWS = f"{SECTION}nyheder/webinar-om-kommunernes-arbejde-med-fns-verdensmaal/"
MEMBERS_ONLY = "Direktørforum for bæredygtighed"
WITH_PASSWORD = f"{SECTION}materialer-til-deltagere/"


def expect_the_webinar(visitor: Page) -> None:
    """When, where and what it costs are told at once, and one can sign up."""
    expect(visitor.get_by_role("heading", level=1)).to_have_text(WEBINAR)
    facts = visitor.get_by_role("region", name="Praktiske oplysninger")
    expect(facts.get_by_role("time").first).to_be_visible()
    assert {"Hvornår", "Deltagelse", "Pris"} <= set(facts.get_by_role("term").all_inner_texts())
    expect(facts.get_by_role("link", name="Tilmeld dig")).to_be_visible()
    expect(facts.get_by_text("Tilføj til kalender")).to_be_visible()


def test_the_webinar_is_found_from_the_section_front(visitor: Page):
    visitor.goto(SECTION)
    visitor.get_by_role("main").get_by_role("link", name=WEBINAR).click()
    expect_the_webinar(visitor)


def test_the_webinar_is_found_by_search(visitor: Page):
    visitor.goto(SECTION)
    visitor.get_by_role("banner").get_by_label("Søg på webstedet").fill("måle bæredygtighed")
    visitor.keyboard.press("Enter")
    visitor.get_by_role("main").get_by_role("link", name=WEBINAR).click()
    expect_the_webinar(visitor)


def test_a_pdf_is_opened_from_the_page_that_shows_it(visitor: Page):
    visitor.goto(NEWS)
    link = visitor.get_by_role("main").locator("a.file").first
    with visitor.expect_response(re.compile(r"/filer/.*\.pdf$")) as opened:
        link.click()
    assert opened.value.status == 200
    assert opened.value.header_value("content-type") == "application/pdf"
    assert visitor.request.get(opened.value.url).body().startswith(b"%PDF-")


def test_a_member_reads_what_is_for_members(visitor: Page):
    visitor.goto("/min-side/")
    visitor.get_by_role("main").get_by_label("Brugernavn").fill("medlem")
    visitor.get_by_role("main").locator("input[type=password]").fill(PASSWORD)
    visitor.get_by_role("main").get_by_role("button", name="Log ind").click()
    visitor.get_by_role("main").get_by_role("link", name=MEMBERS_ONLY).first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(MEMBERS_ONLY)
    address = visitor.url
    visitor.get_by_role("button", name="Log ud").click()
    visitor.goto(address)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Log ind")
    expect(visitor.get_by_text(MEMBERS_ONLY)).to_have_count(0)


def test_a_page_with_a_password_is_read_with_it(visitor: Page):
    visitor.goto(WITH_PASSWORD)
    expect(visitor.get_by_text("Tre mål på én time")).to_have_count(0)
    visitor.get_by_role("main").locator("input[type=password]").fill(PAGE_PASSWORD)
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", name="Øvelse: Tre mål på én time")).to_be_visible()
