"""Static files as they are served: hashed names, compressed, and one stylesheet."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'^@import "(?P<name>[\w-]+\.css)";\n', re.MULTILINE)


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
