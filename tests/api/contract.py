"""`python -m tests.api.contract` writes the API's contract to tests/api/openapi.json: the OpenAPI
document of the repository's own content types. A change of it is a decision, so it is committed.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from cms.plugins import REPOSITORY_APPS, plugin_apps

CONTRACT = Path(__file__).with_name("openapi.json")
ROOT = Path(__file__).parents[2]


def contract() -> str:
    """The document as a site without further plugins has it."""
    others = [app for app in plugin_apps() if app not in REPOSITORY_APPS and not of_the_tests(app)]
    disabled = ",".join(app.rpartition(".")[2] for app in others)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DISABLE_PLUGINS": disabled,
    }
    command = [sys.executable, "manage.py", "openapi"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout


def of_the_tests(app: str) -> bool:
    """Whether it is the plugin that only the tests' settings find."""
    spec = find_spec(app)
    return spec is not None and str(spec.origin).startswith(str(ROOT / "tests"))


if __name__ == "__main__":
    CONTRACT.write_text(contract(), encoding="utf-8")
