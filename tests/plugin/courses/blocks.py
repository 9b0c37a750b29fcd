from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, PageChooserBlock, StreamBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.text import TextBlock


class ModuleBlock(StructBlock):
    """A block as the platform likes it: fields only; its template is courses/blocks/module.html."""

    title = CharBlock(label=_("Title"))
    hours = IntegerBlock(label=_("Hours"), min_value=1)
    text = TextBlock(label=_("Text"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Module")
        preview_value = {"title": "Modul 1", "hours": 6, "text": "<p>Vi begynder.</p>"}


class RecommendationBlock(StructBlock):
    """A block that was written for any Wagtail site: it renders itself with a template."""

    page = PageChooserBlock(label=_("Page"))
    image = ImageChooserBlock(label=_("Image"), required=False)
    reason = TextBlock(label=_("Reason"))

    class Meta:
        icon = "pick"
        label = _("Recommendation")
        template = "courses/recommendation.html"


class MaterialBlock(DocumentChooserBlock):
    """A block that makes its JSON itself, as Wagtail's manual shows it."""

    def get_api_representation(self, value, context=None) -> dict | None:
        return value and {"id": value.pk, "name": value.title}

    class Meta:
        icon = "doc-full"
        label = _("Material")


class ContentsBlock(StreamBlock):
    module = ModuleBlock()
    recommendation = RecommendationBlock()
    material = MaterialBlock()
