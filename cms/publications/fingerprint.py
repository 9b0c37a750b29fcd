"""Which code built a representation."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distributions
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


_SUFFIXES = {".py", ".html"}


@cache
def fingerprint() -> str:
    """A digest of all code, templates and settings that may have a say in a representation.

    Rather too much than too little: building everything anew costs little, and an outdated
    representation would stay.
    """
    digest = hashlib.sha256()
    for name in _SETTINGS:
        digest.update(f"{name}={getattr(settings, name, None)!r}\n".encode())
    for package in sorted(f"{each.name}=={each.version}" for each in distributions()):
        digest.update(f"{package}\n".encode())
    for path in _own_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _own_files() -> Iterator[Path]:
    """Code and templates of the installed apps that are no package with a version."""
    folders = {Path(app.path) for app in apps.get_app_configs()}
    own = [folder for folder in folders if "site-packages" not in folder.parts]
    paths = {path for folder in own for path in folder.rglob("*") if path.suffix in _SUFFIXES}
    for path in sorted(paths):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield path
