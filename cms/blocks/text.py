from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class TextBlock(RichTextBlock):
    """Paragraphs and lists. Headings are blocks of their own: their order can be checked."""

    def __init__(self, features=None, **kwargs) -> None:
        super().__init__(features=features or TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        preview_value = (
            "<p>På webinaret får du <b>konkrete redskaber</b> med hjem:</p>"
            "<ul><li>en skabelon til lokale mål</li><li>erfaringer fra andre kommuner</li></ul>"
        )
