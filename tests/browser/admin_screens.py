"""The screens of the admin that a script draws, each as somebody comes to it. A walk does what
makes the next screen, and yields its name while it is there.
"""

from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect

from cms.media.tests.factories import image_file
from tests.browser.conftest import api_pages
from tests.browser.test_editor_journey import LABELS, Form

Walk = Iterator[str]

#: The page of the demo that awaits approval.
AWAITING = "Nye priser for netværkene"

#: The addresses that the menu beside all pages leads to.
MENU = """() => {
  const found = new Set();
  const look = (each) => {
    if (each === null || typeof each !== "object") return;
    for (const [name, value] of Object.entries(each)) {
      if (typeof value !== "string") look(value);
      else if (/^(url|href)$/.test(name) && value.startsWith("/admin/")) found.add(value);
    }
  };
  look(JSON.parse(document.getElementById("wagtail-sidebar-props").textContent));
  return [...found];
}"""


def everything_in_the_menu(page: Page) -> Walk:
    """What the account's menu leads to, besides the way out."""
    page.goto("/admin/")
    yield "/admin/"
    for address in page.evaluate(MENU):
        if "logout" not in address:
            page.goto(address)
            yield address


def a_new_article(page: Page, site: str) -> Walk:
    """Every block, what can be chosen in it, and what text can be made of."""
    [index] = api_pages(site, type="news.NewsIndexPage")
    page.goto(f"/admin/pages/add/news/newspage/{index['id']}/")
    form = Form(page)
    page.get_by_title("Indsæt en blok").last.click()
    page.get_by_role("option").first.wait_for()
    yield "the block picker"
    page.keyboard.press("Escape")
    fields = {block: form.add(block) for block in LABELS}
    yield "a block of each kind"
    yield from every_chooser(page, fields)
    yield from rich_text(page, fields["text"])
    page.locator(f"#{fields['table']}-handsontable-container .ht_master td").first.click(
        button="right"
    )
    page.locator(".htContextMenu:visible").wait_for()
    yield "the menu of a table"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Gem kladde").click()
    page.locator(".messages .error, .error-message").first.wait_for()
    yield "an article that lacks something"


def every_chooser(page: Page, fields: dict[str, str]) -> Walk:
    choosers = {
        "image": f"{fields['image']}-image",
        "event": fields["event_teaser"],
        "page": fields["page_card"],
        "document": f"{fields['documents']}-documents-0-value",
        "person": fields["contact"],
    }
    for name, field in choosers.items():
        page.locator(f"#{field}-chooser").get_by_role("button").first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("link").first.wait_for()
        yield f"choosing: {name}"
        close(dialog)


def rich_text(page: Page, field: str) -> Walk:
    editor = page.locator(f"#{field} + *")
    editor.get_by_role("textbox").click()
    page.keyboard.type("Ord")
    page.keyboard.press("Control+a")
    editor.locator("[name=LINK]").click()
    dialog = page.get_by_role("dialog")
    kinds = dialog.locator(".link-types a")
    kinds.first.wait_for()
    for kind in kinds.all_inner_texts():
        kinds.get_by_text(kind, exact=True).click()
        expect(kinds.get_by_text(kind, exact=True)).to_have_count(0)
        yield f"a link: {kind}"
    close(dialog)
    editor.get_by_role("textbox").click()
    page.keyboard.press("End")
    page.keyboard.type(" /")
    page.locator("[role=option]:visible").first.wait_for()
    yield "what a text can become"
    page.keyboard.press("Escape")


def an_event(page: Page, site: str) -> Walk:
    """What stands beside a form, what is asked before something is done with the page, and what
    its readers see who may edit it. Nothing is saved.
    """
    [event] = api_pages(site, type="events.EventPage", slug="baeredygtig-kommune")
    page.goto(event["meta"]["html_url"])
    page.locator("wagtail-userbar").get_by_role("button").first.click()
    page.locator("wagtail-userbar").get_by_role("menuitem").first.wait_for()
    yield "the bar on a page"
    page.goto(f"/admin/pages/{event['id']}/edit/")
    page.route("**/edit/**", lambda route: route.abort())
    for toggle in page.locator("[data-side-panel-toggle]:visible").all():
        name = toggle.get_attribute("data-side-panel-toggle")
        toggle.click()
        page.locator(f"[data-side-panel={name}]").wait_for()
        yield f"beside the form: {name}"
        if name == "status":
            yield from beside_the_form(page)
    page.keyboard.press("?")
    page.locator("#keyboard-shortcuts-dialog").wait_for()
    yield "the keys"
    page.keyboard.press("Escape")
    page.locator("[data-comment-add]").first.dispatch_event("click")
    page.locator(".comment").get_by_role("textbox").fill("Hvornår?")
    yield "a new comment"


def what_awaits_approval(page: Page, site: str) -> Walk:
    """What is asked of who publishes a page that somebody else is to approve."""
    page.goto("/admin/")
    page.get_by_role("main").get_by_role("link", name=AWAITING).first.click()
    page.locator("[name=action-publish]").first.dispatch_event("click")
    dialog = page.get_by_role("dialog")
    dialog.locator("[data-confirm-cancellation]").wait_for()
    yield "that the approval is cancelled"
    dialog.locator("[data-cancel-dialog]").click()
    dialog.wait_for(state="hidden")


def beside_the_form(page: Page) -> Walk:
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    dialog = page.locator("#schedule-publishing-dialog")
    dialog.locator("[name=go_live_at]").click()
    page.locator(".xdsoft_datetimepicker:visible").wait_for()
    yield "when to publish"
    close(dialog)
    page.locator("[data-a11y-dialog-show=set-privacy]").first.click()
    dialog = page.locator("#set-privacy")
    dialog.get_by_role("radio").first.wait_for()
    yield "who may see"
    close(dialog)


def an_upload(page: Page, site: str) -> Walk:
    """Several images at once; the one that is laid up is deleted again."""
    page.goto("/admin/images/multiple/add/")
    page.locator("input[type=file]").set_input_files(
        {"name": "punkt.png", "mimeType": "image/png", "buffer": image_file().read()}
    )
    deletion = page.locator("#upload-list .delete")
    deletion.wait_for()
    yield "an image that was laid up"
    deletion.click()
    deletion.wait_for(state="detached")
    page.goto("/admin/pages/")
    page.get_by_role("checkbox").last.check()
    page.locator(".footer.bulk-actions-choices:visible").wait_for()
    yield "pages that are ticked"


def close(dialog: Locator) -> None:
    dialog.get_by_role("button", name="Luk").first.click()
    dialog.wait_for(state="hidden")
