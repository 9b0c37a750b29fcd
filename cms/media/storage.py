"""The private storage of documents."""

from django.core.files.storage import FileSystemStorage, Storage, storages


class PrivateFileSystemStorage(FileSystemStorage):
    """Files that the web server never serves by themselves; only a view hands them out."""

    def url(self, name: str | None) -> str:
        raise NotImplementedError("A document has no public URL; use Document.url.")


def documents_storage() -> Storage:
    """Return the storage of the alias ``documents`` in ``settings.STORAGES``."""
    return storages["documents"]
