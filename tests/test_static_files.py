"""Static files as `collectstatic` leaves them for whoever serves them."""

import gzip
from pathlib import Path

import brotli
import pytest
from django.core.management import call_command


@pytest.fixture
def collected(tmp_path: Path, settings) -> Path:
    """The folder into which the core's files have been collected, one of them large, and those of
    a plugin.
    """
    source = tmp_path / "source" / "cms" / "css"
    source.mkdir(parents=True)
    (source / "site.css").write_text('@import "words.css";\n' + "a { color: red }\n" * 50)
    (source / "words.css").write_text("p { color: blue }\n" * 50)
    (source / "large.js").write_text("".join(f"call({number});\n" for number in range(20_000)))
    plugin = tmp_path / "source" / "courses" / "css"
    plugin.mkdir(parents=True)
    (plugin / "site.css").write_text('@import "list.css";\n' + "b { color: red }\n")
    (plugin / "list.css").write_text("ol { background: url('../dots.svg') }\n")
    (plugin.parent / "dots.svg").write_text("<svg/>\n")
    storage = {"BACKEND": "cms.site.static_files.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": storage}
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "static" / "cms" / "css"


def test_what_pages_ask_for_is_compressed_once(collected: Path):
    compressed = sorted(each.stem for each in collected.glob("*.br"))
    assert compressed == sorted(each.stem for each in collected.glob("*.gz"))
    # Under the name with a digest only: nobody is told the other.
    assert [name.split(".")[0::2] for name in compressed] == [
        ["large", "js"],
        ["site", "css"],
        ["words", "css"],
    ]
    for name in compressed:
        content = (collected / name).read_bytes()
        assert brotli.decompress((collected / f"{name}.br").read_bytes()) == content
        assert gzip.decompress((collected / f"{name}.gz").read_bytes()) == content


def test_the_one_stylesheet_holds_what_it_imports_and_what_plugins_add(collected: Path):
    [path] = collected.glob("site.*.css")
    [picture] = (collected.parents[1] / "courses").glob("dots.*.svg")
    core = "p { color: blue }\n" * 50 + "a { color: red }\n" * 50
    plugin = f'ol {{ background: url("../../courses/{picture.name}") }}\nb {{ color: red }}\n'
    assert path.read_text() == core + plugin
