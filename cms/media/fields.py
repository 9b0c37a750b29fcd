"""The form fields of uploads: whatever is sent, the answer is a file or a message."""

import os

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from cms.media.contents import check_contents
from cms.media.positions import without_position


class ImageUploadField(WagtailImageField):
    """Wagtail's field reads the image's header; this one also decodes all of it, and removes the
    position of a photo.
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
            "file_too_large": _("The file is too large (%(file_size)s, at most %(max_filesize)s)."),
            "file_too_large_unknown_size": _("The file is too large (at most %(size)s).") % limits,
            "file_too_many_pixels": _(
                "The image has too many pixels (%(num_pixels)s, at most %(max_pixels_count)s). "
                "Make it smaller, and try once more."
            ),
        }

    def to_python(self, data):
        try:
            file = super().to_python(data)
            if file is None:
                return None
            image = file.image
            file = without_position(file)
            file.image = image  # where Wagtail's field leaves it for validators
            return file
        except ValidationError:
            raise
        # Decoders answer hostile or damaged files with many kinds of exceptions.
        except Exception as error:
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error


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
        file = super().to_python(data)
        if file is not None:
            check_contents(file, os.path.splitext(file.name)[1].lower().removeprefix("."))
        return file
