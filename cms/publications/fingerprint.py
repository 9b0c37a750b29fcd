"""Which code built a representation."""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path

from django.apps import apps
from django.conf import settings

#: Settings that a representation may depend on.
_SETTINGS = [
    "INSTALLED_APPS",
    "LANGUAGE_CODE",
    "MEDIA_URL",
    "RENDITION_SPECS",
    "ROOT_URLCONF",
    "TIME_ZONE",
]


_SUFFIXES = {".py", ".html", ".sql"}


@cache
def fingerprint() -> str:
    """Return a digest of all code, templates and settings that may have a say in a representation:
    the project's, those of installed apps, and the versions of what these are made with.
    """
    digest = hashlib.sha256()
    for name in _SETTINGS:
        digest.update(f"{name}={getattr(settings, name, None)!r}\n".encode())
    for package, version in sorted(packages().items()):
        digest.update(f"{package}=={version}\n".encode())
    for path in own_files():
        if path.suffix in _SUFFIXES:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def packages() -> dict[str, str]:
    """Return the versions, by name, of the packages that bring installed apps (Django, Wagtail,
    plugins) and of all that those require. Other packages, such as pip or a tool for development,
    build nothing: if they counted, each update of one would build the whole site anew.
    """
    modules = {app.name.partition(".")[0] for app in apps.get_app_configs()}
    waiting = {package.name for package in distributions() if brings(package, modules)}
    found: dict[str, str] = {}
    while waiting:
        name = _normal(waiting.pop())
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # required on other systems or by other Pythons only
        found[name] = package.version
        required = {
            re.split(r"[^\w.-]", each)[0]
            for each in package.requires or []
            if "extra ==" not in each
        }
        waiting |= {each for each in required if _normal(each) not in found}
    return found


def brings(package: Distribution, modules: set[str]) -> bool:
    """Return whether a package has one of the modules. `importlib.metadata` can tell by
    `packages_distributions`, which takes half a second to read the names of all files of all
    packages, in each process of the site.
    """
    if declared := package.read_text("top_level.txt"):
        return not modules.isdisjoint(declared.split())
    files = "\n" + (package.read_text("RECORD") or "")
    return any(f"\n{module}/" in files or f"\n{module}.py," in files for module in modules)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def own_files() -> Iterator[Path]:
    """Yield the files of the installed apps that are no package with a version, in one order."""
    folders = {Path(app.path) for app in apps.get_app_configs()}
    own = [folder for folder in folders if "site-packages" not in folder.parts]
    for path in sorted({path for folder in own for path in folder.rglob("*") if path.is_file()}):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield path
