"""Docstrings are sentences of one grammar: a function says what it does, in the imperative; a
class, a module or a property says what it is.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.test_architecture import ROOT, files, is_test

#: Words with which a sentence about a thing begins, and no order.
NO_VERBS = {
    *("A", "All", "An", "Any", "As", "At", "Both", "By", "Each", "Every", "For", "From", "How"),
    *("If", "In", "It", "Its", "No", "Nothing", "Of", "On", "One", "Only", "Or", "Our", "Several"),
    *("So", "Some", "That", "The", "These", "This", "Those", "To", "Two", "Under", "Unlike"),
    *("What", "Whatever", "When", "Where", "Whether", "Which", "Who", "Whom", "Whose", "Why"),
    "With",
}
#: What they decorate is read like an attribute, or is what a test is given.
ATTRIBUTES = {"property", "cached_property", "classproperty", "fixture"}

Described = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def described(path: Path) -> Iterator[tuple[str, Described, str]]:
    """Yield what has a docstring in a file: where, the node, and the first paragraph."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, Described) and (text := ast.get_docstring(node)):
            where = f"{path}: {getattr(node, 'name', 'the module')}"
            yield where, node, " ".join(text.partition("\n\n")[0].split())


def is_order(node: Described) -> bool:
    """Return whether a docstring has to say what to do: that of a function which is called."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    decorators = {
        getattr(each, "attr", getattr(each, "id", ""))
        for decorator in node.decorator_list
        for each in [decorator.func if isinstance(decorator, ast.Call) else decorator]
    }
    return not (decorators & ATTRIBUTES or node.name.startswith("test_"))


def code() -> Iterator[tuple[str, Described, str]]:
    for path in files(".py"):
        if "migrations" not in path.parts:
            yield from described(path)


def test_each_ends_with_a_full_stop():
    ends = (".", ".)", "?", "!", ":", '."')
    assert [where for where, _node, text in code() if not text.endswith(ends)] == []


def test_none_is_a_clause_that_hangs_on_nothing():
    assert [where for where, _node, text in code() if text.startswith("That ")] == []


def test_a_function_says_what_it_does():
    wrong = []
    for path in files(".py"):
        if not (is_test(path) or "migrations" in path.parts):
            for where, node, text in described(path):
                first = text.split()[0].rstrip(",")
                is_verb = first.isalpha() and first.istitle() and first not in NO_VERBS
                is_verb &= not first.endswith("s") or first.endswith("ss")
                if is_order(node) and not is_verb:
                    wrong.append(f"{where}: {text}")
    assert wrong == []
