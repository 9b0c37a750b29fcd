"""What a PDF holds: pages, text, first page as an image."""

import base64
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File

from cms.values.texts import paged

#: What programs write for want of a title: a file's name, or their own words.
NO_TITLE = re.compile(
    r"microsoft (word|excel|powerpoint) - .*|.*\.[a-z]{3,4}|\W*|untitled.*|unavngivet.*"
    r"|(powerpoint[ -])?(presentation|præsentation) ?\d*|(document|dokument) ?\d*",
    re.IGNORECASE,
)

READER = Path(__file__).with_name("pdf_reader.py")
# Seconds. An editor waits for the first one, in the form.
COUNT_TIMEOUT = 20
READ_TIMEOUT = 90


class PdfDamaged(Exception):
    """PDFium can't open the file, or not within the limits of time and memory."""


class PdfEncrypted(Exception):
    """The file opens only with a password."""


@dataclass(frozen=True)
class PdfContents:
    """Number of pages, whether it is tagged for accessibility, the title that the file gives
    itself, text with pages separated by form feeds, and page 1 as WebP.

    Text and thumbnail are empty where they could not be made within the limits.
    """

    pages: int
    tagged: bool
    title: str
    text: str = ""
    thumbnail: bytes = b""


def count_pages(file: File) -> int:
    """Open an uploaded PDF and return its number of pages.

    Raises PdfDamaged or PdfEncrypted.
    """
    return run_reader("count", file, COUNT_TIMEOUT)["pages"]


def read_catalog(file: File) -> PdfContents:
    """Read what a PDF says of itself, and no text. Raises PdfDamaged or PdfEncrypted."""
    found = run_reader("count", file, COUNT_TIMEOUT)
    return PdfContents(found["pages"], found["tagged"], title_in(found))


def read(file: File) -> PdfContents:
    """Read a PDF. Raises PdfDamaged or PdfEncrypted."""
    found = run_reader("read", file, READ_TIMEOUT)
    return PdfContents(
        pages=found["pages"],
        tagged=found["tagged"],
        title=title_in(found),
        text=paged(found.get("text", "")),
        thumbnail=base64.b64decode(found.get("thumbnail", "")),
    )


def title_in(found: dict) -> str:
    """Return the title that a PDF gives itself, "" for what is none."""
    return "" if NO_TITLE.fullmatch(found["title"]) else found["title"]


def run_reader(mode: str, file: File, timeout: int) -> dict:
    with on_disk(file) as path:
        # -I: neither the environment nor the current folder can add code to the process.
        command = [sys.executable, "-I", str(READER), mode, path]
        try:
            output = subprocess.run(
                command, capture_output=True, timeout=timeout, check=False
            ).stdout
        except subprocess.TimeoutExpired as expired:
            output = expired.stdout or b""
    found: dict = {}
    for line in output.splitlines(keepends=True):
        if line.endswith(b"\n"):  # else it was cut off in the middle
            found |= json.loads(line)
    if found.get("error") == "encrypted":
        raise PdfEncrypted
    if "pages" not in found:
        raise PdfDamaged
    return found


@contextmanager
def on_disk(file: File) -> Iterator[str]:
    """Give the path of a copy; the file may lie in memory or in remote storage."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as copy:
        file.seek(0)
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        file.seek(0)
        yield copy.name
