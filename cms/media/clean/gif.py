"""GIF: blocks of sub-blocks (CompuServe, GIF89a specification)."""

from cms.media.clean.damage import Damaged

EXTENSION, PICTURE, END = 0x21, 0x2C, 0x3B
GRAPHIC_CONTROL, APPLICATION = 0xF9, 0xFF
# How often an animation is repeated, and the colour profile (ICC.1, annex B.4).
APPLICATIONS = {b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"}


def clean_gif(data: bytes) -> bytes:
    """Return the GIF with its pictures, colour tables and timing only: no comments, no texts, no
    other applications' extensions, and nothing behind the end.
    """
    position = 13 + _table_length(_byte(data, 10))
    output = bytearray(data[:position])
    while (kind := _byte(data, position)) != END:
        start = position
        if kind == PICTURE:
            position += 11 + _table_length(_byte(data, position + 9))
            kept = True
        elif kind == EXTENSION:
            label = _byte(data, position + 1)
            name = data[position + 3 : position + 14]
            kept = label == GRAPHIC_CONTROL or (label == APPLICATION and name in APPLICATIONS)
            position += 2
        else:
            raise Damaged
        while length := _byte(data, position):
            position += 1 + length
        position += 1
        if kept:
            output += data[start:position]
    return bytes(output) + bytes([END])


def _byte(data: bytes, position: int) -> int:
    if position >= len(data):
        raise Damaged
    return data[position]


def _table_length(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
