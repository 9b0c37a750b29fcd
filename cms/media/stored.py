"""Cleaning images that are stored already: originals, waiting uploads, profile pictures and
renditions.
"""

from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.fields.files import FieldFile
from PIL import Image as PillowImage
from PIL import ImageSequence
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile
from wagtail.utils.file import hash_filelike

from cms.media import renditions
from cms.media.clean import clean
from cms.media.image_field import upright_size
from cms.media.models import Image, Rendition


class Uncleanable(Exception):
    """A stored image that can't be cleaned; says which, and why."""


def images_to_clean() -> Iterator[Callable[[], bool]]:
    """Yield for each stored image a function that cleans it and returns whether it had to.

    It raises Uncleanable where the file is gone, damaged, or can't be replaced.
    """
    for image in Image.objects.order_by("pk").iterator(500):
        yield partial(_clean_original, image)
    image_type = ContentType.objects.get_for_model(Image)
    for upload in UploadedFile.objects.filter(for_content_type=image_type).order_by("pk"):
        yield partial(_clean_file, upload.file, f"upload {upload.pk}")
    for profile in UserProfile.objects.exclude(avatar="").order_by("pk"):
        yield partial(_clean_file, profile.avatar, f"picture of user {profile.user_id}")
    for rendition in Rendition.objects.order_by("pk").iterator(500):
        yield partial(_clean_rendition, rendition)


def _clean_original(image: Image) -> bool:
    """Clean the file, and store of it what has changed with it or was never right."""
    was_replaced = _clean_file(image.file, f"image {image.pk} ({image.title})")
    content = _content(image.file, f"image {image.pk} ({image.title})")
    width, height = upright_size(BytesIO(content))
    facts = {
        "width": width,
        "height": height,
        "file_size": len(content),
        "file_hash": hash_filelike(BytesIO(content)),
    }
    stored = {name: getattr(image, name) for name in facts}
    if stored != facts:
        Image.objects.filter(pk=image.pk, file=image.file.name).update(**facts)
    return was_replaced or (stored["width"], stored["height"]) != (width, height)


def _clean_rendition(rendition: Rendition) -> bool:
    """Clean the file; one whose colours are not sRGB is made anew from its image instead."""
    label = f"rendition {rendition.filter_spec} of image {rendition.image_id}"
    content = _content(rendition.file, label)
    with PillowImage.open(BytesIO(content)) as opened:
        is_srgb = opened.mode in ("L", "P", "RGB", "RGBA") and "icc_profile" not in opened.info
    if is_srgb:
        return _clean_file(rendition.file, label)
    with transaction.atomic():
        rendition.delete()
        renditions.make(rendition.image_id)
        if renditions.missing(rendition.image):
            transaction.set_rollback(True)
            raise Uncleanable(f"{label}: it can't be made anew from its image")
    return True


def _clean_file(file: FieldFile, label: str) -> bool:
    content = _content(file, label)
    try:
        cleaned = clean(content)
        if cleaned == content:
            return False
        pictures = _pixels(cleaned)
        if pictures != _pixels(content)[: len(pictures)]:  # of several, the first may be kept alone
            raise Uncleanable(f"{label}: {file.name} would look another way")
        file.storage.replace(file.name, cleaned)
    except Uncleanable:
        raise
    except Exception as error:  # decoders answer damaged files with many kinds of exceptions
        raise Uncleanable(f"{label}: {file.name}: {str(error) or 'the file is damaged'}") from error
    return True


def _content(file: FieldFile, label: str) -> bytes:
    try:
        with file.storage.open(file.name) as opened:
            return opened.read()
    except OSError as error:
        raise Uncleanable(f"{label}: {file.name}: {error.strerror or error}") from error


def _pixels(content: bytes) -> list[bytes]:
    """Return the picture, or the pictures of an animation, as they are decoded."""
    with PillowImage.open(BytesIO(content)) as opened:
        return [frame.tobytes() for frame in ImageSequence.Iterator(opened)]
