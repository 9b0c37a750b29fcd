"""`python -m tests.pictures`: the screens of docs/redaktoerer.md are pictured anew.

The demo site is started, a moderator's browser visits it in Danish, and each screen becomes a small
WebP file in docs/pictures/. `python -m tests.pictures trash history` makes some of them,
`DEMO_SITE=http://localhost:8000` visits a site that runs already, on the data of `DATA_DIR`. What a
picture shows is told beside it in the handbook. Look at each before it is committed.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.demo import ROOT, demo_site, environment

FOLDER = ROOT / "docs" / "pictures"
PDF = ROOT / "home" / "demo" / "documents" / "klart-sprog.pdf"
PASSWORD = "verdensmaal"  # of the demo's accounts
WINDOW = {"width": 1280, "height": 720}
#: What is in the pictures' way, and moves.
STYLE = "[data-minimap-container] { visibility: hidden } * { caret-color: transparent !important }"
#: That its pictures are there.
SHOWN = """Promise.allSettled([...document.images]
    .filter(each => each.loading !== "lazy").map(each => each.decode()))"""
#: No link of the demo is dead, and none would be on its first day.
A_LINK_DIES = """
from datetime import timedelta
from django.utils import timezone
from cms.links.models import DEAD_AFTER_DAYS, Address
now = timezone.now()
Address.objects.filter(url__contains="/video/").update(
    status=404, failures=DEAD_AFTER_DAYS, failing_since=now - timedelta(days=9), asked_at=now,
    due_at=now + timedelta(days=1),
)
"""
SCREENS: dict[str, Callable[[Page, str], None]] = {}


def screen(visit: Callable[[Page, str], None]) -> Callable[[Page, str], None]:
    """Have a function open a screen, whose picture has the function's name."""
    SCREENS[visit.__name__.replace("_", "-")] = visit
    return visit


def first(site: str, **parameters: str) -> dict:
    """The first of the pages that the API lists."""
    address = f"{site}/api/v2/pages/?{urlencode({'limit': 1, **parameters})}"
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)["items"][0]


def conference(site: str) -> dict:
    return first(site, type="events.EventPage", slug="baeredygtig-kommune")


def open_panel(page: Page, name: str) -> None:
    page.locator(f'[data-side-panel-toggle="{name}"]').click()
    page.locator(f"[data-side-panel={name}]").wait_for()


@screen
def overview(page: Page, site: str) -> None:
    page.goto("/admin/")


@screen
def preview(page: Page, site: str) -> None:
    page.goto(f"/admin/pages/{conference(site)['id']}/edit/")
    open_panel(page, "preview")
    shown = page.frame_locator("#w-preview-iframe:not([hidden])")
    shown.locator("[data-edit=lede]").click()
    page.locator("#id_lede:focus").wait_for()


@screen
def click_to_edit(page: Page, site: str) -> None:
    page.goto(conference(site)["meta"]["html_url"])
    page.locator("[data-wagtail-userbar-trigger]").click()
    page.get_by_role("menuitemcheckbox", name="Klik for at ret").click()


@screen
def checklist(page: Page, site: str) -> None:
    page.goto(f"/admin/pages/{first(site, type='news.NewsPage')['id']}/edit/")
    page.locator("#id_lede").fill("")
    open_panel(page, "checks")
    page.locator(".checklist__item--error").first.wait_for()


@screen
def history(page: Page, site: str) -> None:
    page.goto(f"/admin/pages/{conference(site)['id']}/edit/")
    page.locator("#id_lede").press_sequentially(" Velkommen.")
    page.get_by_role("button", name="Gem kladde").click()
    page.wait_for_load_state()
    page.goto(f"/admin/pages/{conference(site)['id']}/history/")


@screen
def share_draft(page: Page, site: str) -> None:
    page.goto(f"/admin/pages/{conference(site)['id']}/share/")
    page.get_by_role("button", name="Opret link").click()
    page.get_by_role("button", name="Kopier link").first.wait_for()


@screen
def unpublish(page: Page, site: str) -> None:
    page.goto(f"/admin/pages/{first(site, type='news.NewsPage')['id']}/unpublish/")
    page.get_by_label("En anden side afløser den").check()


@screen
def trash(page: Page, site: str) -> None:
    index = first(site, type="news.NewsIndexPage")["id"]
    page.goto(f"/admin/pages/{index}/")
    form = page.get_by_role("link", name="Årsmøde i netværkene").first.get_attribute("href") or ""
    page.goto(form.replace("/edit/", "/delete/"))
    page.get_by_role("button", name="Læg i papirkurven").click()
    page.goto("/admin/trash/")


@screen
def events(page: Page, site: str) -> None:
    page.goto(f"/admin/pages/{first(site, type='events.EventIndexPage')['id']}/")


