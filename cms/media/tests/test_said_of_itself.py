"""What a PDF says of itself, read from its file: whether it is tagged, and its title."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import now
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject

from cms.media import extraction, pdf
from cms.media.models import Document
from cms.media.tests.factories import DocumentFactory, pdf_bytes

pytestmark = pytest.mark.django_db


TITLE = "Bæredygtighed i tal"


def telling_pdf(title: str = TITLE) -> bytes:
    """A PDF whose catalog says that it is tagged (ISO 32000-1, 14.7.1), with a title (14.3.3)."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_bytes(("Opmærket",)))))
    marked = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    writer.root_object[NameObject("/MarkInfo")] = marked
    writer.add_metadata({"/Title": title})
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def named_pdf(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("rapport.pdf", data, "application/pdf")


def said() -> dict[str, tuple]:
    """By the documents' titles, whether each is tagged and the title that it gives itself."""
    rows = Document.objects.values_list("title", "tagged", "file_title")
    return {title: tuple(rest) for title, *rest in rows}


def test_it_is_read_of_an_upload(editor_client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for title, data in (("uden", pdf_bytes(("Ord",))), ("med", telling_pdf())):
            form = {"title": title, "file": named_pdf(data)}
            assert editor_client.post(reverse("wagtaildocs:add"), form).status_code == 302
    assert said() == {"uden": (False, ""), "med": (True, TITLE)}


def test_what_was_read_before_is_asked_for_that_alone():
    for title, data in (("uden", pdf_bytes(("Ord",))), ("med", telling_pdf())):
        DocumentFactory(title=title, file=named_pdf(data), pages=1, text="Ord")
    DocumentFactory(title="brev", file=SimpleUploadedFile("brev.odt", b"x"))
    DocumentFactory(title="skadet", file=named_pdf(b"%PDF-1.7 nothing"), pages=1, text="Ord")
    call_command("finish_uploads")
    assert said() == {
        "uden": (False, ""),
        "med": (True, TITLE),
        "brev": (None, None),
        "skadet": (None, None),
    }
    assert set(Document.objects.filter(pages=1).values_list("text", flat=True)) == {"Ord"}
    # What failed is not tried again at once.
    assert [*extraction.untold_documents(now())] == []


def test_of_another_file_it_is_read_anew():
    document = DocumentFactory(file=named_pdf(telling_pdf()), pages=1, tagged=True, file_title="x")
    document.file = named_pdf(pdf_bytes(("Ord",)))
    document.save()
    assert (document.pages, document.tagged, document.file_title) == (None, None, None)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("  Vand\x00 i\n byen ", "Vand i byen"),
        ("Ærø: 日本語", "Ærø: 日本語"),
        # Programs write something where nobody has.
        ("Microsoft Word - Udkast 3.docx", ""),
        ("rapport_endelig.indd", ""),
        ("PowerPoint-præsentation", ""),
        ("Dokument1", ""),
        ("untitled", ""),
        ("--", ""),
    ],
)
def test_a_title_is_what_somebody_has_written(written, title):
    assert pdf.read_catalog(named_pdf(telling_pdf(written))).title == title
