from django.utils.translation import gettext_lazy as _

from cms.blocks.shared_data import SharedDataChooserBlock


class ReusableTextBlock(SharedDataChooserBlock):
    """A text that other pages show as well."""

    model_label = "cms.ReusableText"

    class Meta:
        icon = "copy"
        label = _("Reusable text")
        description = _("A text that is kept in one place and shown on many pages.")
