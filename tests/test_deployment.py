"""What a server is set up with: the file of settings, the unit, the image."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from cms.postgres.base import DatabaseFeatures
from cms.running.supervisor import commands

DEPLOY = settings.BASE_DIR / "deploy"
#: A program in the place of manage.py's Python: tells what it is run with.
TELL = """#!{python}
import json, os, sys
print(json.dumps([os.getcwd(), sys.argv[1:], dict(os.environ)]))
"""


@pytest.fixture
def code(tmp_path: Path) -> Path:
    program = tmp_path / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.write_text(TELL.format(python=sys.executable))
    program.chmod(0o755)
    tmp_path.chmod(0o755)
    return tmp_path


def cms_manage(code: Path, text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    file = code / "environment"
    file.write_text(text)
    # As an account that exists on any machine, where the tests run as root.
    script = (DEPLOY / "cms-manage").read_text().replace("os.geteuid() == 0", "False")
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=os.environ | {"CMS_ENVIRONMENT": str(file), "CMS_CODE": str(code)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("plain", "plain"),
        ("'a$b&c#d e'", "a$b&c#d e"),
        ("a$HOME&b", "a$HOME&b"),
        ("'$(id)`id`\\\\n'", "$(id)`id`\\\\n"),
        ('"two words"', "two words"),
        ("", ""),
        ("a=b", "a=b"),
        ("'", "'"),
    ],
)
def test_a_value_is_what_stands_there(code, line, value):
    done = cms_manage(code, f"# comment\n\nSECRET_KEY={line}\n", "check", "--deploy")
    folder, arguments, environment = json.loads(done.stdout)
    assert (folder, arguments) == (str(code), ["manage.py", "check", "--deploy"])
    assert environment["SECRET_KEY"] == value
    assert "CMS_CODE" not in environment  # nothing of who calls it


def test_a_line_that_is_no_setting_is_named(code):
    done = cms_manage(code, "SECRET_KEY=x\nexport A=b\n", "check")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip().endswith("line 2 is not NAME=value.")


def test_compose_runs_every_process():
    services = yaml.safe_load((settings.BASE_DIR / "compose.yaml").read_text())["services"]
    run = {name for name, each in services.items() if each.get("command", [""])[0] == "run"}
    assert run | {"web"} == set(commands("127.0.0.1", 8000))  # the image's own command is the web


def test_every_unit_is_as_closed_as_the_site():
    """`systemd-analyze security --offline=true` gives 1.4 for these."""
    site, backup = (
        set(re.findall(r"^(\w+)=(?!/)(.*)$", (DEPLOY / "systemd" / name).read_text(), re.MULTILINE))
        for name in ("cms@.service", "cms-backup.service")
    )
    closed = {
        (name, value)
        for name, value in site
        if name.startswith(("Protect", "Private", "Restrict", "SystemCall", "Capability", "Lock"))
        and not name.startswith("Restart")
    }
    assert len(closed) > 15
    assert closed - backup == set()


@pytest.mark.parametrize("name", ["cms.conf", "compose.conf"])
def test_nginx_compresses_nothing_and_gives_each_request_an_id(name):
    """What is personal must stay uncompressed, and Debian's nginx compresses HTML unasked."""
    text = re.sub(r"#.*", "", (DEPLOY / "nginx" / name).read_text())
    directives = {" ".join(each.split()) for each in re.split(r"[{};]", text)}
    assert {each for each in directives if each.startswith("gzip")} == {"gzip off"}
    headers = {each for each in directives if each.startswith("proxy_set_header")}
    assert headers >= {
        "proxy_set_header X-Request-ID $request_id",
        "proxy_set_header X-Forwarded-For $remote_addr",
        "proxy_set_header X-Forwarded-Proto $scheme",
    }
    if name == "cms.conf":
        assert {each for each in directives if each.startswith("listen 443")} == {
            "listen 443 ssl http2"
        }


def test_examples_set_what_there_is():
    text = (settings.BASE_DIR / "docs" / "operations.md").read_text()
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))
    image = (settings.BASE_DIR / "Containerfile").read_text()
    example = (DEPLOY / "environment.example").read_text()
    named = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    [of_image] = re.findall(r"^ENV (.*?)$\n^USER", image, re.MULTILINE | re.DOTALL)
    named |= set(re.findall(r"([A-Z_]+)=", of_image))
    assert {name for name in named if not name.startswith("PYTHON")} - documented == set()


def test_the_list_of_parts_is_the_lock(tmp_path):
    written = tmp_path / "sbom.json"
    command = ["-W", "ignore", "-m", "cyclonedx_py", "requirements", "requirements.txt"]
    subprocess.run(
        [sys.executable, *command, "--pyproject", "pyproject.toml", "--output-file", written],
        cwd=settings.BASE_DIR,
        check=True,
        capture_output=True,
    )
    sbom = json.loads(written.read_text())
    lock = (settings.BASE_DIR / "requirements.txt").read_text()
    parts = {f"{each['name']}=={each['version']}" for each in sbom["components"]}
    assert parts == set(re.findall(r"^([\w.-]+==[\w.]+)", lock, re.MULTILINE))
    assert sbom["metadata"]["component"]["name"] == "content-platform"
    assert all(each["externalReferences"][0]["hashes"] for each in sbom["components"])


def test_catalogues_of_public_code_are_told_what_it_is():
    """What publiccode.yml 0.7 demands, and what can be compared with the project."""
    told = yaml.safe_load((settings.BASE_DIR / "publiccode.yml").read_text())
    demanded = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus"}
    demanded |= {"softwareType", "description", "legal", "maintenance", "localisation"}
    optional = {"categories", "dependsOn", "intendedAudience", "supports"}
    assert demanded <= told.keys() <= demanded | optional
    assert told["publiccodeYmlVersion"] == "0.7"
    assert told["developmentStatus"] in ("concept", "development", "beta", "stable", "obsolete")
    assert told["softwareType"] == "standalone/web"
    for name, text in told["description"].items():
        assert text.keys() >= {"shortDescription", "longDescription", "features"}, name
        assert len(text["shortDescription"]) <= 150 <= len(text["longDescription"]) <= 10_000
        assert all((settings.BASE_DIR / path).is_file() for path in text.get("screenshots", []))
    maintenance = told["maintenance"]
    assert maintenance["type"] in ("internal", "contract", "community", "none")
    if maintenance["type"] in ("internal", "community"):
        assert maintenance["contacts"]
    assert ("contractors" in maintenance) == (maintenance["type"] == "contract")
    assert isinstance(told["localisation"]["localisationReady"], bool)
    assert told["localisation"]["availableLanguages"] == [code for code, _ in settings.LANGUAGES]
    needed = {each["name"]: each["versionMin"] for each in told["dependsOn"]["open"]}
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    assert f">={needed['Python']}" == project["requires-python"]
    assert needed["PostgreSQL"] == str(DatabaseFeatures.minimum_database_version[0])
