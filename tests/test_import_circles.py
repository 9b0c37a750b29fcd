"""No file imports, over whatever others, itself: files of a circle can be read only together, and
loaded only from one end.
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from cms.plugins import repository_apps
from tests.test_architecture import ROOT, files, is_test

PACKAGES = ["cms", *repository_apps()]


def module_of(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_at_the_top(body: list[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """What is imported when the file is loaded, unless for types alone."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If):
            if "TYPE_CHECKING" not in ast.unparse(node.test):
                yield from imports_at_the_top(node.body)
            yield from imports_at_the_top(node.orelse)
        elif isinstance(node, ast.Try):
            yield from imports_at_the_top([*node.body, *node.finalbody])


def names(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The modules, and the packages that are loaded with them."""
    found = [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        found = [f"{node.module}.{name}" for name in found]
    for name in found:
        parts = name.split(".")
        yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def graph() -> dict[str, set[str]]:
    """What each module of ours loads of the others; a package that it lies in is loaded before."""
    paths = [
        path
        for package in PACKAGES
        for path in files(".py", below=ROOT / package)
        if not is_test(path) and "migrations" not in path.parts
    ]
    modules = {module_of(path): path for path in paths}
    loaded = {}
    for module, path in modules.items():
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        named = {name for node in imports_at_the_top(tree.body) for name in names(node)}
        loaded[module] = {
            name for name in named & modules.keys() if not f"{module}.".startswith(f"{name}.")
        }
    return loaded


def test_no_module_imports_itself_over_others():
    loaded = graph()
    assert "cms.representations.build" in loaded["cms.representations"]  # or it found nothing
    try:
        TopologicalSorter(loaded).prepare()
        circle = []
    except CycleError as error:
        circle = error.args[1]
    assert circle == []
