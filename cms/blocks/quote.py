from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.blocks import TextBlock as PlainTextBlock


class QuoteBlock(StructBlock):
    text = PlainTextBlock(label=_("Quote"), rows=3)
    attribution = CharBlock(
        label=_("Who said it"), max_length=200, required=False, help_text=_("Name and title.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("A quotation with the name of who said it.")
        preview_value = {
            "text": "Målene giver os et fælles sprog på tværs af forvaltningerne.",
            "attribution": "Projektleder i en mellemstor kommune",
        }
