"""The command that cleans what was stored before uploads were."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image as PillowImage
from wagtail.models import UploadedFile

from cms.media.models import Image
from cms.media.tests.factories import ImageFactory, image_file
from cms.media.tests.hidden import PROFILES

FILES = settings.BASE_DIR / "tests" / "files"


def run() -> tuple[str, str, int]:
    """Run the command; what it printed, what it listed, and its exit status."""
    output, errors = StringIO(), StringIO()
    try:
        call_command("clean_images", stdout=output, stderr=errors)
    except SystemExit as ended:
        return output.getvalue(), errors.getvalue(), ended.code
    return output.getvalue(), errors.getvalue(), 0


def put(image: Image, content: bytes) -> None:
    """Put a file in the place of the image's, as it was stored before uploads were cleaned."""
    Path(image.file.path).write_bytes(content)


@pytest.fixture
def image(db, django_capture_on_commit_callbacks) -> Image:
    with django_capture_on_commit_callbacks(execute=True):
        return ImageFactory()


def test_an_original_is_cleaned_in_its_place_without_loss(image):
    before = (FILES / "orient6-gps.jpg").read_bytes()
    put(image, before)
    assert run() == ("8 files, 1 of them cleaned, 0 can't be cleaned.\n", "", 0)
    image.refresh_from_db()
    after = Path(image.file.path).read_bytes()
    with PillowImage.open(BytesIO(before)) as old, PillowImage.open(BytesIO(after)) as new:
        assert (new.tobytes(), dict(new.getexif())) == (old.tobytes(), {0x0112: 6})
    assert (image.width, image.height, image.file_size) == (800, 1200, len(after))
    assert list(Path(image.file.path).parent.iterdir()) == [Path(image.file.path)]


def test_a_rendition_is_cleaned_in_its_place(image):
    rendition = image.renditions.get(filter_spec="fill-1200x630|format-jpeg")
    exif = PillowImage.Exif()
    exif[0x8825] = {1: "N", 2: (55.0, 40.0, 34.0)}
    hiding = image_file("foto.jpg", (1200, 630), "JPEG", exif=exif)
    Path(rendition.file.path).write_bytes(hiding.read())
    assert run() == ("8 files, 1 of them cleaned, 0 can't be cleaned.\n", "", 0)
    with PillowImage.open(image.renditions.get(pk=rendition.pk).file.path) as clean:
        assert dict(clean.getexif()) == {}


def test_a_rendition_of_other_colours_is_made_anew(image):
    rendition = image.renditions.get(filter_spec="fill-1200x630|format-jpeg")
    output = BytesIO()
    wide = PillowImage.new("RGB", (1200, 630))
    wide.save(output, "JPEG", icc_profile=PROFILES["sRGB"])
    Path(rendition.file.path).write_bytes(output.getvalue())
    assert run() == ("8 files, 1 of them cleaned, 0 can't be cleaned.\n", "", 0)
    anew = image.renditions.get(filter_spec="fill-1200x630|format-jpeg")
    with PillowImage.open(anew.file.path) as clean:
        assert "icc_profile" not in clean.info


def test_what_is_clean_is_left_alone(image):
    run()
    stamps = {path: path.stat().st_mtime_ns for path in settings.MEDIA_ROOT.rglob("*.*")}
    assert run() == ("8 files, 0 of them cleaned, 0 can't be cleaned.\n", "", 0)
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_what_cant_be_cleaned_is_listed_and_the_rest_is_cleaned(image):
    gone, damaged = ImageFactory(title="Væk"), ImageFactory(title="Halvt")
    gone.file.storage.delete(gone.file.name)
    half = (FILES / "gps.png").read_bytes()[:3000]
    put(damaged, half)
    put(image, (FILES / "gps.png").read_bytes())
    output, errors, status = run()
    assert (output, status) == ("10 files, 1 of them cleaned, 2 can't be cleaned.\n", 1)
    assert errors.splitlines() == [
        f"image {gone.pk} (Væk): {gone.file.name}: No such file or directory",
        f"image {damaged.pk} (Halvt): {damaged.file.name}: the file is damaged",
    ]
    assert Path(damaged.file.path).read_bytes() == half


def test_a_waiting_upload_is_cleaned(db):
    upload = UploadedFile.objects.create(
        file=ContentFile(b"x", name="foto.png"),
        for_content_type=ContentType.objects.get_for_model(Image),
    )
    Path(upload.file.path).write_bytes((FILES / "gps.png").read_bytes())
    assert run() == ("1 files, 1 of them cleaned, 0 can't be cleaned.\n", "", 0)
    with PillowImage.open(upload.file.path) as clean:
        assert dict(clean.getexif()) == {}
