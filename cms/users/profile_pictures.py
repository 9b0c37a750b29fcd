"""The picture that an editor puts on their own account."""

from io import BytesIO
from pathlib import PurePath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from wagtail.admin.forms.account import AvatarPreferencesForm

from cms.media.display import displayed
from cms.media.fields import NOT_STORED, ImageUploadField
from cms.media.forms import replace_field

# Pixels of the longer side, as in Wagtail's own form.
LARGEST = 400


class ProfilePictureForm(AvatarPreferencesForm):
    """Wagtail's form, with the checks and messages of other images. Of the file nothing is kept
    but a small picture.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        replace_field(self, "avatar", ImageUploadField)

    def clean_avatar(self) -> File:
        file = self.cleaned_data.get("avatar")
        if not hasattr(file, "creator"):  # none was sent
            return self._original_avatar
        picture = displayed(file).get_pillow_image()
        picture.thumbnail((LARGEST, LARGEST))
        output = BytesIO()
        picture.save(output, "WEBP", quality=80)
        content = ContentFile(output.getvalue(), name=PurePath(file.name).stem + ".webp")
        self._try_to_store(content)
        return content

    def _try_to_store(self, content: File) -> None:
        # Not the real storing: the forms of the whole page are checked, twice if one of them has
        # an error, before any is saved.
        storage = self.instance.avatar.storage
        try:
            storage.delete(storage.save(f"avatar_images/{uuid4()}.webp", content))
        except OSError as error:
            raise ValidationError(NOT_STORED, code="not_stored") from error
