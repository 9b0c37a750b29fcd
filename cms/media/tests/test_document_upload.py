"""Uploading a document: what is checked at once, and what is read from it afterwards."""

import json
import logging
import zipfile
import zlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import now
from PIL import Image as PillowImage
from pypdf import PdfReader, PdfWriter
from wagtail.models import UploadedFile

from cms.media.models import Document
from cms.media.tests.factories import DocumentFactory, image_file, pdf_bytes, pdf_file

NOT_A_PDF = (
    "Filen er ikke en PDF-fil, selv om navnet siger det, eller den er beskadiget. "
    "Gem den igen i det rigtige format, og prøv en gang til."
)
CUT_OFF = "Slutningen af PDF-filen mangler. Gem eller hent den igen, og prøv en gang til."
ENCRYPTED = (
    "PDF-filen er beskyttet med en adgangskode, så læserne ikke kan åbne den. Fjern adgangskoden."
)
DAMAGED = "PDF-filen er beskadiget og kan ikke åbnes. Dan den på ny, og prøv en gang til."


def upload(client, file, **data):
    return client.post(reverse("wagtaildocs:add"), {"title": "Rapport", "file": file} | data)


def errors(response) -> list[str]:
    return response.context["form"].errors.get("file", [])


def named_pdf(data: bytes, name: str = "rapport.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/pdf")


def archive(*names: str, **contents: str) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as file:
        for name in names:
            file.writestr(name, "x")
        for name, text in contents.items():
            file.writestr(name, text)
    return output.getvalue()


def encrypted_pdf(**passwords: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_bytes(("Hemmeligt",)))))
    writer.encrypt(algorithm="RC4-128", **passwords)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def reading(document: Document) -> tuple:
    document.refresh_from_db()
    return document.pages, document.text, bool(document.thumbnail_file)


