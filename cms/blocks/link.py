from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, StructBlock, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError


class LinkBlock(StructBlock):
    """A link to a page of the site or to an address elsewhere: exactly one of the two."""

    text = CharBlock(label=_("Text"), max_length=100)
    page = PageChooserBlock(label=_("Page"), required=False)
    url = URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")
        preview_value = {"text": "Tilmeld dig", "page": None, "url": "https://www.kl.dk/"}

    def clean(self, value):
        value = super().clean(value)
        if bool(value["page"]) == bool(value["url"]):
            message = ValidationError(_("Choose either a page or an address, not both."))
            raise StructBlockValidationError(block_errors={"page": message, "url": message})
        return value
