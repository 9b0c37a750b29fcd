"""What the pages of documentation name is there: files, sections, commands, targets of make; and
what there is stands in its page: commands, jobs, tags, what a type may declare, rooms. Ids of
checks, settings and what plugins import have tests of their own (test_check_ids.py,
test_environment.py, test_plugin_surface.py).
"""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.template import engines
from wagtail.models import Page

from cms.models import ContentPage, IndexPage
from cms.running.schedule import JOBS

ROOT = Path(settings.BASE_DIR)
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/decisions/*.md")])
#: Asked by programs alone: by `make run`, the scheduler and other commands.
INTERNAL = {"scheduler", "task_worker", "check"}
#: What the base of all types has for the core alone, or by a field.
NOT_DECLARED = {
    *("api_meta_fields", "contact_id", "image_id", "is_content_type", "listed_type", "page_ptr"),
    *("page_ptr_id", "response_media_types", "sort_key"),
}


def operations() -> str:
    return (ROOT / "docs" / "operations.md").read_text()


def anchors(path: Path) -> set[str]:
    """The fragments that lead to a page's headings, as they are made where Markdown is shown."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {heading.strip().replace(" ", "-") for heading in plain}


def code_in(path: Path) -> str:
    """All that stands as code in a page."""
    blocks = re.findall(r"```.*?```|`[^`\n]+`", path.read_text(), re.DOTALL)
    return "\n".join(blocks)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path):
    without_code = re.sub(r"```.*?```|`[^`\n]+`", "", path.read_text(), flags=re.DOTALL)
    links = re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", without_code)
    lost = []
    for link in links:
        name, _, fragment = link.partition("#")
        target = (path.parent / name) if name else path
        is_there = target.exists() and (not fragment or fragment in anchors(target))
        if not is_there:
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_and_targets_that_are_named_exist(path: Path):
    code = code_in(path)
    commands = set(re.findall(r"(?:manage\.py|cms-manage) ([a-z_]+)", code))
    targets = set(re.findall(r"(?:^|`)make ([a-z][a-z-]*)", code, re.MULTILINE))
    existing = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert commands - set(get_commands()) == set()
    assert targets - existing == set()
    modules = set(re.findall(r"python -m ((?:tests|cms|bench)[\w.]*)", code))
    assert {name for name in modules if find_spec(name) is None} == set()


def test_every_command_and_target_is_told():
    code = "\n".join(map(code_in, PAGES))
    rooms = {each.name for each in own_apps()}
    own = {name for name, app in get_commands().items() if app in rooms} - INTERNAL
    assert {name for name in own if not re.search(rf"\b{name}\b", code)} == set()
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert {name for name in targets if name != "help" and f"make {name}" not in code} == set()


def test_every_job_of_the_scheduler_is_told():
    """One with another queue or chunk is the same job."""
    told = set(re.findall(r"^\| [^|]*\d[^|]*\| `([^`]+)` \|", operations(), re.MULTILINE))
    told |= set(re.findall(r"^\| each minute \| `([^`]+)` \|", operations(), re.MULTILINE))
    jobs = {" ".join(word for word in job.command if word[0] != "-") for job in JOBS}
    assert told == jobs


def test_what_is_kept_of_people_ends_by_a_job_of_the_scheduler():
    """A kind of personal data is a row, whose last column says which command ends it."""
    section = operations().partition("\n## Personal data\n")[2].partition("\n## ")[0]
    table = re.search(r"^\| What \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", section, re.MULTILINE)
    assert table is not None
    rows = [row.strip("|").split("|") for row in table[1].splitlines()]
    assert [row for row in rows if len(row) != 5 or not all(map(str.strip, row))] == []
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row[-1])}
    assert {name for name in named if name.split()[0] not in get_commands()} == set()
    jobs = {" ".join(word for word in job.command if word[0] != "-") for job in JOBS}
    assert named - jobs == {"personal_data erase", "backup"}
    # Those run at the asking of somebody, and by a timer of the machine.
    assert "erase" in call_help("personal_data")
    assert "manage.py backup " in (ROOT / "deploy/systemd/cms-backup.service").read_text()


def call_help(command: str) -> str:
    return load_command_class(get_commands()[command], command).help


def own_apps() -> list:
    return [each for each in apps.get_app_configs() if "site-packages" not in each.path]


def test_every_page_is_linked_from_where_people_begin():
    linked = "".join(map(Path.read_text, [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]))
    linked += (ROOT / "docs/maintainers.md").read_text()
    docs = {path.name for path in ROOT.glob("docs/*.md")}
    assert {name for name in docs if name not in linked} == set()


def test_every_tag_that_needs_no_load_is_told():
    """Those are for the templates of plugins as well."""
    told = code_in(ROOT / "docs/plugins.md")
    ours = [
        library
        for name, library in zip(
            engines["django"].engine.builtins,
            engines["django"].engine.template_builtins,
            strict=True,
        )
        if name.startswith("cms.")
    ]
    names = {name for library in ours for name in (*library.tags, *library.filters)}
    assert len(names) > 20
    assert {name for name in names if not re.search(rf"\b{name}\b", told)} == set()


def test_all_that_a_type_may_declare_is_told():
    told = code_in(ROOT / "docs/plugins.md")
    declared = {name for base in (ContentPage, IndexPage) for name in vars(base)}
    declared = {name for name in declared if not (name[0] == "_" or hasattr(Page, name))}
    assert {"teasers", "task"} <= declared
    assert {name for name in declared if not re.search(rf"\b{name}\b", told)} == NOT_DECLARED


def test_every_room_of_the_core_is_told():
    told = code_in(ROOT / "docs/maintainers.md")
    rooms = {f"cms/{path.name}/" for path in (ROOT / "cms").iterdir() if path.is_dir()}
    rooms -= {f"cms/{name}/" for name in ("__pycache__", "locale", "management", "migrations")}
    assert {room for room in rooms if room not in told} == set()
