"""What Wagtail loads in every process and this site does not offer: its API of version 3.

Wagtail's apps register with it as soon as they are loaded, installed or not, and so build classes
for each page type and snippet, with packages of their own: more than a second and 40 MB a process,
of which a site has seven. From Wagtail 8.1 on the admin's explorer is made with it, so it is used.
"""

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

import wagtail
from django.conf import settings

APP = "wagtail.api.v3"


class Nothing:
    """What takes every registration, and does nothing with it."""

    def __getattr__(self, name: str) -> "Nothing":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *arguments: Any, **options: Any) -> None:
        return None


class _Empty(ModuleType):
    """What has whatever is imported from it."""

    def __getattr__(self, name: str) -> Nothing:
        return getattr(Nothing(), name)


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, name: str, path: Any, target: Any = None) -> ModuleSpec | None:
        if not name.startswith("wagtail.") or ".api.v3" not in name:
            return None
        # Asked here, since other settings may be made of those that have called `leave_out`.
        return None if APP in settings.INSTALLED_APPS else ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Empty(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        return None


def leave_out() -> None:
    """Let Wagtail's apps register with nothing, unless the API is used."""
    if wagtail.VERSION < (8, 1) and not any(isinstance(each, _Finder) for each in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
