"""JPEG: segments, each behind a marker (ITU-T T.81, annex B)."""

import re

from cms.media.clean.damage import Damaged
from cms.media.clean.orientation import orientation_alone, orientation_of

START, END, SCAN = 0xD8, 0xD9, 0xDA
# Frames, tables and scans: what the picture is decoded from.
PICTURE = {*range(0xC0, 0xD0), *range(0xDA, 0xE0)}
# Markers that stand alone, without a length.
LONE = {0x01, *range(0xD0, 0xD8)}
JFIF, EXIF, ICC, ADOBE = b"JFIF\x00", b"Exif\x00\x00", b"ICC_PROFILE\x00", b"Adobe"
# Within the data of a scan, 0xFF begins a marker unless a zero or a restart number follows.
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def clean_jpeg(data: bytes) -> bytes:
    """Return the JPEG with frames, tables, scans and colour profile only.

    What lies behind the end is left out as well: phones put further pictures and films there,
    with metadata of their own. A file without an end is left without one, so that a decoder
    still finds it cut off.
    """
    head, rest = bytearray(), bytearray()
    orientation = 1
    position = 2
    while (position := data.find(b"\xff", position)) != -1 and position + 1 < len(data):
        marker = data[position + 1]
        if marker == 0xFF:  # a fill byte
            position += 1
            continue
        if marker == END:
            rest += b"\xff\xd9"
            break
        if marker in LONE or marker in (0x00, START):
            position += 2
            continue
        segment = _segment(data, position)
        position += len(segment)
        content = segment[4:]
        if marker == 0xE0 and content.startswith(JFIF):
            head += b"\xff\xe0\x00\x10" + content[:12].ljust(12, b"\x00") + b"\x00\x00"
        elif marker == 0xE1 and content.startswith(EXIF) and orientation == 1:
            orientation = orientation_of(content)
        elif (
            marker in PICTURE
            or (marker == 0xE2 and content.startswith(ICC))
            or (marker == 0xEE and content.startswith(ADOBE))
        ):
            rest += segment
        if marker == SCAN:
            found = NEXT_MARKER.search(data, position)
            end = found.start() if found else len(data)
            rest += data[position:end]
            position = end
    if orientation != 1:
        block = EXIF + orientation_alone(orientation)
        head += b"\xff\xe1" + (len(block) + 2).to_bytes(2) + block
    return b"\xff\xd8" + bytes(head) + bytes(rest)


def _segment(data: bytes, position: int) -> bytes:
    length = int.from_bytes(data[position + 2 : position + 4])
    segment = data[position : position + 2 + length]
    if length < 2 or len(segment) < 2 + length:
        raise Damaged
    return segment