@pytest.fixture
def run_tasks(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


class TestAPdf:
    def test_is_saved_and_read_by_a_task(self, editor_client, run_tasks):
        with run_tasks():
            response = upload(
                editor_client, pdf_file(pages=("Ærlig snak om (små) mål", "Side to")), language="en"
            )
        assert response.status_code == 302
        document = Document.objects.get()
        assert (document.title, document.language, document.content_type) == (
            "Rapport",
            "en",
            "application/pdf",
        )
        assert document.size == document.file.size
        assert reading(document) == (2, "Ærlig snak om (små) mål\fSide to", True)

    def test_has_a_thumbnail_of_its_first_page(self, editor_client, run_tasks):
        with run_tasks():
            upload(editor_client, pdf_file())
        document = Document.objects.get()
        assert document.thumbnail == f"/filer/{document.pk}/rapport.pdf/side-1.webp"
        with document.thumbnail_file.open() as file, PillowImage.open(file) as image:
            assert (image.format, image.size) == ("WEBP", (480, 680))

    def test_keeps_danish_letters_in_its_name(self, editor_client):
        name = "Undersøgelse af kommunernes arbejde med FN's Verdensmål 2021.pdf"
        upload(editor_client, pdf_file(name))
        document = Document.objects.get()
        assert (
            document.filename == "Undersøgelse_af_kommunernes_arbejde_med_FNs_Verdensmål_2021.pdf"
        )

    def test_keeps_danish_letters_that_a_mac_sends_in_two_parts(self, editor_client):
        upload(editor_client, pdf_file("A\u030arsberetning fra Gaa\u030ard.pdf"))
        assert Document.objects.get().filename == "Årsberetning_fra_Gaård.pdf"

    def test_with_a_password_against_printing_only_is_accepted(self, editor_client, run_tasks):
        with run_tasks():
            upload(editor_client, named_pdf(encrypted_pdf(user_password="", owner_password="x")))
        assert reading(Document.objects.get()) == (1, "Hemmeligt", True)

    @pytest.mark.parametrize("media_box", [b"[0 0 9 99999]", b"[0 0 99999 9]", b"[0 0 9e9 9e9]"])
    def test_with_an_absurd_page_gets_a_small_thumbnail(self, editor_client, run_tasks, media_box):
        with run_tasks():
            upload(editor_client, named_pdf(pdf_bytes(("A",)).replace(b"[0 0 595 842]", media_box)))
        with Document.objects.get().thumbnail_file.open() as file, PillowImage.open(file) as image:
            assert image.width <= 480
            assert image.height <= 680


def test_the_form_speaks_danish(editor_client):
    text = editor_client.get(reverse("wagtaildocs:add")).text
    for label in ("Sprog", "Tilgængelighed", "Fritstående", "Delvist tilgængeligt"):
        assert label in text


def test_the_chooser_accepts_a_document(editor_client):
    prefix = "document-chooser-upload"
    data = {f"{prefix}-title": "Rapport", f"{prefix}-file": pdf_file()}
    answer = json.loads(editor_client.post(reverse("wagtaildocs_chooser:create"), data).content)
    assert answer["step"] == "chosen"
    assert Document.objects.get().language == "da"


def test_several_at_once_go_straight_to_private_storage(editor_client, settings):
    answer = editor_client.post(
        reverse("wagtaildocs:add_multiple"), {"title": "Rapport", "files[]": pdf_file()}
    )
    assert json.loads(answer.content)["success"]
    document = Document.objects.get()
    assert (document.language, document.accessibility_status) == ("da", "unknown")
    assert not UploadedFile.objects.exists()
    assert settings.MEDIA_ROOT not in map(str, document.file.storage.path("").split("/"))
    assert not list(settings.MEDIA_ROOT.rglob("*.pdf"))


class TestBadFilesGetAMessage:
    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"Dette er ikke en PDF.", NOT_A_PDF),
            (image_file().read(), NOT_A_PDF),
            (pdf_bytes(("A",) * 50)[:4000], CUT_OFF),
            (pdf_bytes(("A",))[:-8], CUT_OFF),
            (b"%PDF-1.7\n" + b"\xde\xad" * 2000 + b"\n%%EOF\n", DAMAGED),
            (pdf_bytes(()), DAMAGED),
            (encrypted_pdf(user_password="a", owner_password="b"), ENCRYPTED),
        ],
        ids=["text", "image", "half", "end", "garbage", "no pages", "password"],
    )
    def test_that_are_no_usable_pdf(self, editor_client, data, message):
        assert errors(upload(editor_client, named_pdf(data))) == [message]
        assert not Document.objects.exists()

    @pytest.mark.parametrize("extension", ["docx", "xlsx", "pptx", "odt", "ods", "odp", "csv"])
    def test_that_are_not_what_the_name_says(self, editor_client, extension):
        for data in (b"\x00\x01\x02", b"PK\x03\x04" + bytes(100), archive("andet/indhold.xml")):
            [message] = errors(upload(editor_client, named_pdf(data, f"fil.{extension}")))
            assert message.startswith(f"Filen er ikke en {extension.upper()}-fil")

    @pytest.mark.parametrize("name", ["virus.exe", "side.html", "billede.svg", "uden_endelse"])
    def test_of_a_kind_that_is_not_allowed(self, editor_client, name):
        [message] = errors(upload(editor_client, named_pdf(b"x", name)))
        assert "er ikke tilladt" in message

    def test_that_are_empty(self, editor_client):
        assert errors(upload(editor_client, named_pdf(b"")))

    def test_that_are_too_large(self, editor_client, settings):
        settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 100
        [message] = errors(upload(editor_client, pdf_file()))
        assert message.startswith("Filen er for stor")

    def test_among_several(self, editor_client):
        answer = editor_client.post(
            reverse("wagtaildocs:add_multiple"), {"title": "x", "files[]": named_pdf(b"nej")}
        )
        assert json.loads(answer.content) == {"success": False, "error_message": NOT_A_PDF}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("notat.docx", archive("[Content_Types].xml", "word/document.xml")),
        ("tal.xlsx", archive("[Content_Types].xml", "xl/workbook.xml")),
        ("oplæg.pptx", archive("[Content_Types].xml", "ppt/presentation.xml")),
        ("notat.odt", archive(mimetype="application/vnd.oasis.opendocument.text")),
        ("tal.csv", "kommune;andel\nSorø;0,8\n".encode("cp1252")),
    ],
    # An archive holds the time at which it was made, which is another in each test process.
    ids=["docx", "xlsx", "pptx", "odt", "csv"],
)
def test_office_files_are_accepted_and_not_read(editor_client, run_tasks, name, data):
    with run_tasks():
        upload(editor_client, named_pdf(data, name))
    document = Document.objects.get()
    assert document.filename == name
    assert reading(document) == (None, "", False)
    assert document.thumbnail is None


