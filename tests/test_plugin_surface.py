"""What a plugin imports of the core is promised; nothing else is."""

import re
from pathlib import Path

from cms import content
from cms.content import admin, api, search, views
from cms.plugins import repository_apps
from tests.test_architecture import ROOT, files, imports

PLUGIN = ROOT / "tests/plugin/courses"


def production_code() -> list[Path]:
    """The files of all plugins, but tests and migrations, which name what they were made of."""
    apps = [*(ROOT / app for app in repository_apps()), PLUGIN]
    found = [path for app in apps for path in files(".py", below=app)]
    return [path for path in found if path.parent.name not in ("tests", "migrations")]


def beyond(path: Path, *surface: str) -> list[str]:
    """What a file imports of the core, but for these of its packages."""
    of_core = {name for name in imports(path) if name.split(".")[0] == "cms"}
    return sorted(name for name in of_core if not f"{name}.".startswith(surface))


def test_plugins_import_the_surface_alone():
    found = {str(path): beyond(path, "cms.content.") for path in production_code()}
    assert {path: names for path, names in found.items() if names} == {}


def test_a_plugin_of_somebody_else_is_tested_with_what_is_there_for_that():
    tests = files(".py", below=PLUGIN / "tests")
    assert len(tests) > 1
    found = {str(path): beyond(path, "cms.content.", "cms.testing.") for path in tests}
    assert {path: names for path, names in found.items() if names} == {}


def test_generated_type_does_too():
    template = ROOT / "cms/conf/content_type_template"
    imported = {
        line.split()[1]
        for path in template.rglob("*.py-tpl")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("from cms")
    }
    assert imported == {"cms.content"}


def test_all_of_it_is_documented():
    documented = set(re.findall(r"\w+", (ROOT / "docs/plugins.md").read_text(encoding="utf-8")))
    promised = {name for module in (content, admin, api, search, views) for name in module.__all__}
    assert sorted(promised - documented) == []
