"""What axe finds on a page."""

import json
from collections.abc import Iterable
from importlib.resources import files

from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: A window and a colour scheme.
LOOKS = [(PHONE, "light"), (PHONE, "dark"), (DESKTOP, "light"), (DESKTOP, "dark")]


def violations(page: Page, rules: list[str] = RULES, within: str = "html") -> list[str]:
    """The rules that are broken in the page or in a part of it, and the elements that break
    them.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate(f"axe.run({json.dumps(within)}, {json.dumps(options)})")["violations"]
    return [f"{rule['id']}: {[node['html'] for node in rule['nodes']]}" for rule in found]


def violations_in(page: Page, looks: Iterable[tuple] = LOOKS) -> dict[tuple, list[str]]:
    """The same in each of the looks: in dark only what colours can break."""
    found = {}
    for window, scheme in looks:
        page.set_viewport_size(window)
        page.emulate_media(color_scheme=scheme)
        if broken := violations(page, RULES if scheme == "light" else ["color-contrast"]):
            found[window["width"], scheme] = broken
    return found
