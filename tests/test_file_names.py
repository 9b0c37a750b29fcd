"""A file's name says its role without its folder: two files have one name only where they play the
same role. Nor do two classes of what serves an answer have one name.
"""

import ast
from collections import defaultdict
from pathlib import Path

from cms.plugins import repository_apps
from tests.test_architecture import ROOT, files, is_test

#: What Django, Wagtail and Python look for by name.
GIVEN = {"__init__", "admin", "apps", "base", "models", "tasks", "urls", "views", "wagtail_hooks"}
#: Folders that do one thing to many subjects: a file in them is named after its subject, as the one
#: that it describes, checks or fills is.
BY_SUBJECT = {
    "cms/api/documentation",
    "cms/api/openapi",
    "cms/checks",
    "cms/kinds",
    "cms/representations",
    "cms/templatetags",
    "cms/testing",
    "home/demo",
    "home/setup",
}
#: The role that files of one name play, each in its own room.
ROLES = {
    "api": "what an app answers in the API, and what it imports for that",
    "blocks": "the blocks of an app, or of all of them",
    "checks": "what a page should have before it is published, any page and an app's",
    "dates": "dates, as they are kept and as they are read",
    "documents": "documents, as a model and as a block",
    "errors": "what goes wrong, and how it is told",
    "feeds": "what programs subscribe to",
    "fields": "classes of fields, of models and of forms",
    "forms": "the forms of an app's models",
    "listing": "the pages below an index, as visitors and as editors see them",
    "narrowing": "what a list is narrowed by, as an address or a subscription says",
    "references": "what refers to what",
    "states": "what states there are: of what is previewed, and of an event",
    "stops": "what a timeout or an outage stops: recognised and answered",
    "structured_data": "JSON-LD, of any page and of an app's",
    "viewsets": "what an app has in the admin, beside pages",
    "vocabulary": "the words that pages say, kept and proposed",
}


def namesakes() -> dict[str, list[str]]:
    """The names that several files have, with these files."""
    found = defaultdict(list)
    for package in ("cms", *repository_apps()):
        for path in files(".py", below=ROOT / package):
            is_by_subject = any(str(path).startswith(f"{folder}/") for folder in BY_SUBJECT)
            if not (is_test(path) or is_by_subject or "migrations" in path.parts):
                found[path.stem].append(str(path))
    return {name: paths for name, paths in found.items() if len(paths) > 1}


def test_files_of_one_name_play_one_role():
    others = {
        name: paths for name, paths in namesakes().items() if name not in GIVEN | ROLES.keys()
    }
    assert others == {}


def test_every_role_is_played_by_several():
    assert sorted(ROLES.keys() - namesakes().keys()) == []
    assert [folder for folder in sorted(BY_SUBJECT) if not Path(ROOT, folder).is_dir()] == []


#: The rooms whose classes a reader of one answer meets.
SERVING = ["api", "delivery", "kinds", "lists", "live", "publications", "representations"]


def test_no_two_classes_of_what_serves_an_answer_have_one_name():
    found = defaultdict(list)
    for folder in [*(f"cms/{room}" for room in SERVING), "search"]:
        for path in files(".py", below=ROOT / folder):
            if not (is_test(path) or {"migrations", "commands"} & set(path.parts)):
                for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
                    if isinstance(node, ast.ClassDef):
                        found[node.name].append(str(path))
    assert {name: paths for name, paths in found.items() if len(paths) > 1} == {}
