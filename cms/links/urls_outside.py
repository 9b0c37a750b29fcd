"""Addresses of other sites, as they are asked and stored."""

from urllib.parse import urldefrag, urlsplit

from cms.outgoing import PORTS

#: Addresses longer than this, in octets, are not asked; an index of the database takes no more.
_LONGEST = 2000


def outside_form(address: str) -> str:
    """Return an address as it is asked, without its fragment; empty for what is none of the web."""
    try:
        bare = urldefrag(address).url
        parts = urlsplit(bare)
        fits = len(bare.encode()) <= _LONGEST and 0 < len(parts.hostname or "") < 256
    except ValueError:
        return ""
    return bare if fits and parts.scheme in PORTS else ""
