from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock
from wagtail.blocks import TextBlock as PlainTextBlock

#: Languages that quotations come in besides Danish, by their BCP 47 tags.
LANGUAGES = [
    ("en", _("English")),
    ("de", _("German")),
    ("sv", _("Swedish")),
    ("nb", _("Norwegian")),
    ("fr", _("French")),
    ("kl", _("Greenlandic")),
    ("fo", _("Faroese")),
]


class QuoteBlock(StructBlock):
    text = PlainTextBlock(label=_("Quote"), rows=3)
    attribution = CharBlock(
        label=_("Who said it"), max_length=200, required=False, help_text=_("Name and title.")
    )

    language = ChoiceBlock(
        label=_("Language"),
        choices=LANGUAGES,
        required=False,
        default="",
        help_text=_("If it is not Danish: a screen reader then reads it aloud as it should."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("A quotation with the name of who said it.")
        preview_value = {
            "text": "Målene giver os et fælles sprog på tværs af forvaltningerne.",
            "attribution": "Projektleder i en mellemstor kommune",
        }
