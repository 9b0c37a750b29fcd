"""Content codings: which one a client takes (RFC 9110, section 12.5.3), and bytes written in it."""

import gzip
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any

import brotli

from cms.delivery.weights import weights

IDENTITY = "identity"
# The levels at which a page is written about as fast as it is sent; higher ones cost several times
# the work for a few per cent. No time stands in gzip's header, so equal content is equal bytes.
_BROTLI, _GZIP = 4, 5
_ENCODERS = {
    "br": lambda content: brotli.compress(content, quality=_BROTLI),
    "gzip": lambda content: gzip.compress(content, compresslevel=_GZIP, mtime=0),
}
#: Bytes below which compression saves no packet.
SMALLEST = 1000


class NoCoding(ValueError):
    """`Accept-Encoding` rules out every coding. Answered with 406."""


def choose_coding(accept_encoding: str, size: int) -> str:
    """Return the coding for a body of `size` bytes: of those that the client likes best, the one
    that compresses best. An absent, empty or malformed header means that the body is sent as it is.

    Raises `NoCoding`.
    """
    qualities = weights(accept_encoding)
    rest = qualities.get("*", 0)
    # What isn't named is refused, but for the body as it is.
    as_it_is = qualities.get(IDENTITY, qualities.get("*"))
    best = max(_ENCODERS, key=lambda coding: qualities.get(coding, rest))
    quality = qualities.get(best, rest)
    if as_it_is != 0 and (size < SMALLEST or quality == 0 or quality < (as_it_is or 0)):
        return IDENTITY
    if quality == 0:
        raise NoCoding(accept_encoding)
    return best


def encode_parts(parts: Iterator[bytes], coding: str) -> Iterator[bytes]:
    """Yield the parts of a body in this coding; each can be decoded without those that follow."""
    if coding == "br":
        writer: Any = brotli.Compressor(quality=_BROTLI)
        write, flush, end = writer.process, writer.flush, writer.finish
    elif coding == "gzip":
        writer = zlib.compressobj(_GZIP, wbits=31)
        write, end = writer.compress, writer.flush
        flush = partial(writer.flush, zlib.Z_SYNC_FLUSH)
    else:
        yield from parts
        return
    for part in parts:
        yield write(part) + flush()
    yield end()


def encode(content: bytes, coding: str) -> bytes:
    """Return the content in this coding; the same bytes each time."""
    return content if coding == IDENTITY else _ENCODERS[coding](content)
