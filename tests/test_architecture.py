"""The rules of docs/maintainers.md that a reader can't see in any one file."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from django.conf import settings

from cms.plugins import REPOSITORY_APPS, repository_apps

ROOT = settings.BASE_DIR
NOT_OURS = {"var", "node_modules", "__pycache__", "site-packages"}
CODE = [".py", ".html", ".js", "-tpl"]
MAX_LINES = 300
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "services", "misc", "common"}

# What the modules that serve a page may import of the core. The rest of the core stands above.
BELOW = {
    "postgres": set(),
    "visibility": {"postgres"},
    "absent": {"editing", "postgres", "visibility"},
    "problems": set(),
    "telemetry": {"problems"},
    "danish": set(),
    "periods": {"danish"},
    "limits": {"problems"},
    "values": set(),
    "kinds": {"postgres", "values"},
    "representations": {"kinds", "postgres", "values", "visibility"},
    "publications": {
        *("absent", "postgres", "representations", "telemetry", "values", "visibility"),
    },
    "lists": {
        *("kinds", "limits", "periods", "problems", "publications", "representations"),
        *("danish", "values", "visibility"),
    },
    "delivery": {
        *("absent", "danish", "keys", "kinds", "limits", "lists", "plugins", "postgres"),
        *("problems", "publications", "representations", "telemetry", "values", "visibility"),
    },
}
BELOW["api"] = BELOW["delivery"] | {"delivery"}

# Which table says that a row belongs to another is no matter of what a field holds. What is let in
# is asked of classes of forms as well, below the kinds.
QUERIES = {"Q", "filter", "exclude", "order_by", "values", "values_list", "annotate", "alias"}
KNOWN_LADDERS = {
    "cms/checks/values.py: _takes_unfit": ["CharField", "DateField", "DateTimeField"],
    "cms/checks/values.py: _takes_unfit_date": ["DateTimeField", "Field"],
    "cms/checks/values.py: check_values": ["DateField", "StreamField"],
    "cms/publications/watching.py: _owners": ["ForeignKey", "ManyToManyField"],
    "cms/values/entrance.py: _by_field": ["CharField", "PagedTextField", "RichTextField"],
    "cms/values/streams.py: _by_block": [
        *("CharBlock", "EmailBlock", "RegexBlock", "RichTextBlock", "URLBlock"),
    ],
    "cms/values/streams.py: _child": ["BaseStreamBlock", "ListBlock"],
}


def files(*endings: str, below: Path = ROOT) -> list[Path]:
    """Our files with one of the endings, as paths from the project's root."""
    found = []
    for folder, folders, names in os.walk(below):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in NOT_OURS]
        found += [Path(folder, name) for name in names if name.endswith(endings)]
    return sorted(path.relative_to(ROOT) for path in found)


@cache
def imports(path: Path) -> list[str]:
    """The modules that a file imports, at its top or within a function."""
    found = []
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found += [node.module or "", *(f"{node.module}.{each.name}" for each in node.names)]
    return found


def imported_from(path: Path, package: str) -> set[str]:
    """The parts of a package that a file imports: of `cms`, "models" for cms.models.tree."""
    names = (name.split(".") for name in imports(path))
    return {parts[1] for parts in names if parts[0] == package and len(parts) > 1}


def is_test(path: Path) -> bool:
    return "tests" in path.parts or path.name == "conftest.py"


def classes_asked_for(function: ast.AST) -> Iterator[str]:
    """The classes of fields and blocks that `isinstance`, `issubclass` and `match` ask for in a
    function.
    """
    asked: list[ast.AST] = []
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("isinstance", "issubclass")
        ):
            asked.append(node.args[1])
        elif isinstance(node, ast.MatchClass):
            asked.append(node.cls)
    for named in (each for node in asked for each in ast.walk(node)):
        name = getattr(named, "attr", None) or getattr(named, "id", "")
        if name.endswith(("Field", "Block", "ForeignKey", "Manager", "Rel")):
            yield name


def fields_of_events(path: Path) -> Iterator[str]:
    """Where a file names what only events have: their type, or their fields in a text of code or as
    a keyword, by itself or with a lookup. Calls of ours have other ends, such as a slice's.
    """
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            names = [node.value.removeprefix("-")]
        elif (
            isinstance(node, ast.Call)
            and {getattr(node.func, "attr", ""), getattr(node.func, "id", "")} & QUERIES
        ):
            names = [keyword.arg or "" for keyword in node.keywords]
        yield from (name for name in names if name.partition("__")[0] in {"start", "end", "Event"})


