from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    PageChooserBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail_footnotes.blocks import RichTextBlockWithFootnotes
from wagtailmedia.blocks import VideoChooserBlock

from cms.content import TextBlock


class ModuleBlock(StructBlock):
    """A block as the platform likes it: fields only; its template is courses/blocks/module.html."""

    title = CharBlock(label=_("Title"))
    hours = IntegerBlock(label=_("Hours"), min_value=1)
    place = ChoiceBlock(
        label=_("Place"),
        choices=[("classroom", _("in a classroom")), ("online", _("online"))],
        default="classroom",
    )
    text = TextBlock(label=_("Text"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Module")
        preview_value = {
            "title": "Modul 1",
            "hours": 6,
            "place": "classroom",
            "text": "<p>Vi begynder.</p>",
        }


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


class HoursBlock(StructBlock):
    """A block that renders itself in Python, as Wagtail's manual shows it."""

    first = CharBlock(label=_("First lesson"))
    last = CharBlock(label=_("Last lesson"))

    def render_basic(self, value, context=None) -> str:
        return format_html("<p class='hours'>{} – {}</p>", value["first"], value["last"])

    class Meta:
        icon = "time"
        label = _("Lessons")


class ContentsBlock(StreamBlock):
    """Blocks of the plugin's own and of other packages, of which two are named like the core's."""

    module = ModuleBlock()
    recommendation = RecommendationBlock()
    material = MaterialBlock()
    hours = HoursBlock()
    video = VideoChooserBlock(label=_("Video"))
    text = RichTextBlockWithFootnotes(label=_("Text with footnotes"), features=["bold", "link"])
