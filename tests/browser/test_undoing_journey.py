"""An approver replaces, merges, takes down and gets back, and visitors are told what they should:
nothing that shows is lost by a click.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import APIRequestContext, Browser, Page, expect

from cms.media.tests.factories import pdf_bytes
from tests.browser.conftest import DESKTOP, api_pages
from tests.browser.test_editor_journey import CARD, Form, sign_in

TITLE, REASON = "Taget ned i browseren", "Ordningen er ophørt."
TWICE = ("Abel Ask, KL", "Abel Ask, Kommunernes Landsforening")


@pytest.fixture(scope="module")
def approver(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=DESKTOP, locale="da-DK")
    context.set_default_timeout(60_000)
    yield sign_in(context.new_page(), "moderator")
    context.close()


@pytest.fixture(scope="module")
def visitor(browser: Browser, site: str) -> Iterator[APIRequestContext]:
    context = browser.new_context(base_url=site, locale="da-DK")
    yield context.request
    context.close()


def pdf(name: str, text: str) -> dict:
    return {"name": name, "mimeType": "application/pdf", "buffer": pdf_bytes((text,))}


def test_a_pdf_is_replaced_and_taken_back(approver: Page, visitor: APIRequestContext):
    approver.goto("/admin/documents/add/")
    approver.locator("#id_file").set_input_files(pdf("gammel-plan.pdf", "Den gamle plan"))
    approver.locator("#id_title").fill("Plan i browseren")
    approver.locator("#id_free_standing").check()
    approver.get_by_role("button", name="Læg op", exact=True).click()
    approver.get_by_role("link", name="Plan i browseren").first.click()
    approver.wait_for_url("**/documents/edit/**")
    form = approver.url
    number = re.search(r"/edit/(\d+)/", form)
    assert number
    before = f"/filer/{number[1]}/gammel-plan.pdf"
    first = visitor.get(before).body()

    approver.locator("#id_file").set_input_files(pdf("ny-plan.pdf", "Den nye plan"))
    approver.get_by_role("button", name="Gem", exact=True).click()
    approver.wait_for_url(lambda address: "/edit/" not in address)
    led = visitor.get(before)
    assert led.url.endswith("/ny-plan.pdf")
    assert led.body() != first

    approver.goto(form)
    approver.get_by_role("button", name="Brug »gammel-plan.pdf« igen").click()
    expect(approver.locator(".messages")).to_contain_text("gammel-plan.pdf")
    led = visitor.get(led.url)
    assert led.url.endswith(before)
    assert led.body() == first


def published(page: Page, site: str) -> dict:
    """An article whose contact is the first of two persons who are one."""
    page.goto("/admin/persons/add-several/")
    page.locator("[name=persons]").fill("\n".join(each.replace(", ", ",,") for each in TWICE))
    page.get_by_role("button", name="Vis, hvad der oprettes").click()
    page.get_by_role("button", name="Opret").last.click()
    [index] = api_pages(site, type="news.NewsIndexPage")
    page.goto(f"/admin/pages/add/news/newspage/{index['id']}/")
    form = Form(page)
    form.fill("id_title", TITLE)
    form.fill("id_lede", "Den viser, hvad der sker.")
    page.get_by_role("tab", name="Indstillinger").click()
    form.choose("id_contact", TWICE[0])
    form.do("Udgiv")
    page.wait_for_url(f"**/admin/pages/{index['id']}/")
    return told(site)


def told(site: str) -> dict:
    items = api_pages(site, type="news.NewsPage", fields="contact")
    return next((item for item in items if item["title"] == TITLE), {})


def take_down(page: Page, number: int, choice: str) -> None:
    page.goto(f"/admin/pages/{number}/unpublish/")
    page.get_by_label(re.compile(choice)).check()
    if choice.startswith("En anden"):
        Form(page).choose("id_replacement", CARD)
    elif choice != "Den gælder igen":
        page.locator("[name=note]").fill(REASON)
    page.get_by_role("button", name="Ja, tag den ned").click()
    page.wait_for_url(lambda address: "/unpublish/" not in address)


def test_what_shows_is_neither_deleted_nor_lost(
    approver: Page, visitor: APIRequestContext, site: str
):
    page, shown = approver, published(approver, site)
    person, number, address = shown["contact"]["id"], shown["id"], shown["meta"]["html_url"]

    # A person whom visitors see is not deleted, but another takes the place.
    page.goto(f"/admin/cms/person/delete/{person}/")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    expect(page.get_by_role("button", name="Slet")).to_have_count(0)
    page.get_by_role("link", name="Sæt et andet i stedet").click()
    Form(page).choose("id_new", TWICE[1])
    page.get_by_role("button", name="Sæt i stedet, og slet").click()
    page.wait_for_url(lambda address: "/replace/" not in address)
    contact = told(site)["contact"]
    assert f"{contact['name']}, {contact['organisation']}" == TWICE[1]
    assert page.request.get(f"/admin/cms/person/edit/{person}/").status == 404

    # Taken down in three ways, and back after each.
    take_down(page, number, "Den gælder ikke længere")
    assert (visitor.get(address).status, told(site)) == (200, {})
    assert REASON in visitor.get(address).text()
    take_down(page, number, "Den gælder igen")
    assert told(site)["id"] == number
    take_down(page, number, "En anden side afløser den")
    assert visitor.get(address).url == f"{site}/"
    page.goto(f"/admin/pages/{number}/edit/")
    Form(page).do("Udgiv")
    page.wait_for_url(lambda address: "/edit/" not in address)
    assert visitor.get(address).url == address
    take_down(page, number, "Den fjernes")
    gone = visitor.get(address)
    assert (gone.status, REASON in gone.text()) == (410, True)
