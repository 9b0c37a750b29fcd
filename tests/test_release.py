"""A release is a section of the changelog, a version and a tag, or nothing at all."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
READERS = ["Redaktører", "Integrators", "Plugin authors", "Operators"]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository with the project's own changelog, version and script."""
    (tmp_path / ".ci").mkdir()
    for name in ("CHANGELOG.md", "pyproject.toml", ".ci/release.py"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    changelog = tmp_path / "CHANGELOG.md"
    # Whatever is released already: there is something new.
    changelog.write_text(
        changelog.read_text().replace("## Unreleased\n", "## Unreleased\n\n- Noget nyt.\n")
    )
    for words in (
        ["init", "--quiet", "--initial-branch", "main"],
        ["config", "user.name", "T"],
        ["config", "user.email", "t@example.dk"],
        ["add", "."],
        ["commit", "--quiet", "--message", "first"],
    ):
        git(tmp_path, *words)
    return tmp_path


def git(clone: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=clone, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def release(clone: Path, version: str, checks: str = "true") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ".ci/release.py", version, "--checks", checks],
        cwd=clone,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_is_dated_committed_and_tagged(clone):
    done = release(clone, "9.1.0", "grep -q '^version = \"9.1.0\"' pyproject.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert git(clone, "log", "-1", "--format=%s") == "release: version 9.1.0"
    assert git(clone, "status", "--porcelain") == ""
    changelog = (clone / "CHANGELOG.md").read_text()
    assert re.search(
        r"^## Unreleased\n\n## 9\.1\.0 \(\d{4}-\d\d-\d\d\)\n\n- Noget nyt\.\n", changelog, re.M
    )
    assert "- Noget nyt." in git(clone, "tag", "--list", "--format=%(contents)", "v9.1.0")
    # The next one needs something to tell, and a higher number.
    assert (
        release(clone, "9.2.0").stderr
        == "Error: CHANGELOG.md says nothing under »## Unreleased«.\n"
    )
    assert release(clone, "9.1.0").stderr == "Error: 9.1.0 is released already.\n"


def test_what_fails_changes_nothing(clone):
    before = git(clone, "rev-parse", "HEAD")
    done = release(clone, "9.1.0", "false")
    assert done.stderr == "Error: `false` failed. Nothing is released, nothing is changed.\n"
    assert release(clone, "9.1").stderr == "Error: 9.1 is no version such as 1.2.0.\n"
    (clone / "new").touch()
    assert release(clone, "9.1.0").stderr == "Error: there are changes that are not committed.\n"
    (clone / "new").unlink()
    git(clone, "switch", "--quiet", "--create", "other")
    told = "Error: releases are made from main, and this is other.\n"
    assert release(clone, "9.1.0").stderr == told
    assert (git(clone, "rev-parse", "HEAD"), git(clone, "tag")) == (before, "")
    assert git(clone, "status", "--porcelain") == ""


def test_each_version_tells_each_reader():
    """By reader, in this order; who has nothing to be told is left out."""
    text = (ROOT / "CHANGELOG.md").read_text()
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        told = re.findall(r"^### (.+)$", section, re.MULTILINE)
        assert told == [reader for reader in READERS if reader in told]
