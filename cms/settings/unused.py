"""What Wagtail loads in every process and this site does not offer: its API of version 3.

Wagtail's apps register with it as soon as they are loaded, installed or not, and so build classes
for each page type and snippet, with packages of their own: more than a second and 40 MB a process,
of which a site has seven.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

APP = "wagtail.api.v3"


class Nothing:
    """Takes every registration, and does nothing with it."""

    def __getattr__(self, name: str) -> "Nothing":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *arguments: Any, **options: Any) -> None:
        return None


class _Empty(ModuleType):
    """Has whatever is imported from it."""

    def __getattr__(self, name: str) -> Nothing:
        return getattr(Nothing(), name)


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, name: str, path: Any, target: Any = None) -> ModuleSpec | None:
        if name.startswith("wagtail.") and ".api.v3" in name:
            return ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Empty(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        return None


def leave_out(installed_apps: Sequence[str]) -> None:
    """Let Wagtail's apps register with nothing, unless the API is installed."""
    if APP not in installed_apps and not any(isinstance(each, _Finder) for each in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
