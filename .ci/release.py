"""Make a release of what is checked out: `make release VERSION=1.2.0`.

Everything that can refuse is asked before anything is changed. Then the changelog's section
"Unreleased" gets the version and the day, `pyproject.toml` the version, the checks run on just
that, and it is committed and tagged. If a check fails, both files are as before.
"""

import argparse
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

CHANGELOG, PROJECT = Path("CHANGELOG.md"), Path("pyproject.toml")
UNRELEASED = "## Unreleased\n"
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
LINE = re.compile(r'^version = "([^"]+)"$', re.MULTILINE)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a release of what is checked out.")
    parser.add_argument("version", help="1.2.0: breaking, added, mended")
    parser.add_argument("--branch", default="main", help="from which releases are made")
    parser.add_argument("--checks", default="make check test", help="what must pass")
    options = parser.parse_args()
    changelog, project = CHANGELOG.read_text(), PROJECT.read_text()
    notes = refuse(options.version, options.branch, changelog, project)

    day = f"{datetime.now(ZoneInfo('Europe/Copenhagen')):%Y-%m-%d}"
    heading = f"## {options.version} ({day})\n"
    CHANGELOG.write_text(changelog.replace(UNRELEASED, f"{UNRELEASED}\n{heading}", 1))
    PROJECT.write_text(LINE.sub(f'version = "{options.version}"', project, count=1))
    try:
        # What `make` was told here is not for the checks.
        environment = {key: value for key, value in os.environ.items() if "MAKE" not in key}
        subprocess.run(options.checks, shell=True, check=True, env=environment)  # noqa: S602
    except BaseException as failure:
        CHANGELOG.write_text(changelog)
        PROJECT.write_text(project)
        if isinstance(failure, subprocess.CalledProcessError):
            sys.exit(f"Error: `{options.checks}` failed. Nothing is released, nothing is changed.")
        raise
    tag = f"v{options.version}"
    git("add", str(CHANGELOG), str(PROJECT))
    git("commit", "--quiet", "--message", f"release: version {options.version}")
    # Else git would take the headings of the notes for comments.
    message = f"Version {options.version}\n\n{notes}\n"
    git("tag", "--annotate", "--cleanup=whitespace", "--message", message, tag)
    sys.stdout.write(
        f"{tag} is tagged. Publish it: git push --atomic origin {options.branch} {tag}\n"
        f"Take it back before that: git tag --delete {tag} && git reset --keep HEAD~1\n"
    )


def refuse(version: str, branch: str, changelog: str, project: str) -> str:
    """Return what the changelog says of the release, or end with what stands against it."""
    wanted, present = VERSION.fullmatch(version), LINE.search(project)
    if wanted is None:
        sys.exit(f"Error: {version} is no version such as 1.2.0.")
    if git("status", "--porcelain"):
        sys.exit("Error: there are changes that are not committed.")
    if (on := git("rev-parse", "--abbrev-ref", "HEAD")) != branch:
        sys.exit(f"Error: releases are made from {branch}, and this is {on}.")
    tagged = [VERSION.fullmatch(tag.removeprefix("v")) for tag in git("tag").split()]
    released = max((numbers(each) for each in tagged if each), default=None)
    if released is not None and numbers(wanted) <= released:
        sys.exit(f"Error: {'.'.join(map(str, released))} is released already.")
    if present is None:
        sys.exit(f"Error: {PROJECT} has no version.")
    _before, found, after = changelog.partition(UNRELEASED)
    notes = re.split(r"^## ", after, maxsplit=1, flags=re.MULTILINE)[0].strip()
    if not found or not re.search(r"^- ", notes, re.MULTILINE):
        sys.exit(f"Error: {CHANGELOG} says nothing under »{UNRELEASED.strip()}«.")
    return notes


def numbers(version: re.Match[str]) -> tuple[int, ...]:
    return tuple(map(int, version.groups()))


def git(*arguments: str) -> str:
    """Return what git says. Ends with its message if it fails."""
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"Error: git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


if __name__ == "__main__":
    main()
