"""The model field of images: what it stores is clean, and its size is the one that people see."""

from typing import Any

from django.core.files.base import ContentFile, File
from PIL import Image as PillowImage
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from cms.media.clean import clean
from cms.media.clean.orientation import orientation_of

# Of the orientations (Exif 2.32, 4.6.4), those in which the picture lies on its side.
ON_ITS_SIDE = {5, 6, 7, 8}


def cleaned(file: File) -> File:
    """Return the image file without metadata, under the same name.

    Raises Damaged where the parts of the file don't fit together.
    """
    file.seek(0)
    return ContentFile(clean(file.read()), name=file.name)


def upright_size(file: Any) -> tuple[int, int]:
    """Return width and height in pixels of the image in a file as one sees it."""
    file.seek(0)
    opened = PillowImage.open(file)
    width, height = opened.size
    if orientation_of(opened.info.get("exif", b"")) in ON_ITS_SIDE:
        return height, width
    return width, height


class CleanImageFieldFile(WagtailImageFieldFile):
    """A stored image. Whoever stores it, form, import or command, it is cleaned before."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        super().save(name, cleaned(content), save)

    def get_image_dimensions(self) -> tuple[int, int]:
        """Return the size of the upright picture, which is that of its renditions."""
        close = self.closed
        try:
            self.open()
            return upright_size(self)
        finally:
            if close:
                self.close()
            else:
                self.seek(0)


class CleanImageField(WagtailImageField):
    attr_class = CleanImageFieldFile
