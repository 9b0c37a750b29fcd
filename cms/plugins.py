"""Which content apps are installed, and which content types they bring.

An app in the repository is found because it lies beside manage.py; a pip-installed plugin names
its app's module in the entry point group ``cms.plugins``. Settings call `plugin_apps` before
Django is set up, so this module imports no models at its top.
"""

from __future__ import annotations

import os
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from cms.models import ContentPage

# In the order in which the front of a section shows their types; others follow by name.
REPOSITORY_APPS = ["home", "events", "news", "documents", "search"]


def plugin_apps() -> list[str]:
    """Return modules of the content apps to install, without those that ``DISABLE_PLUGINS`` names.

    ``DISABLE_PLUGINS`` is a comma-separated list of app labels; a label that no plugin has
    raises `ImproperlyConfigured`, since a misspelt one would leave the plugin enabled.
    """
    packaged = sorted(entry.value for entry in entry_points(group="cms.plugins"))
    modules = list(dict.fromkeys([*repository_apps(), *packaged]))
    by_label = {module.rpartition(".")[2]: module for module in modules}
    disabled = [label.strip() for label in os.environ.get("DISABLE_PLUGINS", "").split(",")]
    for label in filter(None, disabled):
        if label not in by_label:
            raise ImproperlyConfigured(
                f'DISABLE_PLUGINS names "{label}", which is no installed plugin. '
                f"Installed: {', '.join(by_label)}."
            )
        modules.remove(by_label[label])
        del by_label[label]
    return modules


def installed_apps() -> list[str]:
    """Return modules for INSTALLED_APPS: the content apps, each after the apps that its package
    names in `requires`, a list of modules.
    """
    found: list[str] = []
    for module in plugin_apps():
        found += [*getattr(import_module(module), "requires", []), module]
    return list(dict.fromkeys(found))


def repository_apps() -> list[str]:
    """Return the packages beside manage.py that are Django apps, without the core itself."""
    root = Path(__file__).parents[1]
    if not (root / "manage.py").exists():  # the core is installed as a package of its own
        return REPOSITORY_APPS
    found = {path.parent.name for path in root.glob("*/apps.py")} - {"cms"}
    known = [name for name in REPOSITORY_APPS if name in found]
    return [*known, *sorted(found.difference(known))]


def plugin_modules(name: str) -> list[ModuleType]:
    """Return the modules of this name that content apps have, such as `urls` or `api`."""
    return [import_module(f"{app}.{name}") for app in plugin_apps() if find_spec(f"{app}.{name}")]


def content_types() -> list[type[ContentPage]]:
    """Return every concrete `ContentPage` of the installed apps, in the order of INSTALLED_APPS."""
    found = [model for model in apps.get_models() if getattr(model, "is_content_type", False)]
    return cast("list[type[ContentPage]]", found)
