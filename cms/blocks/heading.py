from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock


class HeadingBlock(StructBlock):
    text = CharBlock(label=_("Heading"), max_length=200)
    level = ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Heading")), ("h3", _("Subheading"))],
        default="h2",
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading or subheading in the body.")
        preview_value = {"text": "Fire spørgsmål på dagen", "level": "h2"}
