"""Nothing that is hidden in an image gets out, whatever its format, and every image that is
accepted can be shown: held by images of every kind, made by chance from a seed.
"""

import json
from io import BytesIO
from random import Random

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from PIL import Image as PillowImage
from wagtail.models import UploadedFile

from cms.media.models import Image
from cms.media.models.images import allowed_specs
from cms.media.tests.hidden import KINDS, POSITION, SIZE, Kind, photo
from cms.users.models import User

FILES = settings.BASE_DIR / "tests" / "files"
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
SEEDS = range(2)
NOTES = {"xmp", "XML:com.adobe.xmp", "comment", "photoshop"}


def case(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (FILES / name).read_bytes())


def upload(client, file: SimpleUploadedFile, **data) -> dict:
    """Upload an image and make its renditions; return the errors of the form."""
    data = {"title": "Foto", "description": "Et foto", "file": file} | data
    response = client.post(reverse("wagtailimages:add"), data)
    if response.status_code == 302:
        call_command("finish_uploads")
        return {}
    assert not Image.objects.exists()
    return response.context["form"].errors


def stored(file) -> bytes:
    with file.storage.open(file.name) as opened:
        return opened.read()


def hidden_in(data: bytes) -> list[str]:
    """The metadata of an image file that are neither orientation nor colour profile."""
    with PillowImage.open(BytesIO(data)) as opened:
        opened.load()
        tags = [hex(tag) for tag in opened.getexif() if tag != 0x0112]
        notes = [name for name in opened.info if name in NOTES]
        return tags + notes + list(getattr(opened, "text", {}))


