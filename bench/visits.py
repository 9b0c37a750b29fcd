"""What Lighthouse says of the demo's pages, as a phone on a slow connection would show them."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

#: The lock of the npm package.
PACKAGE = Path(__file__).parent / "lighthouse"
CHROMIUM_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "chromium-headless-shell",
)
CATEGORIES = ["accessibility", "best-practices", "seo", "performance"]
PERFECT = 100
#: Milliseconds, but for the shift, which is a number without unit.
METRICS = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "blocked",
    "cumulative-layout-shift": "shift",
}

SECTION = "/moeder-og-netvaerk/"
PAGES = {
    "Front of a section": SECTION,
    "News": f"{SECTION}nyheder/webinar-om-kommunernes-arbejde-med-fns-verdensmaal/",
    "Event": f"{SECTION}arrangementer/vand-i-byen/",
    "Calendar": f"{SECTION}arrangementer/",
    "Search": "/soeg/?q=kommune",
}
#: What a page is not judged by. Lists of hits are kept from search engines on purpose.
NOT_JUDGED = {"/soeg/?q=kommune": "is-crawlable"}
#: A visit that Lighthouse itself gives up is made again, as it asks for.
ATTEMPTS = 3


@dataclass
class Verdict:
    """Of one page: the medians of the visits; `scores` by category, from 0 to 100, `metrics` by
    name; `failed` are the audits that cost points in any visit, with Lighthouse's words.
    """

    scores: dict[str, float]
    metrics: dict[str, float]
    failed: dict[str, str] = field(default_factory=dict)


def visit(port: int, visits: int, say: Callable[[str], None]) -> dict[str, Verdict]:
    """Return the verdicts by the name of the page, each after so many visits; none without the
    tools.
    """
    if missing := [name for name in ("node", "npm") if not shutil.which(name)]:
        say(f"Lighthouse is left out, since there is no {missing[0]}")
        return {}
    if not browser()["CHROME_PATH"]:
        say("Lighthouse is left out, since there is no Chromium; CHROME_PATH may name one")
        return {}
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as name:
        folder = Path(name)
        for each in PACKAGE.iterdir():
            shutil.copy(each, folder)
        install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(install, cwd=folder, check=True)
        found = {}
        for page, path in PAGES.items():
            say(f"Lighthouse visits {path}, {visits} times")
            reports = [lighthouse(folder, port, path) for _ in range(visits)]
            found[page] = verdict(reports)
        return found


def lighthouse(folder: Path, port: int, path: str) -> dict:
    """Return Lighthouse's report of a page, by its mobile preset."""
    command = ["node", "node_modules/lighthouse/cli/index.js", f"http://localhost:{port}{path}"]
    command += ["--quiet", "--output=json", "--no-enable-error-reporting"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    if path in NOT_JUDGED:
        command.append(f"--skip-audits={NOT_JUDGED[path]}")
    for _attempt in range(ATTEMPTS):
        done = subprocess.run(
            command, cwd=folder, env=browser(), check=False, stdout=subprocess.PIPE, text=True
        )
        if done.returncode == 0:
            return json.loads(done.stdout)
    raise RuntimeError(f"Lighthouse could not visit {path}; see its message above.")


def browser() -> dict[str, str]:
    """Return the environment that names Chromium, unless it is named already."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), "")
    return {"CHROME_PATH": found} | os.environ


def verdict(reports: list[dict]) -> Verdict:
    failed = {}
    for report in reports:
        for category in report["categories"].values():
            for reference in category["auditRefs"]:
                audit = report["audits"][reference["id"]]
                if reference["weight"] and (audit["score"] or 0) < 1 and counts(audit):
                    failed[audit["id"]] = audit["title"]
    return Verdict(
        scores={
            name: median(100 * report["categories"][name]["score"] for report in reports)
            for name in CATEGORIES
        },
        metrics={
            name: median(report["audits"][name]["numericValue"] for report in reports)
            for name in METRICS
        },
        failed=failed,
    )


def counts(audit: dict) -> bool:
    """Return whether it applies to the page."""
    return audit["scoreDisplayMode"] not in {"notApplicable", "manual", "informative"}
