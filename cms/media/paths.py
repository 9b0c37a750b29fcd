"""Where uploaded files are stored: under a random folder, with a name that people can read."""

import os
import re
import secrets
import unicodedata

from django.db.models import Model

# File systems allow 255 bytes for one name; storages may append a suffix of 8.
DOCUMENT_NAME_BYTES = 150
# Wagtail's image fields hold paths of 100 characters, the folders included.
IMAGE_NAME_BYTES = 60


def image_path(filename: str) -> str:
    """Return the path of an uploaded image below the public media folder."""
    return unguessable("images", readable(filename, IMAGE_NAME_BYTES))


def rendition_path(filename: str) -> str:
    """Return the path of a rendition below the public media folder."""
    return unguessable("renditions", readable(filename, IMAGE_NAME_BYTES))


def document_path(document: Model, filename: str) -> str:
    """Return the path of an uploaded document in the private storage."""
    return unguessable("documents", readable(filename, DOCUMENT_NAME_BYTES))


def thumbnail_path(document: Model, filename: str) -> str:
    """Return the path of a document's first page as an image, in the private storage."""
    return unguessable("thumbnails", readable(filename, DOCUMENT_NAME_BYTES))


def unguessable(folder: str, filename: str) -> str:
    """Return ``folder/<22 random characters>/filename``.

    The random part has 128 bits, so nobody finds a file before a page shows its address.
    """
    return f"{folder}/{secrets.token_urlsafe(16)}/{filename}"


def readable(filename: str, limit: int) -> str:
    """Return a file name of at most ``limit`` bytes without spaces and punctuation.

    Danish letters are kept. macOS sends "å" as two code points (NFD); without NFC the second
    would be dropped as punctuation.
    """
    stem, extension = os.path.splitext(unicodedata.normalize("NFC", filename))
    stem = re.sub(r"[^-\w.]", "", stem.strip().replace(" ", "_")).strip("._") or "file"
    room = limit - len(extension.encode())
    return stem.encode()[:room].decode(errors="ignore") + extension
