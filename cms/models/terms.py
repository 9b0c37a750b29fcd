from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.search import index

from cms.danish.slugs import DanishSlugInput
from cms.danish.sorting import danish_sort_key


class Term(index.Indexed, models.Model):
    """Base of the lists of words that editors keep and file pages under. Its slug is part of public
    URLs.
    """

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        help_text=_("The name as it stands in web addresses, such as klima-og-energi."),
    )
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("slug", widget=DanishSlugInput),
    ]
    api_fields = ["name", "slug"]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("id"),
    ]

    class Meta:
        abstract = True
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.sort_key = danish_sort_key(self.name)
        super().save(*args, **kwargs)
