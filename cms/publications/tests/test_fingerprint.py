"""What a representation is outdated by: other code that has a say in it, and nothing else."""

import pytest

from cms.publications.fingerprint import fingerprint, packages


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Installs a package beside the others: its name, its version and a file about it."""

    def install(name: str, version: str, **files: str) -> None:
        folder = tmp_path / f"{name}-{version}.dist-info"
        folder.mkdir()
        about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        for file, text in {"METADATA": about, **files}.items():
            (folder / file).write_text(text)
        monkeypatch.syspath_prepend(tmp_path)

    return install


def fingerprint_of_a_new_process() -> str:
    return fingerprint.__wrapped__()


def test_packages_that_build_count_and_tools_do_not():
    names = packages().keys()
    assert {"django", "wagtail", "wagtail-modeladmin", "django-tasks-db", "pillow"} <= names
    assert names.isdisjoint({"pip", "setuptools", "pytest", "ruff", "granian", "honcho"})


@pytest.mark.parametrize(
    "about", [{"top_level.txt": "courses\n"}, {"RECORD": "courses/apps.py,sha256=x,9\n"}]
)
def test_a_package_that_brings_an_app_counts(installed, about):
    installed("kurser", "1.0", **about)
    assert packages()["kurser"] == "1.0"


def test_installing_a_package_that_builds_nothing_changes_nothing(installed):
    installed("some_tool", "1.0", **{"top_level.txt": "some_tool\n"})
    assert fingerprint_of_a_new_process() == fingerprint()


def test_another_version_of_what_builds_is_other_code(installed):
    installed("draftjs_exporter", "99")
    assert fingerprint_of_a_new_process() != fingerprint()
