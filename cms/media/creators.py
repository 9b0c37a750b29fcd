"""Who made a photo, as its metadata say before they are removed."""

import contextlib
import re

from defusedxml import ElementTree
from PIL import ExifTags, Image, IptcImagePlugin

DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
# IIM 4.2: By-line, Credit and Copyright Notice.
IPTC_BY_LINE, IPTC_CREDIT, IPTC_COPYRIGHT = (2, 80), (2, 110), (2, 116)
PNG_NAMES = ("Author", "Artist", "Creator")
# What fits into `Image.credit`.
LONGEST = 255


def creator_of(image: Image.Image) -> str:
    """Return the creator of an opened image, "" if its metadata name none.

    Read from Exif's Artist, IPTC's By-line, XMP's dc:creator, and a PNG's text, in this order;
    behind it, after a slash as the press writes it, who is to be credited besides. Where nobody is
    named so, the copyright notice does.
    """
    iptc = _iptc(image)
    xmp_creator, xmp_credit = _xmp(image)
    creators = [
        _exif(image, ExifTags.Base.Artist),
        iptc.get(IPTC_BY_LINE, ""),
        xmp_creator,
        _png(image),
    ]
    creator = next((found for found in map(_text, creators) if found), "")
    credit = _text(iptc.get(IPTC_CREDIT, "")) or _text(xmp_credit)
    parts = [creator, credit] if credit not in creator else [creator]
    if not any(parts):
        notices = [_exif(image, ExifTags.Base.Copyright), iptc.get(IPTC_COPYRIGHT, "")]
        parts = [next(filter(None, map(_text, notices)), "")]
    return "/".join(filter(None, parts))[:LONGEST]


# What stands in the metadata is written by anybody, and the readers of them fail in many ways;
# then it names nobody.
def _exif(image: Image.Image, tag: int) -> str:
    with contextlib.suppress(Exception):
        # Exif says ASCII and Pillow reads Latin-1, but programs write UTF-8.
        written = str(image.getexif().get(tag, ""))
        return _decoded(written.encode("latin-1"))
    return ""


def _iptc(image: Image.Image) -> dict[tuple[int, int], str]:
    with contextlib.suppress(Exception):
        found = IptcImagePlugin.getiptcinfo(image) or {}
        return {
            key: ", ".join(map(_decoded, value if isinstance(value, list) else [value]))
            for key, value in found.items()
        }
    return {}


def _xmp(image: Image.Image) -> tuple[str, str]:
    with contextlib.suppress(Exception):
        packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
        root = ElementTree.fromstring(packet.rstrip(b"\x00 " if type(packet) is bytes else "\0 "))
        creators = [item.text or "" for item in root.iterfind(f".//{DC}creator//{RDF}li")]
        named = [item.text or "" for item in root.iter(f"{PHOTOSHOP}Credit")]
        named += [item.get(f"{PHOTOSHOP}Credit", "") for item in root.iter(f"{RDF}Description")]
        return ", ".join(creators), next(filter(None, named), "")
    return "", ""


def _png(image: Image.Image) -> str:
    texts = getattr(image, "text", {})
    return next((str(texts[name]) for name in PNG_NAMES if texts.get(name)), "")


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def _text(value: str) -> str:
    """Return the value on one line, without control characters."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", value).split())
