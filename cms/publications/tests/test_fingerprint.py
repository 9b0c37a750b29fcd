"""What a representation is outdated by: other code that has a say in it, and nothing else."""

import subprocess
import sys

from django.conf import settings

from cms.publications.fingerprint import fingerprint, packages

CODE = (
    "import django; django.setup(); "
    "from cms.publications.fingerprint import fingerprint; print(fingerprint())"
)


def test_packages_that_build_count_and_tools_do_not():
    names = packages().keys()
    assert {"django", "wagtail", "wagtail-modeladmin", "django-tasks-db", "pillow"} <= names
    assert names.isdisjoint({"pip", "setuptools", "pytest", "ruff", "granian", "honcho"})


def test_installing_a_package_that_builds_nothing_changes_nothing(tmp_path):
    folder = tmp_path / "some_tool-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: some-tool\nVersion: 1.0\n")
    (folder / "top_level.txt").write_text("some_tool\n")
    assert fingerprint_beside(tmp_path) == fingerprint()


def test_another_version_of_what_builds_is_other_code(tmp_path):
    folder = tmp_path / "draftjs_exporter-99.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: draftjs_exporter\nVersion: 99\n")
    assert fingerprint_beside(tmp_path) != fingerprint()


def fingerprint_beside(folder) -> str:
    """The fingerprint of the same code where packages are also found in this folder."""
    found = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {CODE}"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout.strip()
