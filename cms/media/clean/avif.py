"""AVIF: boxes in boxes (ISO/IEC 14496-12), the picture and its metadata as items of one of them
(ISO/IEC 23008-12).

Items are found by their place in the file. So metadata are not cut out, which would move all that
follows: their bytes are overwritten with zeros, and their kind with one that says that they are
of no use.
"""

from collections.abc import Iterator

from cms.media.clean.damage import Damaged

# Exif, XMP (an item with a MIME type), and whatever else a URI names.
METADATA_ITEMS = {b"Exif", b"mime", b"uri "}
# Boxes of notes, and of use to nobody.
METADATA_BOXES = {b"udta", b"uuid", b"free", b"skip", b"meco", b"XMP_", b"Exif"}
PARENTS = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
UNUSED = b"free"


def clean_avif(data: bytes) -> bytes:
    """Return the AVIF with its metadata overwritten; it keeps its length.

    Its orientation is a property of the picture and stays.
    """
    output = bytearray(data)
    _clean_boxes(output, 0, len(output))
    return bytes(output)


def _clean_boxes(data: bytearray, start: int, end: int) -> None:
    for kind, content, stop in list(_boxes(data, start, end)):
        if kind in METADATA_BOXES:
            data[content:stop] = bytes(stop - content)
        elif kind == b"meta":
            _clean_items(data, content + 4, stop)
        elif kind in PARENTS:
            _clean_boxes(data, content, stop)


def _boxes(data: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, start of the content and end of each box."""
    while start + 8 <= end:
        size = int.from_bytes(data[start : start + 4])
        content = start + 8
        if size == 1:
            size = int.from_bytes(data[start + 8 : start + 16])
            content = start + 16
        elif size == 0:  # as far as the file goes
            size = end - start
        if start + size > end or content > start + size:
            raise Damaged
        yield bytes(data[start + 4 : start + 8]), content, start + size
        start += size


def _clean_items(data: bytearray, start: int, end: int) -> None:
    boxes = {kind: (content, stop) for kind, content, stop in _boxes(data, start, end)}
    if b"iinf" not in boxes or b"iloc" not in boxes:
        return
    ids = set()
    for number, kind_at in _item_kinds(data, *boxes[b"iinf"]):
        if bytes(data[kind_at : kind_at + 4]) in METADATA_ITEMS:
            ids.add(number)
            data[kind_at : kind_at + 4] = UNUSED
    data_start = boxes.get(b"idat", (0, 0))[0]
    for number, in_item_data, offset, length in _extents(data, *boxes[b"iloc"]):
        if number in ids:
            first = offset + (data_start if in_item_data else 0)
            if first + length > len(data):
                raise Damaged
            data[first : first + length] = bytes(length)


def _item_kinds(data: bytearray, content: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the number of each item and where its kind is written."""
    count_size = 2 if data[content] == 0 else 4
    for _, entry, _ in list(_boxes(data, content + 4 + count_size, stop)):
        number_size = 2 if data[entry] < 3 else 4
        number = int.from_bytes(data[entry + 4 : entry + 4 + number_size])
        # Behind the number comes another of two bytes, of how it is protected.
        yield number, entry + 4 + number_size + 2


def _extents(data: bytearray, content: int, stop: int) -> Iterator[tuple[int, bool, int, int]]:
    """Yield item number, whether it lies in the box `idat`, offset and length, for each part."""
    version = data[content]
    sizes = data[content + 4], data[content + 5]
    offset_size, length_size = sizes[0] >> 4, sizes[0] & 15
    base_size, index_size = sizes[1] >> 4, sizes[1] & 15 if version else 0
    number_size = 2 if version < 2 else 4
    position = content + 6

    def read(size: int) -> int:
        nonlocal position
        if position + size > stop:
            raise Damaged
        position += size
        return int.from_bytes(data[position - size : position])

    for _ in range(read(number_size)):
        number = read(number_size)
        in_item_data = bool(version) and read(2) & 15 == 1
        read(2)  # in which file the data lie; always this one
        base = read(base_size)
        for _ in range(read(2)):
            read(index_size)
            yield number, in_item_data, base + read(offset_size), read(length_size)
