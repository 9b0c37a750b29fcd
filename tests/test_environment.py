"""docs/operations.md lists every environment variable that the project reads, and its default."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

# Read by the tests, or set by one process for another.
NOT_FOR_OPERATORS = {"PYTEST_XDIST_WORKER", "SUPERVISED_DATA_DIR"}


def modules() -> Iterator[Path]:
    yield from (settings.BASE_DIR / "manage.py", settings.BASE_DIR / "cms" / "plugins.py")
    for folder in ("cms/settings", "cms/running", "cms/postgres"):
        yield from sorted((settings.BASE_DIR / folder).glob("*.py"))


def readings() -> list[tuple[str, ast.Call]]:
    """Every call of `env("NAME", …)`, `env.int("NAME", …)` or `os.environ.get("NAME", …)`."""
    return [
        (node.args[0].value, node)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and re.fullmatch(r"(os\.environ|env)(\.\w+)?", ast.unparse(node.func))
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


def documented() -> dict[str, list[str]]:
    """Name: meaning, default and example, from the table in the chapter Settings."""
    text = (settings.BASE_DIR / "docs" / "operations.md").read_text()
    chapter = text.split("## Settings")[1].split("\n## ")[0]
    rows = [row.strip("| ").split(" | ") for row in chapter.splitlines() if row.startswith("| `")]
    return {name.strip("`"): rest for name, *rest in rows}


def test_the_table_lists_what_is_read():
    names = {name for name, _ in readings()} - NOT_FOR_OPERATORS
    assert set(documented()) == names


def test_every_row_has_meaning_default_and_example():
    assert [name for name, rest in documented().items() if len(rest) != 3 or "" in rest] == []


def test_the_table_tells_the_defaults():
    told = {name: default for name, (_, default, _) in documented().items()}
    wrong = {
        name: default
        for name, call in readings()
        if name in told
        for default in literal_defaults(call)
        if default not in told[name]
    }
    assert wrong == {}


def literal_defaults(call: ast.Call) -> Iterator[str]:
    """The default as it would stand in the environment, where it is written as a literal."""
    for keyword in call.keywords:
        if keyword.arg != "default":
            continue
        try:
            value = ast.literal_eval(keyword.value)
        except ValueError:
            continue
        if isinstance(value, bool):
            yield str(value).lower()
        elif isinstance(value, list):
            yield ",".join(value)
        else:
            yield str(value)
