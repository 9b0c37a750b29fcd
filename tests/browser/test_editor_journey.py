"""An editor writes a webinar with every kind of block until the checklist is empty, previews and
submits it; a moderator publishes it; visitors and programs read it.
"""

import json
import re
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from cms.blocks import BodyBlock
from home.demo.accounts import PASSWORD

from .conftest import DESKTOP, api_pages

TITLE = "Sådan skriver en redaktør"
LEDE = "Skrevet i browseren fra første til sidste ord."
# Chosen from the demo's content.
IMAGE = "Webinar på en skærm"
DOCUMENT = "Tjekliste til grønne indkøb"
PERSON = "Mette Aagaard Lund, KL"
EVENT = "Kommunernes sprogdag"
CARD = "Velkommen til KL"
# Written by the editor first.
REUSED = "Praktisk om huset"

LABELS = {
    "heading": "Overskrift",
    "text": "Tekst",
    "image": "Billede",
    "quote": "Citat",
    "fact_box": "Faktaboks",
    "event_teaser": "Henvisning til arrangement",
    "page_card": "Sidekort",
    "link_button": "Knap",
    "documents": "Dokumenter",
    "contact": "Kontakt",
    "video": "Video",
    "table": "Tabel",
    "accordion": "Foldeliste",
    "reusable_text": "Genbrugstekst",
}


