"""The forms in which editors upload and describe images and documents.

Named in ``WAGTAILIMAGES_IMAGE_FORM_BASE`` and ``WAGTAILDOCS_DOCUMENT_FORM_BASE``, so they serve
the pages of the admin, the choosers and the multiple upload alike.
"""

from django import forms
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from cms.media.fields import DocumentUploadField, ImageUploadField


def replace_field(form: forms.Form, name: str, field_class: type[forms.Field]) -> None:
    # Wagtail makes the file's form field itself, whatever the form's base class declares; and
    # the multiple upload has a form without a file, where a declared field would come back.
    if field := form.fields.get(name):
        form.fields[name] = field_class(
            label=field.label, required=field.required, widget=field.widget
        )


class ImageForm(BaseImageForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        replace_field(self, "file", ImageUploadField)

    def save(self, commit: bool = True):
        if "file" in self.changed_data:
            self.instance.renditions_failed_at = None
        return super().save(commit)


class DocumentForm(BaseDocumentForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        replace_field(self, "file", DocumentUploadField)
        # The multiple upload sends the file alone. If these were required, Wagtail would keep
        # the file in the public media folder until the editor has filled in the rest.
        for name in ("language", "accessibility_status"):
            if name in self.fields:
                self.fields[name].required = False

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or self.instance.language

    def clean_accessibility_status(self) -> str:
        return self.cleaned_data["accessibility_status"] or self.instance.accessibility_status

    def save(self, commit: bool = True):
        if "file" in self.changed_data:
            self.instance.forget_reading()
        return super().save(commit)
