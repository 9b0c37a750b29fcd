"""Production settings: complete, or refused."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "Zr4uTq8mWb1xKc6yVn0sLd3gHf7jPa9eBo2iRtUwXyQzNkMvCh",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    "ALLOWED_HOSTS": "www.example.dk",
    "WAGTAILADMIN_BASE_URL": "https://www.example.dk",
}


def manage(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_djangos_deployment_checks_find_nothing():
    result = manage("check", "--deploy", "--fail-level", "INFO", environment=ENVIRONMENT)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"])
def test_a_missing_setting_is_named_in_one_line(name):
    environment = {key: value for key, value in ENVIRONMENT.items() if key != name}
    result = manage("check", environment=environment)
    assert (result.returncode, result.stdout, result.stderr) == (
        1,
        "",
        f"Error: Production needs these environment variables, which are not set: {name}. "
        "See docs/operations.md.\n",
    )


def test_the_demo_is_refused():
    result = manage("load_demo", environment=ENVIRONMENT)
    assert result.returncode == 1
    assert "do not allow it" in result.stderr
