"""Static files as they are served: hashed names, compressed, and one stylesheet."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import brotli
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: Bytes up to which a file is made as small as can be, as all that public pages show is.
_SMALL = 64 * 1024
_IMPORT = re.compile(r'^@import "(?P<name>[\w-]+\.css)";\n', re.MULTILINE)


class StaticFilesCompressor(Compressor):
    """WhiteNoise's, which takes less time for the admin's scripts: half a minute of whoever starts
    the site for the first time would make them smaller by some percent.
    """

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=11 if len(data) <= _SMALL else 9)


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's, in which the stylesheets named in `bundles` hold what they import, so that a
    page asks for one file. While developing, browsers follow the imports themselves.
    """

    bundles = ("cms/css/site.css",)

    def post_process(self, paths: dict, dry_run: bool = False, **options):
        if not dry_run:
            for name in self.bundles:
                content = self._with_imports(name, paths)
                self.delete(name)
                self._save(name, ContentFile(content))
                paths[name] = (self, name)
        return super().post_process(paths, dry_run=dry_run, **options)

    def create_compressor(self, **options: Any) -> Compressor:
        return StaticFilesCompressor(**options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        # Whoever asks for one that isn't hashed, which no page does, gets it as it is.
        return super().compress_files(set(paths) & set(self.hashed_files.values()))

    def _with_imports(self, name: str, paths: dict) -> str:
        """The stylesheet with its neighbours in place of their imports; their URLs still hold."""
        folder = name.rpartition("/")[0]
        return _IMPORT.sub(
            lambda found: self._read(f"{folder}/{found['name']}", paths), self._read(name, paths)
        )

    def _read(self, name: str, paths: dict) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return file.read().decode()
