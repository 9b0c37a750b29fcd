"""Pictures of pages beside each other for docs/design.md: of two running demo sites, on a phone and
a desktop, light and dark.

    python -m tests.browser.side_by_side http://localhost:8001 http://localhost:8000 docs/design

Names of pages after it are those to make.
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "chromium-headless-shell"
#: An account of the demo.
NAME, PASSWORD = "medlem", "verdensmaal"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
SECTION = "/moeder-og-netvaerk/"
PAGES = {
    "site-front": "/",
    "section-front": SECTION,
    "news": f"{SECTION}nyheder/tilmeld-dig-konferencen-baeredygtig-kommune/",
    "news-list": f"{SECTION}nyheder/",
    "event": f"{SECTION}arrangementer/baeredygtig-kommune/",
    "programme": f"{SECTION}arrangementer/baeredygtig-kommune/#program",
    "calendar": f"{SECTION}arrangementer/",
    "month": f"{SECTION}arrangementer/?month=2027-02",
    "mistake": f"{SECTION}arrangementer/?from=2027-02-01&to=2027-01-01",
    "refused": f"{SECTION}arrangementer/?month=maj",
    "network": f"{SECTION}netvaerk/netvaerk-for-verdensmaal-og-baeredygtighed/",
    "documents": f"{SECTION}dokumenter/verdensmaal-undersoegelser-og-vaerktoejer/",
    "person": "/personer/mette-aagaard-lund/",
    "topic": "/emner/verdensmaal/",
    "topics": "/emner/",
    "privacy": "/privatlivspolitik/",
    "search": "/soeg/?q=verdensm%C3%A5l",
    "restricted": f"{SECTION}materialer-til-deltagere/",
    "own-page": "/min-side/",
    "not-found": "/findes-ikke/",
}
LOOKS = [(size, scheme) for size in (PHONE, DESKTOP) for scheme in ("light", "dark")]
#: How high a screen is in the picture, what is between two, and how well it is kept.
HEIGHT, GAP, QUALITY = 340, 10, 45


def screens(browser: Browser, site: str, pages: dict[str, str]) -> dict[str, list[Image.Image]]:
    """The first screen of each page in each look, by the page's name."""
    found: dict[str, list[Image.Image]] = {name: [] for name in pages}
    for size, scheme in LOOKS:
        context = browser.new_context(
            base_url=site,
            viewport=size,
            color_scheme=scheme,
            reduced_motion="reduce",  # nothing is on its way to its place
            locale="da-DK",
        )
        page = context.new_page()
        for name, address in pages.items():
            if name == "own-page":
                sign_in(page)
            page.goto(address)
            found[name].append(small(page.screenshot()))
            context.clear_cookies()
        context.close()
    return found


def sign_in(page: Page) -> None:
    page.goto("/log-ind/")
    form = page.get_by_role("main")
    form.locator("input[name=username]").fill(NAME)
    form.locator("input[type=password]").fill(PASSWORD)
    form.get_by_role("button", name="Log ind").click()
    page.wait_for_load_state()


def small(screenshot: bytes) -> Image.Image:
    image = Image.open(BytesIO(screenshot)).convert("RGB")
    return image.resize((round(image.width * HEIGHT / image.height), HEIGHT), Image.LANCZOS)


def sheet(rows: list[list[Image.Image]]) -> Image.Image:
    width = max(sum(each.width + GAP for each in row) - GAP for row in rows)
    made = Image.new("RGB", (width, len(rows) * (HEIGHT + GAP) - GAP), "#8a8f8f")
    for number, row in enumerate(rows):
        left = 0
        for each in row:
            made.paste(each, (left, number * (HEIGHT + GAP)))
            left += each.width + GAP
    return made


def main(before: str, after: str, folder: str, *names: str) -> None:
    Path(folder).mkdir(exist_ok=True)
    pages = {name: PAGES[name] for name in names or PAGES}
    with sync_playwright() as playwright:
        path = shutil.which(CHROMIUM) or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        sites = [screens(browser, site, pages) for site in (before, after)]
        browser.close()
    for name in pages:
        rows = [screens_of[name] for screens_of in sites]
        sheet(rows).save(Path(folder) / f"{name}.webp", quality=QUALITY, method=6)


if __name__ == "__main__":
    main(*sys.argv[1:])
