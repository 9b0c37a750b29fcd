from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText
from wagtail.search import index

from cms.blocks.text import TEXT_FEATURES


class ReusableText(index.Indexed, models.Model):
    """A text that many pages show and that is kept in one place, such as how to get to the house.
    It has no drafts: a change of it changes the pages at once.
    """

    name = models.CharField(
        _("name"),
        max_length=150,
        unique=True,
        help_text=_("By which editors find the text. Visitors don't see it."),
    )
    text = RichTextField(_("text"), features=TEXT_FEATURES)

    panels = [FieldPanel("name"), FieldPanel("text")]
    api_fields = ["text"]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("text"),
    ]

    class Meta:
        verbose_name = _("reusable text")
        verbose_name_plural = _("reusable texts")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_text_display(self) -> RichText:
        """Return the text as the admin shows it to those who may not change it."""
        return RichText(self.text)
