"""Decisions: numbered without a gap, each with its date, its status and the test that holds it."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.test_architecture import ROOT

FOLDER = ROOT / "docs/decisions"
FILES = sorted(FOLDER.glob("[0-9]*.md"))
LINK = r"\[\d{4}\]\(\d{4}-[a-z0-9-]+\.md\)"
HEAD = re.compile(
    r"# (?P<number>\d{4})\. (?P<title>.+)\n\n"
    r"Date: (?P<date>\d{4}-\d\d-\d\d)\. Status: (?P<status>.+)\.\n\n"
)
STATUS = re.compile(rf"accepted(, in part superseded by {LINK})?|superseded by {LINK}")
HELD = re.compile(r"\n\nHeld by: (?P<tests>`.+`|nothing; .+)\.\n\Z")


@cache
def named_in(path: Path) -> set[str]:
    """Return the names of the tests of a file, those of a class as `Class::test`."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}::{each.name}"
                for each in node.body
                if isinstance(each, ast.FunctionDef)
            }
    return found


def test_numbers_have_no_gap_and_dates_their_order():
    found = [HEAD.match(path.read_text(encoding="utf-8")) for path in FILES]
    assert [path.name for path, head in zip(FILES, found, strict=True) if not head] == []
    heads = [head for head in found if head]
    assert [int(head["number"]) for head in heads] == list(range(1, len(FILES) + 1))
    assert [path.name[:4] for path in FILES] == [head["number"] for head in heads]
    dates = [head["date"] for head in heads]
    assert dates == sorted(dates)


def test_each_says_its_status_and_what_holds_it():
    wrong = {}
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        head, held = HEAD.match(text), HELD.search(text)
        if not (head and held and STATUS.fullmatch(head["status"])):
            wrong[path.name] = "no status, or nothing that is said to hold it"
            continue
        named = re.findall(r"`([^`]+\.py)::([^`]+)`", held["tests"])
        if not (named or held["tests"].startswith("nothing; ")):
            wrong[path.name] = "no test is named"
        lost = [
            f"{file}::{name}"
            for file, name in named
            if not (ROOT / file).exists() or name not in named_in(ROOT / file)
        ]
        if lost:
            wrong[path.name] = f"there is no {', '.join(lost)}"
    assert wrong == {}


def test_the_index_lists_all_of_them():
    lines = re.findall(r"^- .+$", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    expected = []
    for path in FILES:
        head = HEAD.match(path.read_text(encoding="utf-8"))
        assert head
        ended = " (superseded)" if head["status"].startswith("superseded") else ""
        expected.append(f"- [{head['number']}]({path.name}) {head['title']}{ended}")
    assert lines == expected[::-1]