def assert_every_rendition_is_clean(image: Image) -> None:
    renditions = image.public_renditions()
    assert [rendition.filter_spec for rendition in renditions] == allowed_specs()
    # The admin's own, in the image's format.
    for rendition in (*renditions, image.get_rendition("max-165x165")):
        data = stored(rendition.file)
        with PillowImage.open(BytesIO(data)) as opened:
            assert opened.mode in ("RGB", "RGBA"), rendition.filter_spec
            assert "icc_profile" not in opened.info
            assert dict(opened.getexif()) == {}
        assert (hidden_in(data), POSITION in data) == ([], False)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_photo_of_any_kind_is_clean_and_shown(editor_client, kind: Kind, seed: int):
    data = photo(kind, Random(f"{kind} {seed}"))
    assert POSITION in data
    with PillowImage.open(BytesIO(data)) as opened:
        lies = opened.getexif().get(0x0112, 1) >= 5
    errors = upload(editor_client, SimpleUploadedFile(f"foto.{EXTENSIONS[kind.format]}", data))
    assert errors == {}
    image = Image.objects.get()
    original = stored(image.file)
    assert (hidden_in(original), POSITION in original) == ([], False)
    assert (image.width, image.height) == (SIZE[::-1] if lies else SIZE)
    assert (image.file_size, image.file.size) == (len(original), len(original))
    assert_every_rendition_is_clean(image)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_damaged_photo_is_accepted_whole_or_refused(editor_client, kind: Kind):
    chance = Random(str(kind))
    for _ in range(3):
        data = bytearray(photo(kind, chance))
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        data = bytes(data[: chance.randint(len(data) // 2, len(data))])
        file = SimpleUploadedFile(f"foto.{EXTENSIONS[kind.format]}", data)
        if errors := upload(editor_client, file):
            assert list(errors) == ["file"]
        else:
            image = Image.objects.get()
            assert POSITION not in stored(image.file)
            assert_every_rendition_is_clean(image)
            image.delete()


class TestFilesThatPeopleHave:
    @pytest.mark.parametrize(
        ("name", "size"),
        [
            ("gps.png", (1400, 900)),
            ("orient6-gps.jpg", (800, 1200)),
            ("cmyk-with-rgb-icc.jpg", (1300, 900)),
            ("16bit.png", (1300, 900)),
            ("anim.png", (1300, 900)),
        ],
    )
    def test_are_accepted_and_shown(self, editor_client, name, size):
        assert upload(editor_client, case(name)) == {}
        image = Image.objects.get()
        assert (image.width, image.height) == size
        assert hidden_in(stored(image.file)) == []
        assert_every_rendition_is_clean(image)

    def test_sixteen_bits_of_grey_keep_their_shades(self, editor_client):
        upload(editor_client, case("16bit.png"))
        with PillowImage.open(FILES / "16bit.png") as opened:
            wanted = [opened.getpixel((x, 450)) // 257 for x in (10, 650, 1290)]
        share = Image.objects.get().get_rendition("width-640|format-jpeg")
        with PillowImage.open(BytesIO(stored(share.file))) as shown:
            found = [shown.getpixel((x, 221))[0] for x in (5, 320, 635)]
        assert [abs(a - b) <= 8 for a, b in zip(wanted, found, strict=True)] == [True] * 3

    def test_an_animated_png_is_kept_as_its_still(self, editor_client):
        upload(editor_client, case("anim.png"))
        with PillowImage.open(BytesIO(stored(Image.objects.get().file))) as kept:
            assert (kept.format, kept.n_frames) == ("PNG", 1)
            with PillowImage.open(FILES / "anim.png") as original:
                assert kept.convert("RGB").tobytes() == original.convert("RGB").tobytes()

    def test_a_photo_that_lies_on_its_side_is_stored_without_loss(self, editor_client):
        upload(editor_client, case("orient6-gps.jpg"))
        with PillowImage.open(BytesIO(stored(Image.objects.get().file))) as kept:
            assert dict(kept.getexif()) == {0x0112: 6}
            with PillowImage.open(FILES / "orient6-gps.jpg") as original:
                assert kept.tobytes() == original.tobytes()

    @pytest.mark.parametrize("size", [(3, 20_000), (640, 16_500)])
    def test_one_that_no_page_could_show_is_refused(self, editor_client, size):
        output = BytesIO()
        PillowImage.new("RGB", size).save(output, "PNG")
        errors = upload(editor_client, SimpleUploadedFile("linje.png", output.getvalue()))
        assert errors == {
            "file": [
                f"Billedet er {size[0]} × {size[1]} pixels, altså for langt og smalt til at blive "
                "vist på siderne. Beskær det, og prøv en gang til."
            ]
        }


class TestOtherWaysIn:
    def test_a_waiting_upload_is_clean(self, editor_client):
        url = reverse("wagtailimages:add_multiple")
        editor_client.post(url, {"title": "x", "files[]": case("gps.png")})
        assert hidden_in(stored(UploadedFile.objects.get().file)) == []

    def test_an_image_made_by_a_program_is_clean(self, db):
        image = Image.objects.create(title="x", file=case("orient6-gps.jpg"))
        assert hidden_in(stored(image.file)) == []
        assert (image.width, image.height) == (800, 1200)

    def test_a_picture_on_an_account_is_small_and_clean(self, editor_client):
        user = User.objects.get()
        response = editor_client.post(
            reverse("wagtailadmin_account"),
            {
                "name_email-first_name": "Anne",
                "name_email-last_name": "Berg",
                "name_email-email": "anne@example.dk",
                "avatar-avatar": case("orient6-gps.jpg"),
                "theme-theme": "system",
                "theme-contrast": "system",
                "theme-density": "default",
                "theme-keyboard_shortcuts": "on",
            },
        )
        assert response.status_code == 302
        picture = stored(user.wagtail_userprofile.avatar)
        with PillowImage.open(BytesIO(picture)) as opened:
            assert (opened.format, opened.size) == ("WEBP", (267, 400))
        assert hidden_in(picture) == []


class TestTheCreator:
    @pytest.fixture
    def photo(self) -> SimpleUploadedFile:
        exif = PillowImage.Exif()
        exif[0x013B] = "Søren Ærø".encode()  # as programs write it, although Exif says ASCII
        output = BytesIO()
        PillowImage.new("RGB", SIZE).save(output, "JPEG", exif=exif)
        return SimpleUploadedFile("foto.jpg", output.getvalue())

    def test_is_the_credit_unless_another_is_given(self, editor_client, photo):
        upload(editor_client, photo)
        assert Image.objects.get().credit == "Søren Ærø"

    def test_is_offered_when_the_file_is_chosen(self, editor_client, photo):
        page = editor_client.get(reverse("wagtailimages:add")).text
        url = reverse("media_creator")
        assert f'data-creator-url="{url}"' in page
        assert "media/js/credit.js" in page
        # The browser sends the beginning of the file.
        part = SimpleUploadedFile("foto.jpg", photo.read()[:-10])
        assert editor_client.post(url, {"file": part}).json() == {"creator": "Søren Ærø"}

    def test_can_be_declined(self, editor_client, photo):
        upload(editor_client, photo, credit="", credit_offered="1")
        assert Image.objects.get().credit == ""

    @pytest.mark.parametrize("content", [b"", b"text", b"\x89PNG\r\n\x1a\nxxxxxxxxxxxx"])
    def test_of_what_is_no_image_is_nobody(self, editor_client, content):
        url = reverse("media_creator")
        for sent in ({"file": SimpleUploadedFile("x.png", content)}, {}):
            assert editor_client.post(url, sent).json() == {"creator": ""}

    def test_is_told_only_to_who_may_upload(self, db, client, photo):
        user = User.objects.create_user("læser")
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        assert client.post(reverse("media_creator"), {"file": photo}).status_code == 302
        client.logout()
        assert client.post(reverse("media_creator"), {"file": photo}).status_code == 302

    def test_gives_way_to_what_the_editor_writes(self, editor_client, photo):
        upload(editor_client, photo, credit="KL")
        assert Image.objects.get().credit == "KL"

    def test_is_offered_where_several_are_uploaded(self, editor_client, photo):
        url = reverse("wagtailimages:add_multiple")
        answer = json.loads(editor_client.post(url, {"title": "x", "files[]": photo}).content)
        assert 'value="Søren Ærø"' in answer["form"]

    def test_is_not_insisted_upon(self, editor_client, photo):
        url = reverse("wagtailimages:add_multiple")
        editor_client.post(url, {"title": "x", "files[]": photo})
        pk = UploadedFile.objects.get().pk
        url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[pk])
        prefix = f"uploaded-image-{pk}"
        sent = {f"{prefix}-title": "x", f"{prefix}-description": "Et foto", f"{prefix}-credit": ""}
        assert json.loads(editor_client.post(url, sent).content)["success"]
        assert Image.objects.get().credit == ""
