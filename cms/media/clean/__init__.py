"""Image files without what is hidden in them: where a photo was taken, when, by which device.

Each format has a module with a function that copies the parts which make up the picture, byte for
byte, and leaves out all others, known or unknown. Nothing is decoded or written anew, so cleaning
loses nothing and costs little. Of metadata, colour profiles stay, and the orientation, which is
written anew as the one tag of an Exif block of its own.
"""

from collections.abc import Callable

from cms.media.clean.avif import clean_avif
from cms.media.clean.damage import Damaged
from cms.media.clean.gif import clean_gif
from cms.media.clean.jpeg import clean_jpeg
from cms.media.clean.png import clean_png
from cms.media.clean.webp import clean_webp

__all__ = ["Damaged", "clean"]


def clean(data: bytes) -> bytes:
    """Return the image file without metadata; bytes of no format that is known here unchanged.

    Equal to ``data`` if there was nothing to leave out. An animated PNG becomes the still that it
    shows where animation is not supported. Raises Damaged where the parts don't fit together.
    """
    cleaner = _cleaner(data)
    return data if cleaner is None else cleaner(data)


def _cleaner(data: bytes) -> Callable[[bytes], bytes] | None:
    if data.startswith(b"\xff\xd8\xff"):
        return clean_jpeg
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return clean_png
    if data.startswith((b"GIF87a", b"GIF89a")):
        return clean_gif
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return clean_webp
    if data[4:12] in (b"ftypavif", b"ftypavis", b"ftypmif1", b"ftypmsf1"):
        return clean_avif
    return None