class TestImports:
    def test_core_imports_no_content_app(self):
        found = {
            str(path): apps
            for path in files(".py", below=ROOT / "cms")
            if (apps := {name.split(".")[0] for name in imports(path)} & set(repository_apps()))
        }
        assert found == {}

    @pytest.mark.parametrize("layer", BELOW)
    def test_what_serves_a_page_imports_only_what_is_below_it(self, layer):
        paths = [
            path
            for path in files(".py", below=ROOT / "cms")
            if path.with_suffix("").parts[1] == layer and not is_test(path)
        ]
        assert paths != []
        allowed = BELOW[layer] | {layer}
        known = {path.stem for path in (ROOT / "cms").iterdir()}
        found = {str(path): (imported_from(path, "cms") & known) - allowed for path in paths}
        assert {path: names for path, names in found.items() if names} == {}

    def test_only_the_urls_and_the_live_feed_import_the_api(self):
        importers = {
            str(path)
            for path in files(".py")
            if "api" in imported_from(path, "cms") and path.parts[:2] != ("cms", "api")
        }
        assert {name for name in importers if not is_test(Path(name))} == {
            "cms/content/api.py",
            "cms/live/stream.py",
            "cms/urls.py",
        }

    def test_only_tests_import_the_testing_package(self):
        importers = [
            str(path)
            for path in files(".py")
            if "testing" in imported_from(path, "cms")
            and path.parts[:2] != ("cms", "testing")
            and not is_test(path)
        ]
        assert importers == []

    def test_content_apps_import_each_other_in_one_direction(self):
        content_apps = repository_apps()
        graph = {
            app: {
                name.split(".")[0]
                for path in files(".py", below=ROOT / app)
                if not is_test(path)
                for name in imports(path)
                if name.split(".")[0] in content_apps
            }
            - {app}
            for app in content_apps
        }
        TopologicalSorter(graph).prepare()  # raises CycleError
        assert [app for app, imported in graph.items() if "home" in imported] == []


class TestKinds:
    """What is known of a class of fields or blocks stands in its kind, and in no ladder."""

    def test_nothing_else_tells_classes_of_fields_and_blocks_apart(self):
        assert {
            f"{path}: {function.name}": sorted(asked)
            for path in files(".py", below=ROOT / "cms")
            if path.parts[1] != "kinds" and not is_test(path)
            for function in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            and len(asked := set(classes_asked_for(function))) > 1
        } == KNOWN_LADDERS

    def test_a_ladder_is_seen_however_it_is_built(self):
        ladders = [
            "if isinstance(f, models.CharField): pass\nelif isinstance(f, StreamField): pass",
            "[issubclass(f, CharField | models.StreamField)]",
            "match f:\n  case CharField(): pass\n  case models.StreamField(): pass",
        ]
        found = [set(classes_asked_for(ast.parse(each))) for each in ladders]
        assert found == [{"CharField", "StreamField"}] * 3


class TestTime:
    """What begins and ends when is known by one module of the core, and by those who declare it."""

    #: A block's schema.org type, and what is no page: messages, a server.
    OTHERS = {
        "cms/blocks/event_teaser.py": ["Event"],
        "cms/blocks/service_messages.py": ["end", "start"],
        "cms/postgres/server.py": ["start"],
        "cms/representations/site.py": ["end", "start"],
    }

    def test_nothing_else_in_the_core_names_the_fields_of_events(self):
        assert {
            str(path): sorted(names)
            for path in files(".py", below=ROOT / "cms")
            if path != Path("cms/periods.py")
            and not (is_test(path) or {"migrations", "testing"} & set(path.parts))
            if (names := set(fields_of_events(path)))
        } == self.OTHERS


class TestFiles:
    def test_no_file_is_longer_than_a_reader_likes(self):
        lengths = {
            str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines())
            for path in files(*CODE)
            if not {"migrations", "locale"} & set(path.parts)
        }
        assert {path: lines for path, lines in lengths.items() if lines > MAX_LINES} == {}

    def test_names_say_what_is_inside(self):
        names = [str(path) for path in files(".py") if path.stem in NAMES_THAT_SAY_NOTHING]
        folders = [
            str(path.parent)
            for path in files("__init__.py")
            if path.parent.name in NAMES_THAT_SAY_NOTHING
        ]
        assert names + folders == []


class TestCoreAlone:
    """`make test-core` runs the core's tests in the same surroundings."""

    def test_core_boots_without_any_content_app(self):
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "DISABLE_PLUGINS": ",".join([*REPOSITORY_APPS, "courses"]),
        }
        commands = (
            "import django; django.setup(); from django.core.management import call_command; "
            "call_command('check', fail_level='WARNING'); "
            "call_command('makemigrations', check=True, dry_run=True)"
        )
        done = subprocess.run(
            [sys.executable, "-c", commands],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
