"""WebP: chunks in a RIFF container (RFC 9649)."""

from collections.abc import Iterator

from cms.media.clean.damage import Damaged
from cms.media.clean.orientation import orientation_alone, orientation_of

PICTURE = {b"VP8 ", b"VP8L", b"ALPH"}
WHOLE_FILE = PICTURE | {b"ICCP", b"ANIM"}
FRAME_HEADER = 16
HAS_EXIF, HAS_XMP = 0x08, 0x04


def clean_webp(data: bytes) -> bytes:
    """Return the WebP with its pictures, timing and colour profile only."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if len(data) + 1 < end:  # the last byte may be padding that somebody forgot
        raise Damaged
    output = bytearray()
    header = None
    orientation = 1
    for name, content in _chunks(data[12:end]):
        if name == b"VP8X" and len(content) >= 10:
            header = len(output) + 8
            output += _chunk(name, bytes([content[0] & ~(HAS_EXIF | HAS_XMP)]) + content[1:])
        elif name == b"ANMF":
            parts = _chunks(content[FRAME_HEADER:])
            frame = b"".join(_chunk(*part) for part in parts if part[0] in PICTURE)
            output += _chunk(name, content[:FRAME_HEADER] + frame)
        elif name == b"EXIF":
            orientation = orientation_of(content)
        elif name in WHOLE_FILE:
            output += _chunk(name, content)
    if orientation != 1 and header is not None:
        output[header] |= HAS_EXIF
        output += _chunk(b"EXIF", orientation_alone(orientation))
    return b"RIFF" + (4 + len(output)).to_bytes(4, "little") + b"WEBP" + bytes(output)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 0
    while position < len(data):
        length = int.from_bytes(data[position + 4 : position + 8], "little")
        content = data[position + 8 : position + 8 + length]
        if len(content) < length or position + 8 > len(data):
            raise Damaged
        yield data[position : position + 4], content
        position += 8 + length + length % 2


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + bytes(len(content) % 2)
