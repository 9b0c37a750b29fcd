from typing import Any

from wagtail.admin.forms.choosers import ExternalLinkChooserForm, URLOrAbsolutePathField
from wagtail.admin.views.chooser import ExternalLinkView


class AddressField(URLOrAbsolutePathField):
    """Wagtail's, which breaks where no address was sent."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value or "")


class ExternalLinkForm(ExternalLinkChooserForm):
    url = AddressField(label=ExternalLinkChooserForm.base_fields["url"].label)


class CompleteExternalLinkView(ExternalLinkView):
    """Wagtail's dialog for a link to another site, which asks for the address if it is missing."""

    form_class = ExternalLinkForm
