"""Uploads where the disk is full or can't be written: a message in the form, and nothing left.

The operating system refuses in earnest: by a limit on the size of files, as a full disk does in
the middle of one, and by a folder in which nobody may write.
"""

import json
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as PillowImage
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from cms.media.models import Document, Image, Rendition
from cms.media.storage import documents_storage
from cms.media.tests.factories import DocumentFactory, ImageFactory, image_file, pdf_bytes

NO_ROOM = (
    "Filen kunne ikke gemmes, fordi der ikke er plads til den på serveren. Intet er ændret. Prøv "
    "igen senere, og sig det til dem, der driver sitet, hvis det bliver ved."
)
LARGEST = 20_000


def photo() -> SimpleUploadedFile:
    """An image that can't be compressed, not even as WebP, to less than the limit."""
    output = BytesIO()
    PillowImage.frombytes("RGB", (300, 300), os.urandom(270_000)).save(output, "PNG")
    return SimpleUploadedFile("foto.png", output.getvalue())


def table() -> SimpleUploadedFile:
    return SimpleUploadedFile("tal.csv", b"a;b\n" * 100_000)


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may become larger than the limit (Python ignores the signal and gets an error)."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.fixture(params=["full", "read-only"])
def no_room(request, settings, monkeypatch, tmp_path):
    """A context in which nothing can be stored."""
    if request.param == "full":
        return full_disk
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    if os.geteuid() == 0:  # who may write everywhere, but not here
        closed = Path("/sys/uploads")

    @contextmanager
    def read_only() -> Iterator[None]:
        documents = documents_storage()
        media, settings.MEDIA_ROOT = settings.MEDIA_ROOT, closed
        try:
            with monkeypatch.context() as patch:
                patch.setitem(documents.__dict__, "location", str(closed))
                yield
        finally:
            settings.MEDIA_ROOT = media

    return read_only


@pytest.fixture(autouse=True)
def nothing_is_left(db, settings) -> Iterator[None]:
    """No test leaves a file that no row names, nor an upload that waits for nobody."""

    def stored() -> set[Path]:
        roots = [Path(settings.MEDIA_ROOT), Path(documents_storage().path(""))]
        return {path for root in roots for path in root.rglob("*") if path.is_file()}

    before = stored()
    yield
    assert not UploadedFile.objects.exists()
    files = [row.file for model in (Image, Document, Rendition) for row in model.objects.all()]
    assert stored() - before <= {Path(file.path) for file in files}


def file_errors(response) -> list[str]:
    assert response.status_code == 200
    assert NO_ROOM in response.text
    return response.context["form"].errors["file"]


def test_an_image(editor_client, no_room):
    data = {"title": "Foto", "description": "Et foto", "file": photo()}
    with no_room():
        response = editor_client.post(reverse("wagtailimages:add"), data)
    assert file_errors(response) == [NO_ROOM]
    assert not Image.objects.exists()


def test_a_document(editor_client, no_room):
    with no_room():
        response = editor_client.post(reverse("wagtaildocs:add"), {"title": "Tal", "file": table()})
    assert file_errors(response) == [NO_ROOM]
    assert not Document.objects.exists()


def test_a_pdf_of_which_no_copy_can_be_read(editor_client):
    pdf = SimpleUploadedFile("rapport.pdf", pdf_bytes(("A" * 1000,) * 200))
    with full_disk():
        response = editor_client.post(reverse("wagtaildocs:add"), {"title": "Tal", "file": pdf})
    assert file_errors(response) == [NO_ROOM]


def test_an_image_in_the_chooser(editor_client, no_room):
    prefix = "image-chooser-upload"
    data = {
        f"{prefix}-title": "Foto",
        f"{prefix}-description": "Et foto",
        f"{prefix}-file": photo(),
    }
    with no_room():
        response = editor_client.post(reverse("wagtailimages_chooser:create"), data)
    assert NO_ROOM in json.loads(response.content)["htmlFragment"]
    assert not Image.objects.exists()


def test_a_document_in_the_chooser(editor_client, no_room):
    prefix = "document-chooser-upload"
    data = {f"{prefix}-title": "Tal", f"{prefix}-file": table()}
    with no_room():
        response = editor_client.post(reverse("wagtaildocs_chooser:create"), data)
    assert NO_ROOM in json.loads(response.content)["htmlFragment"]
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["wagtailimages:add_multiple", "wagtaildocs:add_multiple"])
def test_one_of_several(editor_client, no_room, name):
    file = photo() if "images" in name else table()
    with no_room():
        response = editor_client.post(reverse(name), {"title": "x", "files[]": file})
    assert json.loads(response.content) == {"success": False, "error_message": NO_ROOM}
    assert [model.objects.count() for model in (Image, Document)] == [0, 0]


def test_one_of_several_images_that_was_waiting_for_its_alt_text(editor_client, no_room):
    url = reverse("wagtailimages:add_multiple")
    editor_client.post(url, {"title": "x", "files[]": photo()})
    waiting = UploadedFile.objects.get()
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    prefix = f"uploaded-image-{waiting.pk}"
    sent = {f"{prefix}-title": "Foto", f"{prefix}-description": "Et foto i sol"}
    with waiting.file.open() as file:
        file.read()
    with full_disk():
        answer = json.loads(editor_client.post(url, sent).content)
    assert not answer["success"]
    assert NO_ROOM in answer["form"]
    assert "Et foto i sol" in answer["form"]
    assert not Image.objects.exists()
    assert json.loads(editor_client.post(url, sent).content)["success"]


def test_a_file_that_replaces_another(editor_client, no_room):
    image, document = ImageFactory(), DocumentFactory()
    names = image.file.name, document.file.name
    kept = image.file.read()
    with no_room():
        for_image = editor_client.post(
            reverse("wagtailimages:edit", args=[image.pk]),
            {"title": "Ny", "description": "Nyt", "file": photo()},
        )
        for_document = editor_client.post(
            reverse("wagtaildocs:edit", args=[document.pk]), {"title": "Ny", "file": table()}
        )
    assert file_errors(for_image) == file_errors(for_document) == [NO_ROOM]
    image, document = Image.objects.get(), Document.objects.get()
    assert (image.file.name, document.file.name) == names
    assert (image.file.read(), image.width, image.height) == (kept, 1600, 1200)


def test_a_picture_on_an_account(editor_client, no_room):
    with no_room():
        response = editor_client.post(
            reverse("wagtailadmin_account"),
            {
                "name_email-first_name": "Anne",
                "name_email-last_name": "Berg",
                "name_email-email": "anne@example.dk",
                "avatar-avatar": photo(),
                "theme-theme": "system",
                "theme-contrast": "system",
                "theme-density": "default",
            },
        )
    assert response.status_code == 200
    assert NO_ROOM in response.text
    assert not UserProfile.objects.get().avatar


def test_a_file_so_large_that_it_waits_on_the_disk(editor_client):
    large = SimpleUploadedFile("tal.csv", b"a;b\n" * 800_000)  # Django keeps 2.5 MB in memory
    with full_disk():
        response = editor_client.post(reverse("wagtaildocs:add"), {"title": "Tal", "file": large})
    assert file_errors(response) == [NO_ROOM]
    assert 'value="Tal"' in response.text


def test_the_admin_goes_on_where_no_thumbnail_can_be_stored(editor_client, no_room):
    ImageFactory(file=image_file(size=(400, 300)))
    with no_room():
        assert editor_client.get(reverse("wagtailimages:index")).status_code == 200
