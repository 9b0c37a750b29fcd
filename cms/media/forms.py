"""The forms in which editors upload and describe images and documents.

Named in ``WAGTAILIMAGES_IMAGE_FORM_BASE`` and ``WAGTAILDOCS_DOCUMENT_FORM_BASE``, so they serve
the pages of the admin, the choosers and the multiple upload alike.
"""

import logging

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from cms.media.fields import NOT_STORED, DocumentUploadField, ImageUploadField

logger = logging.getLogger(__name__)


def replace_field(form: forms.Form, name: str, field_class: type[forms.Field]) -> None:
    # Wagtail makes the file's form field itself, whatever the form's base class declares; and
    # the multiple upload has a form without a file, where a declared field would come back.
    if field := form.fields.get(name):
        form.fields[name] = field_class(
            label=field.label, required=field.required, widget=field.widget
        )


class StoringForm(forms.ModelForm):
    """A form that stores its file as the last step of its validation.

    Django stores it while the object is saved, where a full disk is a 500. Here it is a message
    by the field, and the object, if there was one, keeps its file.
    """

    def _post_clean(self) -> None:
        previous = self._file()
        super()._post_clean()
        file = self.instance.file
        if self.errors or "file" not in self.changed_data or not file:
            return
        try:
            file.save(file.name, file.file, save=False)
        except OSError as error:
            # The disk's fault, of which a traceback says no more.
            logger.warning("An upload can't be stored: %s", error)
            vars(self.instance).update(previous)
            self.add_error("file", NOT_STORED)

    def _file(self) -> dict:
        """Return the instance's file with what its model keeps of it, to be put back unread."""
        names = {"file", "width", "height"} & {field.name for field in self.instance._meta.fields}
        return {name: getattr(self.instance, name) for name in names}


class ImageForm(StoringForm, BaseImageForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        replace_field(self, "file", ImageUploadField)
        if "file" in self.fields:
            self.fields["credit"].widget.attrs["data-creator-url"] = reverse("media_creator")

    def clean_credit(self) -> str:
        """Return the credit, or else the creator whom the file's metadata name, since those are
        not kept; unless he has been offered (see credit.js) and the editor has declined.
        """
        was_offered = self.add_prefix("credit_offered") in self.data
        creator = getattr(self.cleaned_data.get("file"), "creator", "")
        return self.cleaned_data["credit"] or ("" if was_offered else creator)

    def save(self, commit: bool = True):
        if "file" in self.changed_data:
            self.instance.renditions_failed_at = None
        return super().save(commit)


class DocumentForm(StoringForm, BaseDocumentForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        replace_field(self, "file", DocumentUploadField)
        # The multiple upload sends the file alone. If these were required, Wagtail would keep
        # the file in the public media folder until the editor has filled in the rest.
        for name in ("language", "accessibility_status"):
            if name in self.fields:
                self.fields[name].required = False
        if "file" in self.fields and self.instance.pk and self.instance.file:
            told = _(
                "If you choose another file, it takes the place of %(name)s everywhere at once, "
                "and that one is kept as a version for a year. A file of another name gives the "
                "document another address; the old one leads on to it."
            ) % {"name": self.instance.filename}
            self.fields["file"].help_text = f"{told} {self.fields['file'].help_text}"

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or self.instance.language

    def clean_accessibility_status(self) -> str:
        return self.cleaned_data["accessibility_status"] or self.instance.accessibility_status

    def save(self, commit: bool = True):
        self.original_file = None  # Wagtail would delete it; it is kept as a version
        return super().save(commit)
