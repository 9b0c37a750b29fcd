"""Uploads in an object storage that speaks S3: images below ``media/`` of the bucket, documents
below ``documents/``. ``settings.OBJECT_STORE`` says which.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from cms.media.storage import FilesAway

#: Seconds until a server that doesn't answer is given up, of which there are two attempts.
CONNECT_TIMEOUT, READ_TIMEOUT = 3, 20
#: So many octets are read at once.
BLOCK = 65_536
#: The client of each store. Threads may share one, which takes 11 MB and half a second to make: the
#: web server has nearly a hundred of them, and Wagtail makes a storage for each file it deletes.
_CLIENTS: dict[tuple, SimpleNamespace] = {}


class _ObjectStorage(S3Storage):
    """Files as whole objects: a reader gets the old one or the new one. What goes wrong is an
    `OSError`, as with a disk.

    It takes no arguments, since Wagtail writes those of a storage into its tasks: the secret would
    lie in the database.
    """

    def __init__(self) -> None:
        super().__init__(
            **settings.OBJECT_STORE,
            file_overwrite=False,
            client_config=Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},  # what every server understands
                connect_timeout=CONNECT_TIMEOUT,
                read_timeout=READ_TIMEOUT,
                retries={"total_max_attempts": 2},
                # Servers other than Amazon's know no checksums of the newer kinds.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
            transfer_config=TransferConfig(use_threads=False),
        )
        store = tuple(settings.OBJECT_STORE.items())
        self._connections = _CLIENTS.setdefault(store, SimpleNamespace())

    def replace(self, name: str, content: bytes) -> None:
        """Put other content into a stored file, so that readers get the old or the new whole.

        Raises OSError, and then the old content is still there.
        """
        self._save(name, ContentFile(content))

    def is_reachable(self) -> bool:
        """Return whether files can be read and stored, as far as the bucket answers."""
        try:
            with _told_as_of_a_disk():
                self.connection.meta.client.head_bucket(Bucket=self.bucket_name)
        except OSError:
            return False
        return True

    def _open(self, name: str, mode: str = "rb") -> File:
        with _told_as_of_a_disk():
            reader = _Reader(self.bucket.Object(self._normalize_name(clean_name(name))))
        return File(io.BufferedReader(reader, BLOCK), name)

    def _save(self, name: str, content: File) -> str:
        with _told_as_of_a_disk():
            return super()._save(name, content)

    def delete(self, name: str) -> None:
        with _told_as_of_a_disk():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _told_as_of_a_disk():
            return super().exists(name)

    def size(self, name: str) -> int:
        with _told_as_of_a_disk():
            return super().size(name)

    def get_modified_time(self, name: str) -> datetime:
        with _told_as_of_a_disk():
            return super().get_modified_time(name)


@deconstructible
class MediaObjectStorage(_ObjectStorage):
    """Images, which a browser gets from ``settings.MEDIA_URL``."""

    location = "media"
    # A changed image has a new address.
    object_parameters = {"CacheControl": "public, max-age=31536000"}

    def url(self, name: str | None, *_args: Any, **_options: Any) -> str:
        return settings.MEDIA_URL + filepath_to_uri(name)


@deconstructible
class PrivateObjectStorage(_ObjectStorage):
    """Documents; only a view hands them out."""

    location = "documents"

    def url(self, name: str | None, *_args: Any, **_options: Any) -> str:
        raise NotImplementedError("A document has no public URL; use Document.url.")


class _Reader(io.RawIOBase):
    """What reads an object from wherever it is asked to, of one state, and no more than is read."""

    def __init__(self, found: Any) -> None:
        self._object, self._at, self._body = found, 0, None
        self._size, self._state = found.content_length, found.e_tag

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if start + offset != self._at:
            self._let_go()
            self._at = start + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        if self._at >= self._size:
            return 0
        with _told_as_of_a_disk():
            if self._body is None:
                asked = {"Range": f"bytes={self._at}-", "IfMatch": self._state}
                self._body = self._object.get(**asked)["Body"]
            content = self._body.read(len(buffer))
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)

    def close(self) -> None:
        self._let_go()
        super().close()

    def _let_go(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None


@contextmanager
def _told_as_of_a_disk() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == HTTPStatus.NOT_FOUND:
            raise FileNotFoundError("There is no such object.") from error
        raise FilesAway(str(error)) from error
    except (BotoCoreError, Boto3Error) as error:
        raise FilesAway(str(error)) from error
