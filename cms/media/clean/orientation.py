"""The one tag of Exif that is about the picture itself: which side is up (Exif 2.32, 4.6.4)."""

import contextlib
import struct

from PIL import Image

ORIENTATION = 0x0112


def orientation_of(exif: bytes) -> int:
    """Return the orientation that an Exif block names, 1 (upright) if none or no possible one."""
    with contextlib.suppress(Exception):  # what strangers wrote fails in many ways
        parsed = Image.Exif()
        parsed.load(exif)
        if (value := parsed.get(ORIENTATION)) in range(2, 9):
            return value
    return 1


def orientation_alone(orientation: int) -> bytes:
    """Return an Exif block, without the header that JPEG wants, that holds this tag only."""
    return struct.pack(">2sHLHHHLHHL", b"MM", 42, 8, 1, ORIENTATION, 3, 1, orientation, 0, 0)
