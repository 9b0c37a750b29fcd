"""Read a PDF; run as a process of its own: ``python -I pdf_reader.py count|read FILE``.

A PDF comes from anywhere, and PDFium is C++: a malicious file may make it hang, crash or take
all memory. So it works in this process, under limits, and knows neither Django nor the site.

Writes one JSON object a line, each as soon as it is known, so that what was found before a crash
or a timeout counts: ``{"pages": 24, "tagged": true, "title": "…"}``, whether it is tagged for
accessibility (ISO 32000-1, section 14.8) and the title that it gives itself (14.3.3), and for
``read`` also ``{"text": "page 1\\fpage 2"}`` and ``{"thumbnail": "<base64 of a WebP image>"}``. On
failure ``{"error": "encrypted" | "damaged"}``.
"""

import base64
import contextlib
import io
import json
import re
import resource
import sys
import time

import pypdfium2
from pypdfium2 import raw

CPU_SECONDS = 60
MEMORY_BYTES = 1024**3
TEXT_SECONDS = 30
TEXT_PAGES = 2_000
TEXT_CHARACTERS = 2_000_000
# Of the thumbnail, in pixels: an A4 page fills it.
THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT = 480, 680


def main(mode: str, path: str) -> None:
    limit_resources()
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            pdf.get_page_size(0)  # a PDF without a first page is of no use
            title = " ".join(readable(pdf.get_metadata_value("Title")).split())
            write(pages=len(pdf), tagged=bool(raw.FPDFCatalog_IsTagged(pdf)), title=title)
            if mode == "read":
                write(text=text_of(pdf))
                write(thumbnail=base64.b64encode(thumbnail_of(pdf)).decode())
    except (pypdfium2.PdfiumError, IndexError) as error:
        encrypted = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        write(error="encrypted" if encrypted else "damaged")


def limit_resources() -> None:
    for limit, value in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS refuses some of them; the caller's timeout holds there too.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


def write(**line: int | str) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def text_of(pdf: pypdfium2.PdfDocument) -> str:
    """Return the text, pages separated by form feeds as pdftotext does; empty for a scan."""
    deadline = time.monotonic() + TEXT_SECONDS
    pages: list[str] = []
    characters = 0
    for number in range(min(len(pdf), TEXT_PAGES)):
        if characters > TEXT_CHARACTERS or time.monotonic() > deadline:
            break
        try:
            text = readable(pdf[number].get_textpage().get_text_range())
        except pypdfium2.PdfiumError:
            text = ""  # one page may be damaged; its place is kept, so that page numbers hold
        pages.append(text)
        characters += len(text)
    return "\f".join(pages)[:TEXT_CHARACTERS]


def readable(text: str) -> str:
    # PDFium writes U+FFFE where a word is divided at the end of a line.
    text = text.replace("\r\n", "\n").replace("\ufffe", "")
    # PostgreSQL stores neither null bytes nor half surrogate pairs; "\f" separates pages.
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\uffff]", " ", text).strip()


def thumbnail_of(pdf: pypdfium2.PdfDocument) -> bytes:
    page = pdf[0]
    width, height = page.get_size()
    # A page may claim to be a kilometre long or a hair wide: the bitmap never exceeds the frame.
    scale = min(THUMBNAIL_WIDTH / max(width, 1), THUMBNAIL_HEIGHT / max(height, 1))
    output = io.BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(output, "WEBP", quality=80)
    return output.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
