"""Is an uploaded file what its name says? An extension alone proves nothing."""

import codecs
import zipfile

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from cms.media import pdf
from cms.media.content_types import CONTENT_TYPES

# ISO 32000-1, annex H: readers accept a header within the first 1,024 bytes and an end mark
# within the last 1,024. A file that was cut off in transfer lacks the end mark.
PDF_MARGIN = 1024
# Bytes read at a time in search of the end.
PADDING_BLOCK = 65_536
# ECMA-376, part 2: an Office file is a zip archive with the main part in this folder.
OFFICE_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OPEN_DOCUMENT_EXTENSIONS = {"odt", "ods", "odp"}


def check_contents(file: File, extension: str) -> None:
    """Raise a ValidationError, to be shown to the editor, if the file can't be what it claims.

    ``extension`` is in lower case and without the dot. Leaves the file at its start.
    """
    try:
        if extension == "pdf":
            check_pdf(file)
        elif extension in OFFICE_FOLDERS or extension in OPEN_DOCUMENT_EXTENSIONS:
            check_office_file(file, extension)
        elif extension == "csv":
            check_text(file, extension)
    finally:
        file.seek(0)


def check_pdf(file: File) -> None:
    file.seek(0)
    if b"%PDF-" not in file.read(PDF_MARGIN):
        raise not_what_it_claims("pdf")
    if b"%%EOF" not in end_of(file):
        raise ValidationError(
            _("The end of the PDF is missing. Save or download it again, and try once more."),
            code="incomplete",
        )
    try:
        pdf.count_pages(file)
    except pdf.PdfEncrypted:
        raise ValidationError(
            _("The PDF is protected by a password, so readers can't open it. Remove the password."),
            code="encrypted",
        ) from None
    except pdf.PdfDamaged:
        raise ValidationError(
            _("The PDF is damaged and can't be opened. Make it anew, and try once more."),
            code="damaged",
        ) from None


def end_of(file: File) -> bytes:
    """Return the last bytes of a PDF before the zeros or blanks with which programs fill it up."""
    end = file.size
    while end > 0:
        start = max(0, end - PADDING_BLOCK)
        file.seek(start)
        block = file.read(end - start).rstrip(b"\x00\t\n\f\r ")
        if block:
            end = start + len(block)
            break
        end = start
    start = max(0, end - PDF_MARGIN)
    file.seek(start)
    return file.read(end - start)


def check_text(file: File, extension: str) -> None:
    """Refuse zero bytes, which text has none of but in UTF-16, which spreadsheets write with a byte
    order mark.
    """
    file.seek(0)
    content = file.read()
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeDecodeError:
            raise not_what_it_claims(extension) from None
    if b"\x00" in content:
        raise not_what_it_claims(extension)


def check_office_file(file: File, extension: str) -> None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            if extension in OFFICE_FOLDERS:
                folder = OFFICE_FOLDERS[extension]
                matches = any(name.startswith(folder) for name in archive.namelist())
            else:
                # OpenDocument 1.3, part 2: a member of this name holds the media type.
                with archive.open("mimetype") as member:
                    matches = member.read(100).decode() == CONTENT_TYPES[extension]
    # The archive may be damaged in many ways; zipfile answers each with another exception.
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError):
        matches = False
    if not matches:
        raise not_what_it_claims(extension)


def not_what_it_claims(extension: str) -> ValidationError:
    return ValidationError(
        _(
            "The file is not a %(extension)s file, although its name says so, or it is damaged. "
            "Save it again in the right format, and try once more."
        ),
        code="invalid_contents",
        params={"extension": extension.upper()},
    )
