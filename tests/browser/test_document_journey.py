"""A visitor finds the page of a PDF, through the list of collections and inside one."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import choose

DOCUMENTS = "/moeder-og-netvaerk/dokumenter/"
COLLECTION = "Verdensmål: Undersøgelser og værktøjer"
REPORT = "Undersøgelse af kommunernes arbejde med FN's Verdensmål 2021"


def test_a_word_leads_to_the_page_of_a_pdf(visitor: Page):
    visitor.goto(DOCUMENTS)
    visitor.get_by_label("Ord i teksten").fill("samarbejdspartnere")
    visitor.get_by_role("main").get_by_role("button", name=re.compile("^Vis")).click()
    main = visitor.get_by_role("main")
    expect(main.get_by_role("status")).to_have_text("1 dokumentsamling")
    expect(main.get_by_role("link", name=COLLECTION)).to_be_visible()
    found = main.get_by_role("link", name=f"Side 4 i {REPORT}")
    expect(found).to_have_attribute("href", re.compile(r"^/filer/\d+/.+\.pdf#page=4$"))
    expect(main.locator(".hit-document mark").first).to_have_text("samarbejdspartnere")
    expect(visitor).to_have_url(re.compile(r"\?q=samarbejdspartnere"))


def test_documents_in_english_are_chosen(visitor: Page):
    visitor.goto(DOCUMENTS)
    choose(visitor, "Sprog", "Engelsk")
    visitor.get_by_role("main").get_by_role("button", name=re.compile("^Vis")).click()
    expect(visitor.get_by_role("main").get_by_role("status")).to_have_text("1 dokumentsamling")
    visitor.get_by_role("main").get_by_role("link", name=COLLECTION).click()
    expect(visitor.get_by_text("2 sider, engelsk")).to_be_visible()


def test_a_collection_is_searched_and_shown_whole_again(visitor: Page):
    visitor.goto(DOCUMENTS)
    visitor.get_by_role("main").get_by_role("link", name=COLLECTION).click()
    visitor.get_by_label("Søg i dokumenternes tekst").fill("samarbejdspartnere")
    visitor.get_by_role("main").get_by_role("button", name="Søg").click()
    title = "”samarbejdspartnere” står i 1 dokument"
    expect(visitor.get_by_role("heading", name=title)).to_be_in_viewport()
    found = visitor.get_by_role("link", name=f"Side 4 i {REPORT}")
    expect(found).to_have_attribute("href", re.compile(r"#page=4$"))
    visitor.get_by_role("link", name="Vis alle dokumenter").click()
    expect(visitor.get_by_role("heading", name=title)).not_to_be_visible()