def test_a_pdf_that_unpacks_to_more_than_memory_is_read_within_limits(editor_client, run_tasks):
    zipped = zlib.compress(b"q " * 100_000_000, 1)  # PDFium keeps a state for each "q"
    whole = pdf_bytes(("A",))
    start, end = whole.index(b"<< /Length"), whole.index(b"endstream") + len(b"endstream")
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(zipped), zipped)
    with run_tasks():
        response = upload(editor_client, named_pdf(whole[:start] + stream + whole[end:]))
    assert response.status_code == 302
    assert reading(Document.objects.get())[:2] == (1, "")


class TestTheMinuteJob:
    def test_reads_what_a_lost_task_left_unread(self, db):
        document = DocumentFactory(file=pdf_file(pages=("En", "To", "Tre")))
        assert reading(document) == (None, "", False)
        call_command("finish_uploads")
        assert reading(document) == (3, "En\fTo\fTre", True)

    def test_logs_a_broken_file_and_goes_on(self, db, caplog):
        missing, damaged, whole = DocumentFactory.create_batch(3)
        missing.file.storage.delete(missing.file.name)
        with open(damaged.file.path, "wb") as file:
            file.write(b"%PDF-1.7 ...")
        with caplog.at_level(logging.ERROR, "cms.media"):
            call_command("finish_uploads")
        assert [record.getMessage() for record in caplog.records] == [
            f"Document {missing.pk} can't be read",
            f"Document {damaged.pk} can't be read",
        ]
        assert [reading(document) for document in (missing, damaged, whole)] == [
            (None, "", False),
            (None, "", False),
            (1, "Side 1", True),
        ]

    def test_tries_a_broken_file_again_after_an_hour(self, db):
        document = DocumentFactory()
        storage, name = document.file.storage, document.file.name
        storage.delete(name)
        call_command("finish_uploads")
        storage.save(name, pdf_file())
        call_command("finish_uploads")
        assert reading(document) == (None, "", False)
        Document.objects.update(reading_failed_at=now() - timedelta(hours=1, seconds=1))
        call_command("finish_uploads")
        assert reading(document) == (1, "Side 1", True)
        assert document.reading_failed_at is None


class TestANewFile:
    def replace(self, client, document: Document, file) -> None:
        client.post(
            reverse("wagtaildocs:edit", args=[document.pk]),
            {"title": "Ny", "language": "da", "accessibility_status": "unknown", "file": file},
        )

    def test_is_read_anew(self, editor_client, run_tasks):
        with run_tasks():
            document = DocumentFactory(file=pdf_file(pages=("Gammel",) * 3))
        with run_tasks():
            self.replace(editor_client, document, pdf_file("ny.pdf", pages=("Ny",)))
        assert reading(document) == (1, "Ny", True)

    def test_leaves_nothing_that_was_read_of_the_old_one(self, editor_client, run_tasks):
        with run_tasks():
            document = DocumentFactory()
        document.refresh_from_db()
        storage, old = document.file.storage, [document.file.name, document.thumbnail_file.name]
        with run_tasks():
            self.replace(editor_client, document, named_pdf(b"a;b\n", "tal.csv"))
        assert reading(document) == (None, "", False)
        assert [storage.exists(name) for name in old] == [True, False]  # the file is a version


def test_deleting_a_document_deletes_its_files(editor_client, run_tasks):
    with run_tasks():
        document = DocumentFactory()
    document.refresh_from_db()
    storage, names = document.file.storage, [document.file.name, document.thumbnail_file.name]
    assert all(storage.exists(name) for name in names)
    with run_tasks():
        editor_client.post(reverse("wagtaildocs:delete", args=[document.pk]))
    assert not any(storage.exists(name) for name in names)
