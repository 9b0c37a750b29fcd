from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    ChoiceBlock,
    DateTimeBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError


class Severity(models.TextChoices):
    """How much a message matters to who reads it."""

    INFORMATION = "information", _("information")
    WARNING = "warning", _("warning")
    OUTAGE = "outage", _("outage")


class ServiceMessageBlock(StructBlock):
    """What everyone is told at the top of every page, such as that registration is down tonight."""

    text = RichTextBlock(label=_("Text"), features=["bold", "link"])
    severity = ChoiceBlock(
        label=_("Severity"), choices=Severity.choices, default=Severity.INFORMATION
    )
    start = DateTimeBlock(label=_("Shown from"), required=False, help_text=_("Empty: at once."))
    end = DateTimeBlock(
        label=_("Shown until"), required=False, help_text=_("Empty: until it is removed here.")
    )

    class Meta:
        icon = "warning"
        label = _("Message on the whole site")

    def clean(self, value):
        value = super().clean(value)
        if value["start"] and value["end"] and value["end"] <= value["start"]:
            message = ValidationError(_("The end must be after the start."))
            raise StructBlockValidationError(block_errors={"end": message})
        return value


class SectionMessageBlock(ServiceMessageBlock):
    """The same on one page and those below it. Where that is hidden, so is the message."""

    section = PageChooserBlock(label=_("On this page and those below it"))

    class Meta:
        icon = "warning"
        label = _("Message in a section")


class ServiceMessagesBlock(StreamBlock):
    site = ServiceMessageBlock()
    section = SectionMessageBlock()
