"""The form fields of uploads: whatever is sent, the answer is a file or a message."""

import os
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage
from PIL import ImageSequence
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from cms.media.clean import clean
from cms.media.creators import creator_of
from cms.media.display import displayed
from cms.media.renditions import NotShowable, check_renditions
from cms.media.signatures import check_contents

#: What an editor is told where the disk is full or can't be written.
NOT_STORED = _(
    "The file could not be saved, because the server has no room for it. Nothing was changed. Try "
    "again later, and tell whoever runs the site if it goes on."
)


def uploaded(content: bytes, name: str) -> UploadedFile:
    """Return the content as a file that was uploaded under this name."""
    return InMemoryUploadedFile(BytesIO(content), None, name, None, len(content), None)


def check_received(file: UploadedFile) -> None:
    """Raise a ValidationError for a file for which there was no room while it was received."""
    if getattr(file, "not_received", False):
        raise ValidationError(NOT_STORED, code="not_stored")


class ImageUploadField(WagtailImageField):
    """Wagtail's field reads the image's header; this one removes its metadata, decodes all of it,
    and makes of it, to be thrown away, every rendition that pages may show.

    The file that it returns has as `creator` whom the metadata name, or "".
    """

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        limits = {
            "formats": ", ".join(self.allowed_image_extensions).upper(),
            "size": self.max_upload_size_text,
        }
        self.help_text = _("Formats: %(formats)s. At most %(size)s.") % limits
        self.error_messages |= {
            "invalid_image": _("The file is not an image, or it is damaged."),
            "invalid_image_extension": _("Not an allowed image format. Allowed: %(formats)s.")
            % limits,
            "invalid_image_known_format": _(
                "The file name ends in .%(extension)s, but the image is in the format "
                "%(image_format)s."
            ),
            "too_extreme": _(
                "The image is %(width)s × %(height)s pixels, too long and narrow to be shown on "
                "the site's pages. Cut it, and try once more."
            ),
            "unknown_colours": _(
                "The site can't read the colours of the image. Save it again in RGB, and try once "
                "more."
            ),
            "file_too_large": _("The file is too large (%(file_size)s, at most %(max_filesize)s)."),
            "file_too_large_unknown_size": _("The file is too large (at most %(size)s).") % limits,
            "file_too_many_pixels": _(
                "The image has too many pixels (%(num_pixels)s, at most %(max_pixels_count)s). "
                "Make it smaller, and try once more."
            ),
        }

    def to_python(self, data):
        if data in self.empty_values:
            return None
        check_received(data)
        self.check_image_file_size(data)  # before all of it is read
        try:
            data.seek(0)  # a page of several forms checks each of them again to show it
            content = data.read()
            file = super().to_python(uploaded(clean(content), data.name))
            file.creator = self._decoded(content, file)
            return file
        except ValidationError:
            raise
        # Decoders answer hostile or damaged files with many kinds of exceptions.
        except Exception as error:
            raise self._refusal("invalid_image") from error

    def _refusal(self, code: str, **params: int) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)

    def _decoded(self, content: bytes, file: UploadedFile) -> str:
        """Decode all of the image, make every rendition of it, and return its creator."""
        file.seek(0)
        opened = PillowImage.open(file)
        for frame in ImageSequence.Iterator(opened):
            frame.load()
        try:
            picture = displayed(file)
        except Exception as error:
            raise self._refusal("unknown_colours") from error
        try:
            check_renditions(picture, file.name)
        except NotShowable as error:
            width, height = picture.get_size()
            raise self._refusal("too_extreme", width=width, height=height) from error
        file.seek(0)
        with PillowImage.open(BytesIO(content)) as original:
            return creator_of(original)


class DocumentUploadField(WagtailDocumentField):
    """A file whose contents are what its name says."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        limits = {"size": filesizeformat(self.max_upload_size)}
        self.help_text = _("At most %(size)s.") % limits
        self.error_messages |= {
            "file_too_large": _("The file is too large (%(file_size)s, at most %(max_filesize)s)."),
            "file_too_large_unknown_size": _("The file is too large (at most %(size)s).") % limits,
        }

    def to_python(self, data):
        if data not in self.empty_values:
            check_received(data)
        file = super().to_python(data)
        if file is not None:
            try:
                check_contents(file, os.path.splitext(file.name)[1].lower().removeprefix("."))
            except OSError as error:  # no room for the copy that is read
                raise ValidationError(NOT_STORED, code="not_stored") from error
        return file
