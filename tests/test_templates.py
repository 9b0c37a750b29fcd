"""What a reader of a template may rely on: lines that fit, and a core that knows no plugin."""

import re

from cms.content import ContentPage, IndexPage, content_types
from tests.test_architecture import ROOT, files

LONGEST_LINE = 160
#: What the search adds to a card: the documents of a page that match.
ADDED_BY_THE_SEARCH = {"documents"}


def test_lines_fit_a_screen():
    found = {
        f"{path}:{number}": len(line)
        for path in files(".html", ".html-tpl")
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    }
    assert found == {}


def members(model: type) -> set[str]:
    """The members that a type adds to the representation of its pages."""
    return {getattr(field, "name", field) for field in model.api_fields}


def test_the_core_shows_no_member_that_only_plugins_have():
    core = members(ContentPage) | members(IndexPage) | ADDED_BY_THE_SEARCH
    of_plugins = {name for model in content_types() for name in members(model)} - core
    assert {"start", "registration_url", "teacher"} <= of_plugins
    found = {}
    for path in files(".html", below=ROOT / "cms"):
        if {"tests", "conf"}.isdisjoint(path.parts):
            text = (ROOT / path).read_text(encoding="utf-8")
            shown = set(re.findall(r"\b(?:page|item)\.(\w+)", text))
            found[str(path)] = shown & of_plugins
    assert {path: names for path, names in found.items() if names} == {}
