from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from cms.blocks.text import TextBlock


class AccordionItemBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=200)
    text = TextBlock(label=_("Text"))

    class Meta:
        icon = "collapse-down"
        label = _("Fold-out")


class AccordionBlock(StructBlock):
    items = ListBlock(AccordionItemBlock(), label=_("Fold-outs"))

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        description = _("Questions and answers that the reader folds out.")
        preview_value = {
            "items": [
                {"heading": "Hvem kan deltage?", "text": "<p>Alle kommunale medarbejdere.</p>"},
                {"heading": "Hvad koster det?", "text": "<p>Det er gratis at deltage.</p>"},
            ]
        }
