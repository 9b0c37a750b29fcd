"""Whether a PDF is tagged for accessibility, read from its file."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import now
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject

from cms.media import extraction
from cms.media.models import Document
from cms.media.tests.factories import DocumentFactory, pdf_bytes

pytestmark = pytest.mark.django_db


def tagged_pdf() -> bytes:
    """A PDF whose catalog says that it is tagged (ISO 32000-1, 14.7.1)."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_bytes(("Opmærket",)))))
    marked = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    writer.root_object[NameObject("/MarkInfo")] = marked
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def named_pdf(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("rapport.pdf", data, "application/pdf")


def tagging() -> dict[str, bool | None]:
    return dict(Document.objects.values_list("title", "tagged"))


def test_it_is_read_of_an_upload(editor_client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for title, data in (("uden", pdf_bytes(("Ord",))), ("med", tagged_pdf())):
            form = {"title": title, "file": named_pdf(data)}
            assert editor_client.post(reverse("wagtaildocs:add"), form).status_code == 302
    assert tagging() == {"uden": False, "med": True}


def test_what_was_read_before_is_asked_for_that_alone():
    for title, data in (("uden", pdf_bytes(("Ord",))), ("med", tagged_pdf())):
        DocumentFactory(title=title, file=named_pdf(data), pages=1, text="Ord")
    DocumentFactory(title="brev", file=SimpleUploadedFile("brev.odt", b"x"))
    DocumentFactory(title="skadet", file=named_pdf(b"%PDF-1.7 nothing"), pages=1, text="Ord")
    call_command("finish_uploads")
    assert tagging() == {"uden": False, "med": True, "brev": None, "skadet": None}
    assert set(Document.objects.filter(pages=1).values_list("text", flat=True)) == {"Ord"}
    # What failed is not tried again at once.
    assert [*extraction.untold_documents(now())] == []


def test_of_another_file_it_is_read_anew():
    document = DocumentFactory(file=named_pdf(tagged_pdf()), pages=1, tagged=True)
    document.file = named_pdf(pdf_bytes(("Ord",)))
    document.save()
    assert (document.pages, document.tagged) == (None, None)
