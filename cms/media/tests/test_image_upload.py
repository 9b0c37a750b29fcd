"""Uploading an image, in the form of the admin, in the chooser and several at once."""

import json
import struct
import zlib

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import UploadedFile

from cms.media.models import Image
from cms.media.tests.factories import ImageFactory, image_file

NO_ALT_TEXT = "Beskriv, hvad billedet viser, eller markér det som dekorativt."
NOT_AN_IMAGE = "Filen er ikke et billede, eller den er beskadiget."


def upload(client, file, **data):
    data = {"title": "Rådhuset", "description": "Rådhuset i sol", "file": file} | data
    return client.post(reverse("wagtailimages:add"), data)


def errors(response, field: str) -> list[str]:
    return response.context["form"].errors.get(field, [])


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_header(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + png_chunk(
        b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    )


def png_with(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/png")


def test_an_image_with_alt_text_is_saved_with_size_and_hash(editor_client):
    response = upload(editor_client, image_file(), credit="Colourbox")
    assert response.status_code == 302
    image = Image.objects.get()
    stored = (image.title, image.alt, image.decorative, image.credit, image.width, image.height)
    assert stored == ("Rådhuset", "Rådhuset i sol", False, "Colourbox", 1600, 1200)
    assert image.file_size == image.file.size
    assert len(image.file_hash) == 40


@pytest.mark.parametrize("description", ["", "   "])
def test_an_image_without_alt_text_must_be_marked_as_decorative(editor_client, description):
    response = upload(editor_client, image_file(), description=description)
    assert errors(response, "description") == [NO_ALT_TEXT]
    assert NO_ALT_TEXT in response.text
    assert not Image.objects.exists()


def test_a_decorative_image_needs_no_alt_text(editor_client):
    upload(editor_client, image_file(), description="", is_decorative="on")
    image = Image.objects.get()
    assert (image.alt, image.default_alt_text, image.decorative) == ("", "", True)


def test_the_form_speaks_danish(editor_client):
    page = BeautifulSoup(editor_client.get(reverse("wagtailimages:add")).text, "html.parser")
    labels = [label.get_text(strip=True).rstrip("*") for label in page.select("main label")]
    for label in ("Alternativ tekst", "Dekorativt", "Kreditering"):
        assert label in labels


def test_the_chooser_asks_for_alt_text_as_well(editor_client):
    url = reverse("wagtailimages_chooser:create")
    prefix = "image-chooser-upload"
    data = {f"{prefix}-title": "Rådhuset", f"{prefix}-file": image_file()}
    answer = json.loads(editor_client.post(url, data).content)
    assert NO_ALT_TEXT in answer["htmlFragment"]
    data |= {f"{prefix}-file": image_file(), f"{prefix}-description": "Rådhuset i sol"}
    answer = json.loads(editor_client.post(url, data).content)
    assert answer["step"] == "chosen"
    assert answer["result"]["default_alt_text"] == "Rådhuset i sol"


def test_several_at_once_wait_for_their_alt_text_under_an_unguessable_path(editor_client):
    answer = json.loads(
        editor_client.post(
            reverse("wagtailimages:add_multiple"), {"title": "Å", "files[]": image_file("å.png")}
        ).content
    )
    assert answer["success"]
    assert not Image.objects.exists()
    waiting = UploadedFile.objects.get()
    folder, token, name = waiting.file.name.split("/")
    assert (folder, len(token), name) == ("wagtail_uploads", 22, "å.png")

    prefix = f"uploaded-image-{waiting.pk}"
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    answer = json.loads(editor_client.post(url, {f"{prefix}-title": "Å"}).content)
    assert NO_ALT_TEXT in answer["form"]
    described = {f"{prefix}-title": "Å", f"{prefix}-description": "Et å-løb"}
    assert json.loads(editor_client.post(url, described).content)["success"]
    assert Image.objects.get().alt == "Et å-løb"


class TestPathsCannotBeGuessed:
    def test_the_same_file_lies_under_another_path_each_time(self, editor_client):
        upload(editor_client, image_file("Rådhuset på Søndergade.png"))
        upload(editor_client, image_file("Rådhuset på Søndergade.png"))
        first, second = (image.file.name.split("/") for image in Image.objects.all())
        assert first[0] == second[0] == "images"
        assert len(first[1]) == len(second[1]) == 22
        assert first[1] != second[1]
        assert first[2] == second[2] == "Rådhuset_på_Søndergade.png"

    def test_a_long_name_fits_the_column(self, editor_client):
        assert upload(editor_client, image_file("å" * 240 + ".png")).status_code == 302
        assert Image.objects.get().file.name.endswith("å.png")


class TestBadFilesGetAMessage:
    def test_a_text_file_named_as_an_image(self, editor_client):
        response = upload(editor_client, png_with("falsk.png", b"Dette er ikke et billede."))
        assert errors(response, "file") == [NOT_AN_IMAGE]

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
    def test_a_truncated_image(self, editor_client, kind):
        whole = image_file(f"halvt.{kind.lower()}", size=(300, 200), kind=kind)
        half = whole.read()[: whole.size // 2]
        response = upload(editor_client, SimpleUploadedFile(whole.name, half))
        assert errors(response, "file") == [NOT_AN_IMAGE]

    def test_an_image_of_another_format_than_its_name_says(self, editor_client):
        response = upload(editor_client, image_file("billede.jpg", kind="PNG"))
        assert errors(response, "file") == [
            "Filnavnet ender på .jpeg, men billedet er i formatet png."
        ]

    def test_an_svg(self, editor_client):
        file = SimpleUploadedFile("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>')
        response = upload(editor_client, file)
        assert errors(response, "file") == [
            "Billedformatet er ikke tilladt. Tilladte formater: AVIF, GIF, JPG, JPEG, PNG, WEBP."
        ]

    def test_an_empty_file(self, editor_client):
        assert errors(upload(editor_client, png_with("tom.png", b"")), "file")

    @pytest.mark.parametrize("side", [8_000, 11_000, 40_000])
    def test_a_decompression_bomb(self, editor_client, side):
        rows = zlib.compressobj()
        data = b"".join(rows.compress(bytes(1 + side // 8)) for _ in range(side)) + rows.flush()
        bomb = png_header(side, side) + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")
        [message] = errors(upload(editor_client, png_with("bombe.png", bomb)), "file")
        assert message.startswith("Billedet har for mange pixels")

    def test_a_text_bomb_inside_an_image(self, editor_client):
        text = b"k\x00\x00" + zlib.compress(bytes(100_000_000))
        bomb = png_header(8, 8) + png_chunk(b"zTXt", text)
        response = upload(editor_client, png_with("bombe.png", bomb + png_chunk(b"IEND", b"")))
        assert errors(response, "file") == [NOT_AN_IMAGE]

    def test_a_file_that_is_too_large(self, editor_client, settings):
        settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
        [message] = errors(upload(editor_client, image_file()), "file")
        assert message.startswith("Filen er for stor")

    def test_a_bad_file_in_the_chooser(self, editor_client):
        prefix = "image-chooser-upload"
        data = {f"{prefix}-title": "x", f"{prefix}-file": png_with("falsk.png", b"nej")}
        answer = editor_client.post(reverse("wagtailimages_chooser:create"), data)
        assert NOT_AN_IMAGE in json.loads(answer.content)["htmlFragment"]

    def test_a_bad_file_among_several(self, editor_client):
        answer = editor_client.post(
            reverse("wagtailimages:add_multiple"),
            {"title": "x", "files[]": png_with("falsk.png", b"nej")},
        )
        assert json.loads(answer.content) == {"success": False, "error_message": NOT_AN_IMAGE}
        assert not UploadedFile.objects.exists()


def test_a_new_file_takes_the_place_of_the_old_one(
    editor_client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        image = ImageFactory()
    old = image.file.name
    with django_capture_on_commit_callbacks(execute=True):
        editor_client.post(
            reverse("wagtailimages:edit", args=[image.pk]),
            {"title": "Nyt", "description": "Nyt felt", "file": image_file(size=(900, 600))},
        )
    image = Image.objects.get()
    assert (image.width, image.height) == (900, 600)
    assert not image.file.storage.exists(old)
    card = image.renditions.get(filter_spec="fill-400x225|format-webp")
    assert (card.width, card.height) == (400, 225)
