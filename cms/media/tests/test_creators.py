"""Who made a photo, wherever its metadata say so."""

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from cms.media.creators import creator_of
from cms.media.tests.factories import image_file

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
    <rdf:Description photoshop:Credit="Ritzau">
      <dc:creator><rdf:Seq><rdf:li>Åse Bæk</rdf:li><rdf:li>Bo Hald</rdf:li></rdf:Seq></dc:creator>
    </rdf:Description>
  </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def creator(data: bytes) -> str:
    with Image.open(BytesIO(data)) as opened:
        return creator_of(opened)


def with_exif(**tags: str) -> bytes:
    exif = Image.Exif()
    numbers = {"artist": 0x013B, "copyright": 0x8298}
    for name, value in tags.items():
        exif[numbers[name]] = value.encode()  # as programs write it, although Exif says ASCII
    return image_file("foto.jpg", (40, 30), "JPEG", exif=exif).read()


def with_iptc(**records: str) -> bytes:
    numbers = {"by_line": 80, "credit": 110, "copyright": 116}
    data = b"".join(
        b"\x1c\x02" + bytes([numbers[name]]) + len(value.encode()).to_bytes(2) + value.encode()
        for name, value in records.items()
    )
    block = b"8BIM\x04\x04\x00\x00" + len(data).to_bytes(4) + data + bytes(len(data) % 2)
    content = b"Photoshop 3.0\x00" + block
    jpeg = image_file("foto.jpg", (40, 30), "JPEG").read()
    return jpeg[:2] + b"\xff\xed" + (len(content) + 2).to_bytes(2) + content + jpeg[2:]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (with_exif(artist="Søren Ærø"), "Søren Ærø"),
        (with_exif(copyright="Foto: Anne"), "Foto: Anne"),
        (with_exif(artist="Anne", copyright="KL 2026"), "Anne"),
        (with_exif(artist="An\x00ne\n Berg\x07"), "An ne Berg"),
        (with_exif(artist="x" * 400), "x" * 255),
        (with_iptc(by_line="Bo Hald"), "Bo Hald"),
        (with_iptc(by_line="Bo Hald", credit="KL"), "Bo Hald/KL"),
        (with_iptc(by_line="Bo Hald/KL", credit="KL"), "Bo Hald/KL"),
        (with_iptc(credit="KL"), "KL"),
        (with_iptc(copyright="© KL"), "© KL"),
        (image_file().read(), ""),
    ],
    # Not by their bytes.
    ids=map(str, range(11)),
)
def test_is_read_from_exif_and_iptc(data, expected):
    assert creator(data) == expected


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_is_read_from_xmp(kind):
    data = image_file("foto", (40, 30), kind, xmp=XMP.encode()).read()
    assert creator(data) == "Åse Bæk, Bo Hald/Ritzau"


def test_is_read_from_the_texts_of_a_png():
    texts = PngImagePlugin.PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", XMP)
    assert creator(image_file(pnginfo=texts).read()) == "Åse Bæk, Bo Hald/Ritzau"
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Anne")
    assert creator(image_file(pnginfo=texts).read()) == "Anne"


@pytest.mark.parametrize(
    "xmp", [b"<", b"\xff\xfe\x00", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>']
)
def test_is_nobody_where_the_metadata_are_damaged(xmp):
    assert creator(image_file("foto.jpg", (40, 30), "JPEG", xmp=xmp).read()) == ""
