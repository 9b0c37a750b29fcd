"""PNG: chunks with a name and a checksum (W3C, Portable Network Graphics, third edition)."""

import zlib

from cms.media.clean.damage import Damaged
from cms.media.clean.orientation import orientation_alone, orientation_of

SIGNATURE_LENGTH = 8
# The picture, its transparency, and what its numbers mean as colours. The chunks of an animation
# are not among them; without them the file is the still that it shows to who knows none.
PICTURE = {b"IHDR", b"PLTE", b"IDAT", b"tRNS"}
COLOUR = {b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"sBIT", b"cICP", b"mDCV", b"cLLI"}


def clean_png(data: bytes) -> bytes:
    """Return the PNG with the chunks of picture and colours only, up to its end."""
    output = bytearray(data[:SIGNATURE_LENGTH])
    orientation = 1
    behind_header = behind_data = 0
    position = SIGNATURE_LENGTH
    while position < len(data):
        length = int.from_bytes(data[position : position + 4])
        name = data[position + 4 : position + 8]
        chunk = data[position : position + 12 + length]
        if len(chunk) < 12 + length:
            raise Damaged
        position += len(chunk)
        if name in PICTURE or name in COLOUR:
            output += chunk
            if name == b"IHDR":
                behind_header = len(output)
            elif name == b"IDAT":
                behind_data = len(output)
        elif name == b"eXIf":
            orientation = orientation_of(chunk[8:-4])
        elif name == b"IEND":
            break
    if not (behind_header and behind_data):
        raise Damaged
    if orientation != 1:
        output[behind_header:behind_header] = _chunk(b"eXIf", orientation_alone(orientation))
    return bytes(output + _chunk(b"IEND", b""))


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return len(content).to_bytes(4) + name + content + checksum.to_bytes(4)
