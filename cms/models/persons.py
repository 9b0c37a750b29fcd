from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from cms.sorting import danish_sort_key


class Person(index.Indexed, models.Model):
    """A contact or a speaker. Mail and phone are public only on a page whose contact it is."""

    name = models.CharField(_("name"), max_length=150)
    title = models.CharField(_("job title"), max_length=150, blank=True)
    organisation = models.CharField(_("organisation"), max_length=150, blank=True)
    photo = models.ForeignKey(
        "media.Image",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    mail = models.EmailField(
        _("e-mail"),
        blank=True,
        help_text=_("Shown only where the person is the contact of a page."),
    )
    phone = models.CharField(
        _("phone"),
        max_length=30,
        blank=True,
        help_text=_("Shown only where the person is the contact of a page."),
    )
    bio = models.TextField(_("biography"), blank=True)
    sort_key = models.CharField(max_length=600, editable=False, db_index=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("title"), FieldPanel("organisation")], _("Who")
        ),
        MultiFieldPanel([FieldPanel("mail"), FieldPanel("phone")], _("Contact")),
        FieldPanel("photo"),
        FieldPanel("bio"),
    ]
    api_fields = ["name", "title", "organisation", "photo"]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("organisation"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}" if self.organisation else self.name

    def save(self, *args, **kwargs) -> None:
        self.sort_key = danish_sort_key(self.name)
        super().save(*args, **kwargs)
