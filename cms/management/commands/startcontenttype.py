"""`manage.py startcontenttype podcasts`: a content type of one's own to go on from."""

import keyword
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from string import Template

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import camel_case_to_spaces, capfirst
from wagtail.models import get_page_models

from cms.danish.catalogues import compile_catalogue
from cms.danish.slugs import danish_slug

TEMPLATE = Path(__file__).parents[2] / "conf/content_type_template"
SUFFIX = "-tpl"  # so that no tool takes the template's files for code
PLURAL_ENDINGS = {"ies": "y", "sses": "ss", "xes": "x", "ches": "ch", "shes": "sh", "s": ""}


class Command(BaseCommand):
    help = (
        "Writes an app with a content type and its index page, in the pattern of news/: models, "
        "migration, templates, card, Danish labels and tests. It is installed as soon as it is "
        "there."
    )
    requires_system_checks: list = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="The app, in English and plural: podcasts, case_studies.")
        parser.add_argument("--model", help="The type without Page, if not made of NAME: Podcast.")
        parser.add_argument("--singular", help='What editors call it in Danish: "podcast".')
        parser.add_argument("--plural", help='What editors call several of it: "podcasts".')

    def handle(self, *, name: str, model: str, singular: str, plural: str, **options) -> None:
        target = settings.BASE_DIR / name
        check_app_name(name, target)
        kind = model or camel_case(singular_of(name))
        check_model_name(kind, name)
        write(target, values(name, kind, singular, plural))
        self.make_migration(target)
        self.stdout.write(
            f"{name}/ holds {kind}Page and {kind}IndexPage. Make their tables with "
            "`python manage.py migrate`, and an index page in the section with "
            "`python manage.py setup_site`; `make run` does both."
        )
        if not (singular and plural):
            self.stdout.write(
                "Editors read the English names for now: give them Danish ones in "
                f"{name}/locale/da/LC_MESSAGES/django.po, and run `make translations`."
            )

    def make_migration(self, target: Path) -> None:
        """Make it in a process of its own, because the app is not installed in this one."""
        made = subprocess.run(
            [sys.executable, "manage.py", "makemigrations", target.name, "--no-header"],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
        )
        if made.returncode:
            shutil.rmtree(target)
            reason = made.stderr.strip().splitlines()[-1:] or ["no reason was given"]
            raise CommandError(f"makemigrations failed, so {target} is removed: {reason[0]}")


def check_app_name(name: str, target: Path) -> None:
    """Raise `CommandError` for a name that no new app can have."""
    if not re.fullmatch("[a-z][a-z0-9_]*", name) or keyword.iskeyword(name):
        raise CommandError(
            f'"{name}" can\'t name an app: use small letters a-z, digits and _, as in podcasts.'
        )
    if target.exists():
        raise CommandError(f'"{name}" is taken: {target} exists.')
    if name in apps.app_configs:
        raise CommandError(f'"{name}" is taken by the app {apps.get_app_config(name).name}.')
    if find_spec(name):
        raise CommandError(f'"{name}" is taken by an installed Python package.')


def check_model_name(kind: str, name: str) -> None:
    """Raise `CommandError` for a type that can't be told from its plural or from another type."""
    if not re.fullmatch("[A-Z][A-Za-z0-9]*", kind):
        raise CommandError(
            f'"{kind}" can\'t name a type: use letters and digits, as in --model Podcast.'
        )
    if camel_case_to_spaces(kind) == name.replace("_", " "):
        raise CommandError(
            f'"{name}" looks like no plural: name one of them with --model, as in --model Podcast.'
        )
    for taken in get_page_models():
        if taken.__name__ in (f"{kind}Page", f"{kind}IndexPage"):
            raise CommandError(f'"{kind}" is taken: {taken._meta.label} is a page type already.')


def singular_of(plural: str) -> str:
    """Return "case_study" of "case_studies"; what has no plural's ending stays as it is."""
    for ending, replacement in PLURAL_ENDINGS.items():
        if plural.endswith(ending):
            return plural.removesuffix(ending) + replacement
    return plural


def camel_case(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def values(name: str, kind: str, singular: str | None, plural: str | None) -> dict[str, str]:
    """Return what stands for the placeholders in the template's files and their names."""
    english_singular, english_plural = camel_case_to_spaces(kind), name.replace("_", " ")
    danish_plural = plural or english_plural
    return {
        "app": name,
        "Type": kind,
        "type": english_singular.replace(" ", "_"),
        "singular": english_singular,
        "plural": english_plural,
        "Plural": capfirst(english_plural),
        "danish_singular": singular or english_singular,
        "danish_plural": danish_plural,
        "danish_Plural": capfirst(danish_plural),
        "default_title": capfirst(danish_plural),
        "default_slug": danish_slug(danish_plural),
        "test_imports": "\n".join(
            sorted(
                [
                    f"from {name}.models import {kind}IndexPage, {kind}Page",
                    "from cms.testing import ContentTypeContract",
                ]
            )
        ),
    }


def write(target: Path, values: dict[str, str]) -> None:
    """Fill in the template's files below `target`, and compile the catalogue among them."""
    for source in sorted(TEMPLATE.rglob(f"*{SUFFIX}")):
        relative = Template(str(source.relative_to(TEMPLATE))).substitute(values)
        path = target / relative.removesuffix(SUFFIX)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = Template(source.read_text(encoding="utf-8")).substitute(values)
        path.write_text(text, encoding="utf-8")
        if path.suffix == ".po":
            path.with_suffix(".mo").write_bytes(compile_catalogue(text))
