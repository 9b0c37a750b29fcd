"""Image files of every format and kind of colours, with a position hidden wherever one can be."""

from dataclasses import dataclass
from io import BytesIO
from random import Random

from PIL import Image, ImageCms, PngImagePlugin

#: Stands in every place of a file that can hold metadata.
POSITION = b"N55.676098 E12.568337"
SIZE = (60, 40)
# Formats that are accepted, and the kinds of colours that each can hold.
MODES = {
    "JPEG": ["L", "RGB", "CMYK"],
    "PNG": ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"],
    "WEBP": ["L", "RGB", "RGBA"],
    "GIF": ["1", "L", "P", "RGBA"],
    "AVIF": ["L", "RGB", "RGBA"],
}
# AVIF is not among them: of the libraries here none writes one without fault.
ANIMATED = {"PNG", "WEBP", "GIF"}
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="' + POSITION + b'"/>'
    b"</rdf:RDF></x:xmpmeta>"
)


@dataclass(frozen=True)
class Kind:
    """What kind of image a file is."""

    format: str
    mode: str
    frames: int = 1

    def __str__(self) -> str:
        return f"{self.format}-{self.mode}-{self.frames}"


KINDS = [Kind(name, mode) for name, modes in MODES.items() for mode in modes]
KINDS += [Kind(name, MODES[name][-1 if name != "PNG" else 5], 3) for name in sorted(ANIMATED)]


def photo(kind: Kind, chance: Random) -> bytes:
    """An image of this kind; which colours, profile, orientation and metadata, `chance` says."""
    frames = [_picture(kind.mode, chance) for _ in range(kind.frames)]
    options = {"exif": _exif(chance)} if kind.format != "GIF" else {"comment": POSITION}
    if kind.format in ("JPEG", "WEBP", "AVIF"):
        options["xmp"] = XMP
    if kind.format == "JPEG":
        options["comment"] = POSITION
    if kind.format == "PNG":
        options["pnginfo"] = _texts()
    if kind.frames > 1:
        options |= {"save_all": True, "append_images": frames[1:], "duration": 100}
    profile = chance.choice([None, *PROFILES])
    if profile is not None and kind.format != "GIF":
        options["icc_profile"] = PROFILES[profile]
    output = BytesIO()
    frames[0].save(output, kind.format, **options)
    return with_more(kind, output.getvalue(), chance)


def with_more(kind: Kind, data: bytes, chance: Random) -> bytes:
    """The file with the position in the places that Pillow doesn't write."""
    if kind.format == "JPEG":
        iptc = b"\x1c\x02\x5a" + len(POSITION).to_bytes(2) + POSITION
        record = b"8BIM\x04\x04\x00\x00" + len(iptc).to_bytes(4) + iptc + bytes(len(iptc) % 2)
        content = b"Photoshop 3.0\x00" + record
        more = b"\xff\xed" + (len(content) + 2).to_bytes(2) + content
        more += b"\xff\xef" + (len(POSITION) + 2).to_bytes(2) + POSITION
        data = data[:2] + more + data[2:]
    if kind.format == "WEBP":
        data += b"GPS " + (22).to_bytes(4, "little") + POSITION.ljust(22, b"\x00")
        data = data[:4] + (len(data) - 8).to_bytes(4, "little") + data[8:]
    if kind.format == "GIF":
        block = b"\x21\xff\x0bXMP DataXMP" + bytes([len(POSITION)]) + POSITION + b"\x00"
        data = data[:-1] + block + b"\x3b"
    if kind.format == "AVIF":
        return data + (8 + len(POSITION)).to_bytes(4) + b"udta" + POSITION
    return data + POSITION if chance.random() < 0.5 else data


def _picture(mode: str, chance: Random) -> Image.Image:
    noise = Image.frombytes("RGBA", (6, 4), chance.randbytes(6 * 4 * 4)).resize(SIZE)
    if mode == "I;16":
        return Image.frombytes("I;16", SIZE, chance.randbytes(SIZE[0] * SIZE[1] * 2))
    if mode == "CMYK":
        return noise.convert("RGB").convert("CMYK")
    return noise.convert(mode)


def _exif(chance: Random) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = POSITION.decode()  # description
    exif[0x0112] = chance.randint(1, 8)
    exif[0x8825] = {1: "N", 2: (55.0, 40.0, 34.0), 28: POSITION}
    return exif


def _texts() -> PngImagePlugin.PngInfo:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", POSITION.decode())
    texts.add_text("Raw profile type exif", POSITION.decode(), zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add(b"prVt", POSITION)
    return texts


#: Colour profiles by name: of the picture's kind of colours, of another kind, and none at all.
PROFILES = {
    "sRGB": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    "Lab": ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(),
    "damaged": b"not a profile",
}
