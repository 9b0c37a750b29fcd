"""No file imports, over whatever others, itself: files of a circle can be read only together, and
loaded only from one end. An import inside a function only hides the circle.
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


def imported_by(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """What a file imports when it is loaded or a function of it called, unless for types alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from imported_by(ast.Module(child.orelse, []))
        else:
            yield from imported_by(child)


def names(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The modules, and the packages that are loaded with them."""
    found = [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        found = [f"{node.module}.{name}" for name in found]
    for name in found:
        parts = name.split(".")
        yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def graph() -> dict[str, set[str]]:
    """What each module of ours needs of the others; a package that it lies in is loaded before."""
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
        named = {name for node in imported_by(tree) for name in names(node)}
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
