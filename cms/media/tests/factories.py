"""Files and media for tests: small, but real."""

from io import BytesIO

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as PillowImage

from cms.media.models import Document, Image


def image_file(
    name: str = "billede.png", size: tuple[int, int] = (1600, 1200), kind: str = "PNG", **options
) -> SimpleUploadedFile:
    """An image of the ``kind`` that Pillow knows by this name; ``options`` go to its ``save``."""
    output = BytesIO()
    PillowImage.new("RGB", size, "#2a6f97").save(output, kind, **options)
    return SimpleUploadedFile(name, output.getvalue(), PillowImage.MIME[kind])


def pdf_file(name: str = "rapport.pdf", pages: tuple[str, ...] = ("Side 1",)) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf_bytes(pages), "application/pdf")


def pdf_bytes(pages: tuple[str, ...]) -> bytes:
    """An A4 PDF with one line of text on each page, written by hand (ISO 32000-1, annex H)."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in enumerate(pages):
        line = (
            text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
        )
        content = b"BT /F1 24 Tf 72 720 Td (" + line + b") Tj ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    output = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(output)
    output += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    output += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    output += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(output)


class ImageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Image

    title = factory.Sequence(lambda number: f"Billede {number}")
    description = "Et blåt felt"
    file = factory.LazyFunction(image_file)


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Document

    title = factory.Sequence(lambda number: f"Rapport {number}")
    file = factory.LazyFunction(pdf_file)
