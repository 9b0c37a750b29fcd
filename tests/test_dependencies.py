"""What the code imports is what pyproject.toml asks for and docs/dependencies.md explains."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from django.conf import settings

from cms.plugins import repository_apps

# The last is generated, and imported where it is tried.
OWN = {"bench", "cms", "tests", "conftest", "courses", *repository_apps(), "content_api_client"}
# Named as the parts that they are, though another package brings them too.
BROUGHT_BY_WAGTAIL = {
    "openpyxl",
    "rest_framework",
    "django_filters",
    "modelcluster",
    "modelsearch",
    "taggit",
}


def normal(name: str) -> str:
    return re.split(r"[\[~=<> ]", name)[0].lower().replace("_", "-")


def asked_for() -> tuple[set[str], set[str]]:
    """The names of the packages of the site, and of those for development."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    site = {normal(name) for name in project["project"]["dependencies"]}
    return site, {normal(name) for name in project["dependency-groups"]["dev"]}


def is_for_development(path: Path) -> bool:
    parts = path.relative_to(settings.BASE_DIR).parts
    return bool({"tests", "testing", ".ci"} & set(parts)) or path.name == "conftest.py"


def imported(development: bool) -> dict[str, str]:
    """Packages that are imported, and one module that imports each."""
    provided = packages_distributions()
    found = {}
    for path in settings.BASE_DIR.rglob("*.py"):
        if ".venv" in path.parts or "var" in path.parts or is_for_development(path) != development:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                names = [] if node.level else [node.module or ""]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            for name in {name.partition(".")[0] for name in names}:
                if name in sys.stdlib_module_names or name in OWN | BROUGHT_BY_WAGTAIL:
                    continue
                packages = {normal(package) for package in provided.get(name, [name])}
                found[" or ".join(sorted(packages))] = str(path.relative_to(settings.BASE_DIR))
    return found


def test_the_site_imports_what_it_asks_for():
    site, _ = asked_for()
    assert {name: path for name, path in imported(False).items() if name not in site} == {}


def test_the_tests_import_what_is_asked_for():
    everything = set.union(*asked_for())
    assert {name: path for name, path in imported(True).items() if name not in everything} == {}


def test_every_package_is_explained():
    text = (settings.BASE_DIR / "docs" / "dependencies.md").read_text().lower()
    names = set.union(*asked_for())
    assert sorted(name for name in names if name not in text.replace(" ", "-")) == []
