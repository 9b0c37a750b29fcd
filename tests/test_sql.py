"""SQL that is more than a line or two stands in a file of its own, which says what a row is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.test_architecture import ROOT, files, is_test

MOST_LINES = 2
STATEMENT = re.compile(
    r"\b(SELECT|INSERT INTO|DELETE FROM|UPDATE \w+ SET|WITH (RECURSIVE )?\w+ AS)\b"
)
HEAD = re.compile(r"-- (One row|No row)\b")


def sql_files() -> list[Path]:
    return [path for path in files(".sql") if not is_test(path)]


def long_statements(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant | ast.JoinedStr) and STATEMENT.search(ast.unparse(node)):
            lines = node.end_lineno - node.lineno + 1
            if lines > MOST_LINES:
                yield f"{path}:{node.lineno} has {lines} lines"


def test_no_long_statement_stands_in_python():
    code = [path for path in files(".py") if not is_test(path) and "migrations" not in path.parts]
    assert [found for path in code for found in long_statements(path)] == []


def test_each_file_says_first_what_a_row_is_or_defines_functions():
    texts = {str(path): (ROOT / path).read_text(encoding="utf-8") for path in sql_files()}
    statements = {path: text for path, text in texts.items() if "CREATE OR REPLACE" not in text}
    assert len(statements) > 10
    assert [path for path, text in statements.items() if not HEAD.match(text)] == []
    assert [path for path, text in texts.items() if not text.startswith("-- ")] == []


def test_values_have_names_there():
    texts = {str(path): (ROOT / path).read_text(encoding="utf-8") for path in sql_files()}
    assert [path for path, text in texts.items() if re.search("(?<!%)%s", text)] == []


def test_each_file_is_read():
    code = "\n".join((ROOT / path).read_text(encoding="utf-8") for path in files(".py"))
    assert [path for path in sql_files() if f'"{path.stem}"' not in code] == []
