from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from cms.blocks.text import TextBlock


class FactBoxBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=200)
    text = TextBlock(label=_("Text"))

    class Meta:
        icon = "help"
        label = _("Fact box")
        description = _("Facts beside the text, in a box of their own.")
        preview_value = {
            "heading": "Fakta om undersøgelsen",
            "text": "<p>76 kommuner havde i efteråret 2021 besluttet at arbejde med målene.</p>",
        }