@screen
def templates(page: Page, site: str) -> None:
    page.goto(f"/admin/pages/{first(site, type='events.EventIndexPage')['id']}/add_subpage/")


@screen
def series(page: Page, site: str) -> None:
    event = first(site, type="events.EventPage", slug="kommunernes-sprogdag")["id"]
    page.goto(f"/admin/pages/{event}/repeat/")
    page.get_by_label("Antal").fill("6")
    page.get_by_role("button", name="Vis datoerne").click()
    page.locator(".repeat__days li").first.scroll_into_view_if_needed()


@screen
def release(page: Page, site: str) -> None:
    name = "Rapport, nyhed og konference"
    page.goto("/admin/releases/new/")
    page.locator("#id_name").fill(name)
    page.get_by_role("button", name="Opret").click()
    page.wait_for_url(lambda address: "/new/" not in address)
    number = page.url.rstrip("/").rpartition("/")[2]
    for kind in ("news.NewsPage", "documents.DocumentCollectionPage", "events.EventPage"):
        page.goto(f"/admin/pages/{first(site, type=kind)['id']}/release/")
        page.get_by_label(name).check()
        page.get_by_label("Udgives").check()
        page.get_by_role("button", name="Tilføj").click()
        page.wait_for_url(lambda address: "/release/" not in address)
    page.goto(f"/admin/releases/inspect/{number}/")


@screen
def document_versions(page: Page, site: str) -> None:
    with urllib.request.urlopen(f"{site}/api/v2/documents/?limit=1") as answer:
        document = json.load(answer)["items"][0]["id"]
    page.goto(f"/admin/documents/edit/{document}/")
    newer = {"name": "ny-udgave.pdf", "mimeType": "application/pdf", "buffer": PDF.read_bytes()}
    page.locator("#id_file").set_input_files(newer)
    page.get_by_role("button", name="Gem", exact=True).click()
    page.wait_for_url(lambda address: "/edit/" not in address)
    page.goto(f"/admin/documents/edit/{document}/")
    page.get_by_text("Filen og dens tidligere versioner").scroll_into_view_if_needed()


@screen
def several_persons(page: Page, site: str) -> None:
    page.goto(f"/admin/pages/{conference(site)['id']}/edit/")
    page.get_by_role("tab", name="Program og oplægsholdere").click()
    page.get_by_role("button", name="Tilføj flere personer").click()
    listed = "Signe Dalgaard, klimachef, Fjordby Kommune\nMette Aagaard Lund, konsulent, KL"
    page.get_by_role("dialog").get_by_label("Personer").fill(listed)
    page.get_by_role("button", name="Vis, hvad der oprettes").click()
    page.get_by_role("button", name="Sæt dem ind").wait_for()


@screen
def incomplete_pages(page: Page, site: str) -> None:
    page.goto("/admin/")
    page.goto(page.locator("a[href*='incomplete']").first.get_attribute("href") or "")


@screen
def dead_links(page: Page, site: str) -> None:
    for command in (["check_pages"], ["shell", "--no-imports", "-c", A_LINK_DIES]):
        told = [sys.executable, "manage.py", *command]
        subprocess.run(told, cwd=ROOT, env=environment(), check=True)
    page.goto("/admin/reports/dead-links/")


@screen
def replace_person(page: Page, site: str) -> None:
    with urllib.request.urlopen(f"{site}/api/v2/persons/?limit=1") as answer:
        person = json.load(answer)["items"][0]["id"]
    page.goto(f"/admin/replace/cms/person/{person}/")


@screen
def two_step(page: Page, site: str) -> None:
    page.goto("/log-ind/totrin/")


def sign_in(page: Page) -> None:
    page.goto("/admin/login/")
    page.locator("#id_username").fill("moderator")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url("**/admin/")


def main(names: list[str]) -> None:
    """Picture the screens of these names, or all."""
    if unknown := set(names) - set(SCREENS):
        sys.exit(f"No such screens: {', '.join(unknown)}. There are {', '.join(SCREENS)}.")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="data-", ignore_cleanup_errors=True) as data:
        if "DEMO_SITE" not in os.environ:
            os.environ["DATA_DIR"] = data
        picture(names or list(SCREENS))


def picture(names: list[str]) -> None:
    with demo_site(DATA_DIR=os.environ["DATA_DIR"]) as site, sync_playwright() as started:
        found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        context = browser.new_context(
            base_url=site, viewport=WINDOW, locale="da-DK", reduced_motion="reduce", bypass_csp=True
        )
        page = context.new_page()
        sign_in(page)
        for name in names:
            SCREENS[name](page, site)
            page.wait_for_load_state()
            page.evaluate(SHOWN)
            page.add_style_tag(content=STYLE)
            shot = Image.open(io.BytesIO(page.screenshot()))
            path = FOLDER / f"{name}.webp"
            shot.save(path, quality=60, method=6)
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
