"""Each id of a system check has one meaning, and docs/plugins.md tells it."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from cms.plugins import repository_apps
from tests.test_architecture import ROOT, files, is_test

PACKAGES = ["cms", *repository_apps()]
ID = re.compile(r"([a-z_]+)\.[EIW]\d{3}")


def ids(path: Path) -> Iterator[str]:
    """The ids of checks of ours that a file gives."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = ID.fullmatch(node.value)
            if found and (ROOT / "cms" / found[1]).exists() | (found[1] in PACKAGES):
                yield node.value


def given() -> dict[str, set[str]]:
    """Every id, with the files that give it."""
    found: dict[str, set[str]] = defaultdict(set)
    for package in PACKAGES:
        for path in files(".py", below=ROOT / package):
            if not (is_test(path) or "settings" in path.parts):
                for each in ids(path):
                    found[each].add(str(path))
    return found


def test_no_id_is_given_by_two_files():
    assert {each: sorted(paths) for each, paths in given().items() if len(paths) > 1} == {}


def test_each_id_is_told_once_in_its_order():
    told = re.findall(r"^\| `([\w.]+)` \|", (ROOT / "docs/plugins.md").read_text(), re.MULTILINE)
    assert [each for each in told if ID.fullmatch(each)] == sorted(given())
