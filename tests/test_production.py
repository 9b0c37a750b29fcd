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


def run(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A Python process in this environment and no other."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_djangos_deployment_checks_find_nothing():
    result = run("manage.py", "check", "--deploy", "--fail-level", "INFO", environment=ENVIRONMENT)
    assert (result.returncode, result.stderr) == (0, "")


def test_only_the_web_server_asks_through_a_pooler():
    pooled = ENVIRONMENT | {"DATABASE_DIRECT_URL": "postgresql://nobody@127.0.0.2:1/nothing"}
    told = "from django.conf import settings; print(settings.DATABASES['default']['HOST'])"
    hosts = [
        run("-c", f"{imported}{told}", environment=pooled).stdout
        for imported in ("", "import cms.wsgi; ")
    ]
    assert hosts == ["127.0.0.2\n", "127.0.0.1\n"]


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"])
def test_a_missing_setting_is_named_in_one_line(name):
    environment = {key: value for key, value in ENVIRONMENT.items() if key != name}
    result = run("manage.py", "check", environment=environment)
    assert (result.returncode, result.stdout, result.stderr) == (
        1,
        "",
        f"Error: Production needs these environment variables, which are not set: {name}. "
        "See docs/operations.md.\n",
    )
