"""Where uploads are stored: images in the public media folder, documents in private storage."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.http import Http404


class FilesAway(OSError):
    """The storage of files doesn't answer, or not as it should; whether a file is there, nobody can
    tell.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(errno.EHOSTUNREACH, reason)


@contextlib.contextmanager
def absence_is_404() -> Iterator[None]:
    """Raise `Http404` for a file that isn't there, or whose name the storage can't hold. That
    nobody can tell, `FilesAway`, stays what it is.
    """
    try:
        yield
    except FilesAway:
        raise
    except OSError as error:
        raise Http404 from error


class MediaFileSystemStorage(FileSystemStorage):
    """Files that are stored whole or not at all."""

    def _save(self, name: str, content: File) -> str:
        # Django leaves what it has written of a file for which there is no room. The folder is
        # the file's own: see `cms.media.paths.unguessable`.
        try:
            return super()._save(name, content)
        except OSError:
            path = self.path(name)
            with contextlib.suppress(OSError):
                os.remove(path)
            with contextlib.suppress(OSError):
                os.rmdir(os.path.dirname(path))
            raise

    def replace(self, name: str, content: bytes) -> None:
        """Put other content into a stored file, so that readers get the old or the new whole.

        Raises OSError, and then the old content is still there.
        """
        path = self.path(name)
        descriptor, draft = tempfile.mkstemp(dir=os.path.dirname(path))
        try:
            with open(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(draft, os.stat(path).st_mode & 0o777)
            os.replace(draft, path)
        except OSError:
            with contextlib.suppress(OSError):
                os.remove(draft)
            raise

    def is_reachable(self) -> bool:
        """Return whether files can be read and stored. The folder is made with the first file."""
        folder = Path(self.location)
        nearest = next(each for each in [folder, *folder.parents] if each.exists())
        return os.access(nearest, os.R_OK | os.W_OK | os.X_OK)


class PrivateFileSystemStorage(MediaFileSystemStorage):
    """Files that the web server never serves by themselves; only a view hands them out."""

    def url(self, name: str | None) -> str:
        raise NotImplementedError("A document has no public URL; use Document.url.")


def documents_storage() -> Storage:
    """Return the storage of the alias ``documents`` in ``settings.STORAGES``."""
    return storages["documents"]