class Form:
    """The form of a page in the admin, used as a person uses it. Fields are named as in HTML."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.blocks = 0

    def add(self, block: str) -> str:
        """Insert a block at the end of the body. Returns the name of its field."""
        self.page.get_by_title("Indsæt en blok").locator("visible=true").last.click()
        self.page.get_by_role("option", name=LABELS[block], exact=True).click()
        number, self.blocks = self.blocks, self.blocks + 1
        expect(self.page.locator(f"[name=body-{number}-type]")).to_have_value(block)
        return f"body-{number}-value"

    def fill(self, field: str, text: str) -> None:
        self.page.locator(f"#{field}").fill(text)

    def write(self, field: str, text: str) -> None:
        """Write into a field of rich text."""
        self.page.locator(f"#{field} + * [role=textbox]").click()
        self.page.keyboard.type(text)

    def choose(self, field: str, name: str) -> None:
        self.page.locator(f"#{field}-chooser").get_by_role("button").first.click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("link", name=name).first.click()
        expect(dialog).to_be_hidden()
        expect(self.page.locator(f"#{field}-title")).to_have_text(name)

    def fill_table(self, field: str, *texts: str) -> None:
        """Write into the cells of the first row."""
        self.page.locator(f"#{field}-table-header-choice").select_option("row")
        self.page.locator(f"#{field}-handsontable-container .ht_master td").first.dblclick()
        for text in texts:
            self.page.keyboard.insert_text(text)
            self.page.keyboard.press("Tab")
            self.page.keyboard.press("Enter")  # opens the next cell
        self.page.keyboard.press("Escape")

    def do(self, action: str) -> None:
        """Choose from the menu beside the button that saves."""
        self.page.get_by_role("button", name="Flere handlinger").click()
        self.page.get_by_role("button", name=action, exact=True).click()


@pytest.fixture
def editor(page: Page) -> Page:
    return sign_in(page, "redaktoer")


@pytest.fixture
def moderator(browser: Browser, site: str) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(base_url=site, viewport=DESKTOP, locale="da-DK")
    context.set_default_timeout(60_000)
    yield sign_in(context.new_page(), "moderator")
    context.close()


def sign_in(page: Page, username: str) -> Page:
    page.goto("/admin/login/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url("**/admin/")
    return page


def write_webinar(page: Page, site: str) -> None:
    page.goto("/admin/cms/reusabletext/create/")
    form = Form(page)
    form.fill("id_name", REUSED)
    form.write("id_text", "Tag bussen.")
    # What is written is in the form a moment later.
    expect(page.locator("#id_text")).to_have_value(re.compile("Tag bussen"))
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator(".messages")).to_contain_text(REUSED)
    [index] = api_pages(site, type="events.EventIndexPage")
    page.goto(f"/admin/pages/add/events/eventpage/{index['id']}/")
    form = Form(page)
    day = date.today() + timedelta(days=40)
    page.get_by_role("tab", name="Tid og sted").click()
    for field, hour in (("start", "10"), ("end", "12")):
        form.fill(f"id_{field}", f"{day:%d.%m.%Y} {hour}:00")
        page.keyboard.press("Tab")  # closes the calendar
    page.locator("#id_attendance_mode").select_option("online")
    page.get_by_role("tab", name="Indhold").click()
    form.fill("id_title", TITLE)
    lacking(page, "Manchet mangler.", "Billede mangler.", "Kontakt mangler.", "Emner mangler.")
    form.fill("id_lede", LEDE)
    form.choose("id_image", IMAGE)
    form.choose("id_contact", PERSON)
    page.locator("[name=topics]").first.check()
    page.get_by_role("tab", name="Tid og sted").click()
    form.fill("id_online_note", "Linket kommer i en mail.")
    page.get_by_role("tab", name="Indhold").click()

    field = form.add("heading")
    form.fill(f"{field}-text", "En overskrift")
    form.write(form.add("text"), "Et afsnit.")
    field = form.add("image")
    form.choose(f"{field}-image", IMAGE)
    form.fill(f"{field}-caption", "En billedtekst")
    field = form.add("quote")
    form.fill(f"{field}-text", "Et citat.")
    form.fill(f"{field}-attribution", "En redaktør")
    field = form.add("fact_box")
    form.fill(f"{field}-heading", "Fakta")
    form.write(f"{field}-text", "En kendsgerning.")
    form.choose(form.add("event_teaser"), EVENT)
    form.choose(form.add("page_card"), CARD)
    field = form.add("link_button")
    form.fill(f"{field}-text", "Klimaplanen 2030")
    form.fill(f"{field}-url", "https://example.dk/")
    field = form.add("documents")
    form.fill(f"{field}-heading", "Hent")
    form.choose(f"{field}-documents-0-value", DOCUMENT)
    form.choose(form.add("contact"), PERSON)
    field = form.add("video")
    form.fill(f"{field}-title", "En film")
    form.fill(f"{field}-url", "https://vimeo.com/76979871")
    field = form.add("table")
    form.fill_table(field, "Kommune", "Antal")
    form.fill(f"{field}-handsontable-col-caption", "En tabel")
    field = form.add("accordion")
    form.fill(f"{field}-items-0-value-heading", "Hvem kan deltage?")
    form.write(f"{field}-items-0-value-text", "Alle.")
    form.choose(form.add("reusable_text"), REUSED)


def lacking(page: Page, *told: str) -> None:
    """What the checklist says beside the form, while it is written."""
    page.locator("[data-side-panel-toggle=checks]").click()
    expect(page.locator(".checklist__item a")).to_have_text(list(told))
    page.locator("[data-side-panel-toggle=checks]").click()


def preview(page: Page) -> None:
    page.get_by_role("button", name="Vis eller skjul forhåndsvisning").click()
    shown = page.frame_locator("#w-preview-iframe")
    expect(shown.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    expect(shown.get_by_role("heading", name="En overskrift")).to_be_visible()
    expect(shown.get_by_text("Et afsnit.")).to_be_visible()
    page.get_by_role("button", name="Vis eller skjul forhåndsvisning").click()


def read_as_visitor(page: Page, address: str) -> None:
    page.goto(address)
    main = page.get_by_role("main")
    for heading in (TITLE, "En overskrift", "Fakta", EVENT, CARD, "Hent"):
        expect(main.get_by_role("heading", name=heading)).to_be_visible()
    for text in (
        LEDE,
        "Et afsnit.",
        "En billedtekst",
        "Et citat.",
        "En kendsgerning.",
        "Tag bussen.",
    ):
        expect(main.get_by_text(text)).to_be_visible()
    for link in ("Klimaplanen 2030", DOCUMENT, "En film"):
        expect(main.get_by_role("link", name=link)).to_be_visible()
    expect(main.get_by_role("columnheader", name="Kommune")).to_be_visible()
    expect(main.get_by_text("Alle.")).to_be_hidden()
    main.get_by_text("Hvem kan deltage?").click()
    expect(main.get_by_text("Alle.")).to_be_visible()


def read_as_program(address: str) -> dict:
    with urllib.request.urlopen(f"{address}?format=json") as answer:
        return json.load(answer)


def test_from_the_first_word_to_the_reader(editor: Page, moderator: Page, page: Page, site: str):
    write_webinar(editor, site)
    lacking(editor)
    preview(editor)
    Form(editor).do("Send til Godkendelse")
    expect(editor.locator(".messages")).to_contain_text("sendt til godkendelse")
    assert [
        item for item in api_pages(site, type="events.EventPage") if item["title"] == TITLE
    ] == []

    moderator.goto("/admin/")
    moderator.get_by_role("link", name=TITLE).first.click()
    Form(moderator).do("Godkend og udgiv")
    expect(moderator.locator(".messages")).to_contain_text(TITLE)

    [listed] = [item for item in api_pages(site, type="events.EventPage") if item["title"] == TITLE]
    address = listed["meta"]["html_url"]
    read_as_visitor(page, address)
    json_of_page = read_as_program(address)
    values = {block["type"]: block["value"] for block in json_of_page["body"]}
    assert list(values) == list(LABELS)
    assert values.keys() == BodyBlock().child_blocks.keys()
    assert (json_of_page["title"], json_of_page["lede"]) == (TITLE, LEDE)
    assert json_of_page["image"]["title"] == values["image"]["image"]["title"] == IMAGE
    assert values["heading"] == {"text": "En overskrift", "level": "h2"}
    assert "Et afsnit." in values["text"]
    assert values["quote"] == {
        "text": "Et citat.",
        "attribution": "En redaktør",
        "language": "",
    }
    assert "En kendsgerning." in values["fact_box"]["text"]
    assert (values["event_teaser"]["title"], values["page_card"]["title"]) == (EVENT, CARD)
    assert values["link_button"] == {
        "text": "Klimaplanen 2030",
        "page": None,
        "url": "https://example.dk/",
    }
    assert [each["title"] for each in values["documents"]["documents"]] == [DOCUMENT]
    assert f"{values['contact']['name']}, {values['contact']['organisation']}" == PERSON
    assert values["video"]["url"] == "https://vimeo.com/76979871"
    assert values["table"]["rows"][0][:2] == ["Kommune", "Antal"]
    assert values["table"] | {"rows": []} == {
        "caption": "En tabel",
        "header_row": True,
        "header_column": False,
        "rows": [],
    }
    [item] = values["accordion"]["items"]
    assert item["heading"] == "Hvem kan deltage?"
