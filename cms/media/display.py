"""Images as they are shown: upright, eight bits a colour, sRGB, and nothing else in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Any

from django.core.files import File
from PIL import Image, ImageCms, ImageOps
from wagtail.images.models import Filter
from willow.plugins.pillow import PillowImage

# Of a colour profile, what it is about (ICC.1, 7.2.6), and the mode of such an image.
PROFILED_MODES = {"GRAY": "L", "RGB ": "RGB", "CMYK": "CMYK"}
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
# Pillow's names, where they are not Wagtail's in capitals: several pictures in one JPEG file.
FORMAT_NAMES = {"MPO": "jpeg"}


def displayed(file: IO[bytes]) -> PillowImage:
    """Return the image file's first picture as Wagtail makes renditions of it.

    It is RGB, or RGBA if anything is transparent, and carries no metadata that could pass into a
    rendition. Raises one of Pillow's many kinds of exceptions for a file that can't be decoded.
    """
    file.seek(0)
    opened = Image.open(file)
    willow_image = PillowImage(in_srgb(ImageOps.exif_transpose(opened)))
    name = opened.format or ""
    willow_image.format_name = FORMAT_NAMES.get(name, name.lower())
    return willow_image


def in_srgb(picture: Image.Image) -> Image.Image:
    """Return the picture in sRGB, by its colour profile if it has one that can be about it.

    A profile of another kind of colours than the picture's, or a damaged one, says nothing; it is
    left out, as browsers do.
    """
    profile = picture.info.get("icc_profile")
    picture = _with_eight_bits(picture)
    alpha = picture.getchannel("A") if "A" in picture.getbands() else None
    colours = _without_alpha(picture)
    if profile:
        colours = _converted(colours, profile)
    colours = colours.convert("RGB")
    if alpha is not None:
        colours.putalpha(alpha)
    colours.info = {}
    return colours


def _with_eight_bits(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith(("I", "F")):
        # Sixteen bits of grey. Pillow's own conversion cuts off all that is brighter than 255.
        picture = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
        picture.info.pop("transparency", None)
    if picture.mode in ("P", "PA") or "transparency" in picture.info:
        transparent = picture.mode == "PA" or "transparency" in picture.info
        return picture.convert("RGBA" if transparent else "RGB")
    return picture


def _without_alpha(picture: Image.Image) -> Image.Image:
    if picture.mode == "LA":
        return picture.getchannel("L")
    if picture.mode == "1":
        return picture.convert("L")
    return picture.convert("RGB") if "A" in picture.getbands() else picture


def _converted(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = PROFILED_MODES.get(source.profile.xcolor_space)
        if mode == "RGB" and picture.mode == "L":
            picture = picture.convert("RGB")
        if picture.mode == mode:
            return ImageCms.profileToProfile(picture, source, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        pass
    return picture


class DisplayFilter(Filter):
    """Wagtail's filter, run on an image as it is shown, and on a picture that was decoded before
    if one is given.
    """

    def __init__(self, spec: str, picture: PillowImage | None = None) -> None:
        super().__init__(spec)
        self.picture = picture

    @contextmanager
    def get_willow_image(self, image: Any, source: File | None = None) -> Iterator[PillowImage]:
        if self.picture is not None:
            yield self.picture
        elif source is not None:
            yield displayed(source)
        else:
            with image.get_willow_image() as picture:
                yield picture
