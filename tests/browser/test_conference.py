"""An editor makes a conference of two days: from a template, with five new speakers from a list."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, api_pages
from tests.browser.test_editor_journey import sign_in

TITLE = "Klimakonferencen"
SPEAKERS = """Asta Grøn, direktør, Fjordby Kommune
Bo Hav, klimachef, Klitby Kommune
Dan Ø, professor, Universitetet
Eva Bæk, konsulent, KL
Finn Ås, borgmester, Lundby Kommune"""
SESSIONS = [(0, "10:00", "Varme uden gas"), (1, "10:00", "Veje under vand")]
MOST_STEPS = 35


class Counted:
    """What an editor does, each click and each field a step."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.steps += 1

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def fill(self, field: str, text: str) -> None:
        self.page.locator(f"#{field}").fill(text)
        self.steps += 1

    def fill_moment(self, field: str, text: str) -> None:
        """Without the focus: it opens a calendar a moment later, over what is pressed next."""
        write = "(field, text) => { field.value = text; field.dispatchEvent(new Event('change')) }"
        self.page.locator(f"#{field}").evaluate(write, text)
        self.steps += 1

    def open(self, tab: str) -> None:
        self.click(self.page.get_by_role("tab", name=tab))


def test_a_conference_of_two_days(browser: Browser, site: str):
    context = browser.new_context(base_url=site, locale="da-DK", bypass_csp=True, viewport=DESKTOP)
    context.set_default_timeout(60_000)
    page = sign_in(context.new_page(), "redaktoer")
    [index] = api_pages(site, type="events.EventIndexPage")
    days = [timezone.localdate() + timedelta(days=10 + number) for number in (0, 1)]
    found = {}
    editor = Counted(page)

    page.goto(f"/admin/pages/{index['id']}/add_subpage/")
    editor.steps += 4  # Pages, the section, its events, and to add one
    editor.click(page.get_by_role("link", name="Konference", exact=True))
    editor.fill("id_title", TITLE)
    editor.fill_moment("id_day", days[0].isoformat())
    editor.press("Opret kladden")
    editor.fill("id_lede", "To dage om klima i kommunerne.")
    editor.open("Program og oplægsholdere")
    editor.press("Tilføj flere personer")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Personer").fill(SPEAKERS)
    editor.steps += 1
    editor.press("Vis, hvad der oprettes")
    expect(dialog.get_by_role("cell", name="Oprettes")).to_have_count(5)
    for window in (PHONE, DESKTOP):
        page.set_viewport_size(window)
        if broken := violations(page, within=".modal"):
            found[window["width"]] = broken
    editor.press("Sæt dem ind")
    expect(page.locator("[name$=-value-role]")).to_have_count(5)
    items = page.locator("[name$=-value-title]")
    expect(items).to_have_count(8)
    for day, start, title in SESSIONS:
        item = items.count()
        editor.click(page.locator("#programme-root").get_by_title("Indsæt en blok").last)
        expect(items).to_have_count(item + 1)
        editor.fill_moment(f"programme-{item}-value-day", days[day].isoformat())
        editor.fill_moment(f"programme-{item}-value-start", start)
        editor.fill(f"programme-{item}-value-title", title)
    editor.open("Tilmelding")
    editor.fill("id_registration_url", "https://tilmelding.example.dk/klima")
    editor.fill_moment("id_registration_deadline", f"{days[0] - timedelta(days=3)} 12:00")
    editor.press("Flere handlinger")
    editor.press("Send til Godkendelse")
    expect(page.locator(".messages")).to_contain_text("sendt til godkendelse")
    assert editor.steps <= MOST_STEPS

    page.goto("/admin/")
    expect(page.get_by_role("main").get_by_role("link", name=TITLE).first).to_be_visible()
    page.goto("/admin/calendar/")
    expect(page.get_by_role("main").get_by_role("link", name=TITLE)).to_be_visible()
    context.clear_cookies()
    sign_in(page, "moderator")
    page.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    editor.open("Program og oplægsholdere")
    titles = ["Ankomst og morgenbrød", "Velkomst", "Frokost", "Tak for i dag"] * 2
    titles += [title for _day, _start, title in SESSIONS]
    expect(items).to_have_count(len(titles))
    assert [each.input_value() for each in items.all()] == titles
    expect(page.locator("[id^=speakers-][id$=-value-person-title]")).to_have_text(
        [f"{line.split(', ')[0]}, {line.split(', ')[2]}" for line in SPEAKERS.splitlines()]
    )
    context.close()
    assert found == {}
