from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DateBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    TimeBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.content import PersonChooserBlock, TextBlock


class SpeakerRole(models.TextChoices):
    FACILITATOR = "facilitator", _("facilitator")
    SPEAKER = "speaker", _("speaker")
    PANELIST = "panelist", _("panelist")


class SpeakerBlock(StructBlock):
    person = PersonChooserBlock(label=_("Person"))
    role = ChoiceBlock(label=_("Role"), choices=SpeakerRole.choices, default=SpeakerRole.SPEAKER)
    talk_title = CharBlock(label=_("Title of the talk"), max_length=200, required=False)

    class Meta:
        icon = "user"
        label = _("Speaker")
        description = _("A person on the programme, with a role and the title of the talk.")

    def get_preview_value(self):
        person = self.child_blocks["person"].get_preview_value()
        return self.normalize({"person": person, "role": "speaker", "talk_title": "Mål i praksis"})


class ProgrammeItemKind(models.TextChoices):
    TALK = "talk", _("talk")
    WORKSHOP = "workshop", _("workshop")
    DEBATE = "debate", _("debate")
    EXCURSION = "excursion", _("excursion")
    BREAK = "break", _("break")
    SOCIAL = "social", _("social gathering")


class ProgrammeItemBlock(StructBlock):
    day = DateBlock(
        label=_("Day"),
        required=False,
        help_text=_("Only for events of several days. If empty, it is the first day."),
    )
    start = TimeBlock(label=_("Start"))
    end = TimeBlock(label=_("End"), required=False)
    title = CharBlock(label=_("Title"), max_length=200)
    track = CharBlock(
        label=_("Track"),
        max_length=100,
        required=False,
        help_text=_(
            "One of the event's tracks. Items at the same time in different tracks are shown side "
            "by side."
        ),
    )
    kind = ChoiceBlock(
        label=_("Type"), choices=ProgrammeItemKind.choices, required=False, default=""
    )
    text = TextBlock(label=_("Text"), required=False)
    speakers = ListBlock(PersonChooserBlock(label=_("Person")), label=_("Speakers"), default=[])
    organisations = ListBlock(
        CharBlock(label=_("Organisation"), max_length=150),
        label=_("Organisations"),
        default=[],
        help_text=_("Those who present something or host an excursion."),
    )

    class Meta:
        icon = "time"
        label = _("Programme item")
        description = _("An item of the programme, with day, time, title, track and speakers.")
        preview_value = {
            "day": None,
            "start": "10:00",
            "end": "10:30",
            "title": "Velkomst og rammer for dagen",
            "track": "",
            "kind": "talk",
            "text": "<p>Vi ser på, hvor kommunerne er i dag.</p>",
            "speakers": [],
            "organisations": ["Fjordby Kommune"],
        }

    def clean(self, value):
        value = super().clean(value)
        if value["end"] and value["end"] <= value["start"]:
            message = ValidationError(_("The end must be after the start."))
            raise StructBlockValidationError(block_errors={"end": message})
        return value


class SpeakersBlock(StreamBlock):
    speaker = SpeakerBlock()


class TracksBlock(StreamBlock):
    """The names of an event's tracks, in the order in which they are shown."""

    track = CharBlock(label=_("Track"), max_length=100)


class ProgrammeBlock(StreamBlock):
    programme_item = ProgrammeItemBlock()


class PriceBlock(StructBlock):
    label = CharBlock(label=_("Applies to"), max_length=150)
    price = CharBlock(label=_("Price"), max_length=100)

    class Meta:
        icon = "tag"
        label = _("Price")
        description = _("What membership costs for municipalities of a given size.")
        preview_value = {"label": "Under 30.000 indbyggere", "price": "12.000 kr. om året"}


class PricesBlock(StreamBlock):
    price = PriceBlock()
