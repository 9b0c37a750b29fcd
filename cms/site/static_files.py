"""Static files as they are served: hashed names, compressed, and one stylesheet."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

from cms.plugins import plugin_apps

#: Bytes up to which a file is made as small as can be, as all that public pages show is.
_SMALL = 64 * 1024
_IMPORT = re.compile(r'^@import "(?P<name>[\w-]+\.css)";\n', re.MULTILINE)
#: An address beside or above the stylesheet that names it.
_RELATIVE_URL = re.compile(r"""url\((?P<quote>["']?)(?P<path>\.\.?/[^"')]+)(?P=quote)\)""")


def possible_stylesheets() -> list[str]:
    """Return the names under which the core and the content apps may have a stylesheet for every
    page: the core's first, since the later one wins.
    """
    labels = ["cms", *(module.rpartition(".")[2] for module in plugin_apps())]
    return [f"{label}/css/site.css" for label in labels]


@cache
def stylesheets() -> list[str]:
    """Return the names of those that there are, kept by the process."""
    return [name for name in possible_stylesheets() if finders.find(name)]


def linked_stylesheets() -> list[str]:
    """Return the addresses of the stylesheets that a page links: one where they were collected."""
    is_collected = isinstance(staticfiles_storage, StaticFilesStorage) and not settings.DEBUG
    names = stylesheets()[:1] if is_collected else stylesheets()
    return [staticfiles_storage.url(name) for name in names]


class StaticFilesCompressor(Compressor):
    """WhiteNoise's, which takes less time for the admin's scripts: half a minute of whoever starts
    the site for the first time would make them smaller by some percent.
    """

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=11 if len(data) <= _SMALL else 9)


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's, in which the core's stylesheet holds what it imports and those of the content
    apps, so that a page asks for one file. While developing, browsers follow links and imports.
    """

    def post_process(self, paths: dict, dry_run: bool = False, **options):
        if not dry_run:
            names = [name for name in possible_stylesheets() if name in paths]
            first = names[0]
            content = "".join(self._with_imports(name, paths, first) for name in names)
            self.delete(first)
            self._save(first, ContentFile(content))
            paths[first] = (self, first)
        return super().post_process(paths, dry_run=dry_run, **options)

    def create_compressor(self, **options: Any) -> Compressor:
        return StaticFilesCompressor(**options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        # Whoever asks for one that isn't hashed, which no page does, gets it as it is.
        return super().compress_files(set(paths) & set(self.hashed_files.values()))

    def _with_imports(self, name: str, paths: dict, bundle: str) -> str:
        """Return a stylesheet with its neighbours in place of their imports, and with its relative
        URLs as they are from the folder of the bundle.
        """
        folder, target = posixpath.dirname(name), posixpath.dirname(bundle)

        def moved(found: re.Match) -> str:
            path = posixpath.join(folder, found["path"])
            return f'url("{posixpath.relpath(path, target)}")'

        content = _IMPORT.sub(
            lambda found: self._read(f"{folder}/{found['name']}", paths), self._read(name, paths)
        )
        return _RELATIVE_URL.sub(moved, content)

    def _read(self, name: str, paths: dict) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return file.read().decode()
