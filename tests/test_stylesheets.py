"""Whose the rules of the public pages' stylesheets are: each app's own, and each of use."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from cms.plugins import repository_apps
from tests.test_architecture import ROOT, files

APPS = {name: ROOT / name for name in ("cms", *repository_apps())} | {
    "courses": ROOT / "tests/plugin/courses"
}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r'@import "([\w-]+\.css)";')
_TAG = re.compile(r"{%.*?%}", re.DOTALL)
_PLACEHOLDER = re.compile(r"{{.*?}}|{\w*}", re.DOTALL)
_CLASSES = re.compile(r"""\bclass(?:="|": ")([^"]*)""")
_LITERAL = re.compile(r""""([^"\n]*)"|`([^`]*)`""")


def sheets(app: str) -> Iterator[Path]:
    """The stylesheets that an app adds to every page."""
    folder = APPS[app] / "static" / app / "css"
    if (first := folder / "site.css").exists():
        yield first
        yield from (folder / name for name in _IMPORT.findall(first.read_text(encoding="utf-8")))


def classes(sheet: Path) -> set[str]:
    """The classes that a stylesheet has rules for."""
    text = re.sub(r'"[^"]*"', "", _COMMENT.sub("", sheet.read_text(encoding="utf-8")))
    selectors = re.findall(r"([^{}]+){", text)
    return {name for each in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", each)}


@cache
def written(app: str) -> set[str]:
    """The classes that templates, scripts and code of an app write, `*` for what they fill in."""
    found: set[str] = set()
    for path in files(".html", ".svg", ".py", ".js", below=APPS[app]):
        if "tests" in path.relative_to(APPS[app].relative_to(ROOT)).parts:
            continue
        text = (ROOT / path).read_text(encoding="utf-8")
        if path.suffix == ".js":
            texts = [one or other for one, other in _LITERAL.findall(text)]
        else:
            texts = _CLASSES.findall(_PLACEHOLDER.sub("*", _TAG.sub("", text)))
        found.update(name for each in texts for name in each.split())
    return found


def is_written(name: str, *apps: str) -> bool:
    return any(fnmatchcase(name, each) for app in apps for each in written(app) if each != "*")


@pytest.mark.parametrize("app", [app for app in APPS if app != "cms"])
def test_an_app_styles_what_it_or_the_core_writes(app):
    dead = {name for sheet in sheets(app) for name in classes(sheet)}
    assert {name for name in dead if not is_written(name, app, "cms")} == set()


def test_the_core_styles_what_it_writes_or_several_apps_do():
    found = {name for sheet in sheets("cms") for name in classes(sheet)}
    others = {name for name in found if not is_written(name, "cms")}
    users = {name: {app for app in APPS if is_written(name, app)} for name in others}
    assert {name: apps for name, apps in users.items() if len(apps) < 2} == {}
