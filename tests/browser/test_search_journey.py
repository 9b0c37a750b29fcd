"""Searching by keyboard and by finger: suggestions, results, facets, and a page of a PDF."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE

FRONT = "/moeder-og-netvaerk/"


def combobox(page: Page):
    return page.get_by_role("banner").get_by_role("combobox", name="Søg på webstedet")


@pytest.fixture
def suggesting(page: Page) -> Page:
    """A page on which somebody has written the first letters of a word."""
    page.goto(FRONT)
    combobox(page).press_sequentially("verdensm")
    page.get_by_role("option").first.wait_for()
    return page


class TestSuggestions:
    def test_are_announced_and_chosen_by_keyboard(self, suggesting: Page):
        field, options = combobox(suggesting), suggesting.get_by_role("option")
        expect(field).to_have_attribute("aria-expanded", "true")
        count = options.count()
        expect(suggesting.get_by_text(f"{count} forslag")).to_be_attached()
        field.press("ArrowDown")
        expect(options.nth(0)).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", options.nth(0).get_attribute("id"))
        field.press("ArrowUp")
        expect(suggesting.locator("[aria-selected=true]")).to_have_count(0)
        field.press("ArrowUp")
        expect(options.nth(count - 1)).to_have_attribute("aria-selected", "true")
        field.press("ArrowDown")
        field.press("ArrowDown")
        text = options.nth(0).inner_text()
        field.press("Enter")
        suggesting.wait_for_url("**/soeg/?q=*")
        expect(suggesting.get_by_label("Søg på webstedet")).to_have_value(text)

    def test_a_page_is_reached_at_once(self, suggesting: Page):
        option = suggesting.get_by_role("option").filter(has_text="Nyhed").first
        option.click()
        suggesting.wait_for_url("**/nyheder/*/")

    def test_escape_closes_the_list_and_then_clears(self, suggesting: Page):
        field = combobox(suggesting)
        field.press("Escape")
        expect(suggesting.get_by_role("option")).to_have_count(0)
        expect(field).to_have_attribute("aria-expanded", "false")
        expect(field).to_have_value("verdensm")
        field.press("Escape")
        expect(field).to_have_value("")
        expect(field).to_be_focused()

    def test_leaving_the_field_closes_the_list(self, suggesting: Page):
        combobox(suggesting).press("Tab")
        expect(suggesting.get_by_role("option")).to_have_count(0)

    def test_enter_without_a_choice_searches(self, suggesting: Page):
        combobox(suggesting).press("Enter")
        suggesting.wait_for_url("**/soeg/?q=verdensm")
        expect(suggesting.get_by_role("heading", level=2).first).to_be_visible()

    @pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing(self, browser: Browser, site: str, size, scheme):
        context = browser.new_context(
            base_url=site, viewport=size, color_scheme=scheme, bypass_csp=True
        )
        page = context.new_page()
        page.goto(FRONT)
        if size is PHONE:
            page.locator(".site-search summary").click()
        combobox(page).press_sequentially("verdensm")
        page.get_by_role("option").first.wait_for()
        combobox(page).press("ArrowDown")
        found = violations(page)
        context.close()
        assert found == []


class TestResults:
    @pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
    def test_are_narrowed_and_widened_again(self, page: Page, size):
        page.set_viewport_size(size)
        page.goto("/soeg/?q=kommune")
        total = page.get_by_text("resultater for ”kommune”")
        everything = total.inner_text()
        if size is PHONE:  # a desktop shows the choices at once
            page.get_by_text("Afgræns resultaterne").click()
        page.get_by_role("navigation", name="Type indhold").get_by_role("link").first.click()
        page.wait_for_url("**/soeg/?q=kommune&type=*")
        expect(total).not_to_have_text(everything)
        page.get_by_role("link", name="Fjern filteret").click()
        expect(total).to_have_text(everything)

    def test_a_page_of_a_pdf_is_found(self, page: Page):
        page.goto("/soeg/?q=spørgeskema")
        link = page.get_by_role("link", name="Side ").first
        assert "/filer/" in link.get_attribute("href")
        assert "#page=" in link.get_attribute("href")

    def test_another_spelling_is_proposed(self, page: Page):
        page.goto("/soeg/?q=verdnsmål")
        page.get_by_text("Mente du").get_by_role("link").click()
        expect(page.locator("mark").first).to_be_visible()

    def test_without_javascript_the_form_works(self, browser: Browser, site: str):
        context = browser.new_context(base_url=site, java_script_enabled=False)
        page = context.new_page()
        page.goto(FRONT)
        field = page.get_by_role("banner").get_by_role("searchbox")
        field.fill("verdensmål")
        field.press("Enter")
        page.wait_for_url("**/soeg/?q=*")
        expect(page.locator("mark").first).to_be_visible()
        context.close()
