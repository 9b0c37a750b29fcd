"""The copy that docs/integrators.md keeps, as it is written there, of a site that an editor works
on in a browser.
"""

import json
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.api.test_documented_mirror import MIRROR, PROOF
from tests.browser.conftest import api_pages
from tests.browser.test_editor_journey import Form, sign_in

TITLE = "Kopieret side"
TYPE = "home.StandardPage"


def mirrored(site: str, folder: Path) -> tuple[dict[int, dict], str]:
    """Run the program; return what its copy holds, and what it says of it."""
    program = MIRROR + PROOF
    for documented, here in (("http://localhost:8000", site), ("news.NewsPage", TYPE)):
        assert documented in program
        program = program.replace(documented, here)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, stdout=subprocess.PIPE, text=True, check=True
    )
    copy = sqlite3.connect(folder / "mirror.db")
    rows = copy.execute("SELECT id, json FROM page").fetchall()
    copy.close()
    return {key: json.loads(text) for key, text in rows}, done.stdout.strip()


def shown(site: str) -> dict[int, dict]:
    found = {}
    for item in api_pages(site, type=TYPE):
        with urllib.request.urlopen(item["meta"]["detail_url"]) as answer:
            found[item["id"]] = json.load(answer)
    return found


def test_it_equals_the_site_whatever_an_editor_does(page: Page, site: str, tmp_path: Path):
    sign_in(page, "moderator")
    [above] = api_pages(site, type=TYPE, slug="om-moeder-og-netvaerk")
    [section] = api_pages(site, type="home.SectionPage")
    told = []

    def look() -> None:
        on_the_site = shown(site)
        assert mirrored(site, tmp_path) == (on_the_site, "complete")
        [own] = [each for each in on_the_site.values() if each["title"].startswith(TITLE)] or [None]
        told.append(own and (own["title"], own["meta"]["parent"]["id"]))

    look()
    page.goto(f"/admin/pages/add/home/standardpage/{section['id']}/")
    Form(page).fill("id_title", TITLE)
    Form(page).fill("id_lede", "Den er også et andet sted.")
    Form(page).do("Udgiv")
    page.wait_for_url(f"**/admin/pages/{section['id']}/")
    look()
    [own] = api_pages(site, type=TYPE, title=TITLE)
    form = f"/admin/pages/{own['id']}"

    page.goto(f"{form}/edit/")
    Form(page).fill("id_title", f"{TITLE}, rettet")
    Form(page).do("Udgiv")
    page.wait_for_url(lambda address: "/edit/" not in address)
    look()

    page.goto(f"{form}/move/{above['id']}/confirm/")
    with page.expect_navigation():
        page.get_by_role("button", name="Ja, flyt").click()
    look()

    page.goto(f"{form}/edit/")
    page.locator("[data-side-panel-toggle=status]").click()
    page.locator("[data-a11y-dialog-show=set-privacy]:visible").click()
    dialog = page.locator("#set-privacy")
    dialog.locator("[name=restriction_type][value=login]").check()
    dialog.get_by_role("button", name="Gem").click()
    expect(dialog).to_be_hidden()
    look()

    page.locator("[data-a11y-dialog-show=set-privacy]:visible").click()
    dialog.locator("[name=restriction_type][value=none]").check()
    dialog.get_by_role("button", name="Gem").click()
    expect(dialog).to_be_hidden()
    look()

    page.goto(f"{form}/delete/")
    with page.expect_navigation():
        page.get_by_role("button", name="Læg i papirkurven").click()
    look()
    renamed = f"{TITLE}, rettet"
    assert told == [
        None,
        (TITLE, section["id"]),
        (renamed, section["id"]),
        (renamed, above["id"]),
        None,
        (renamed, above["id"]),
        None,
    ]
