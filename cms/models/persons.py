from itertools import count

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from cms.danish.slugs import DanishSlugInput, danish_slug, named_in_address
from cms.danish.sorting import danish_sort_key


class Person(index.Indexed, models.Model):
    """A contact or a speaker. Mail and phone are public on pages whose contact it is, and on the
    person's own page where `contact_is_public` says so.
    """

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
        help_text=_("Shown where the person is the contact of a page."),
    )
    phone = models.CharField(
        _("phone"),
        max_length=30,
        blank=True,
        help_text=_("Shown where the person is the contact of a page."),
    )
    contact_is_public = models.BooleanField(
        _("mail and phone are public"),
        default=False,
        help_text=_(
            "Also on the person's own page. Without it they stand only on pages whose contact "
            "the person is."
        ),
    )
    bio = models.TextField(_("biography"), blank=True)
    slug = models.SlugField(
        _("slug"),
        max_length=160,
        unique=True,
        blank=True,
        help_text=_("The name as it stands in web addresses. Empty: made from the name."),
    )
    sort_key = models.CharField(max_length=600, editable=False, db_index=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("title"), FieldPanel("organisation")], _("Who")
        ),
        MultiFieldPanel(
            [FieldPanel("mail"), FieldPanel("phone"), FieldPanel("contact_is_public")], _("Contact")
        ),
        FieldPanel("photo"),
        FieldPanel("bio"),
        FieldPanel("slug", widget=DanishSlugInput),
    ]
    api_endpoint = "persons"
    api_fields = ["name", "title", "organisation", "photo"]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("organisation"),
        index.FilterField("id"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}" if self.organisation else self.name

    def save(self, *args, **kwargs) -> None:
        self.sort_key = danish_sort_key(self.name)
        self.slug = self.slug or self._free_slug()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("person", args=[named_in_address(self)])

    def _free_slug(self) -> str:
        """Return the name as a slug, with a number where another person has it."""
        stem = danish_slug(self.name)[:150] or "person"
        others = Person.objects.filter(slug__startswith=stem).exclude(pk=self.pk)
        taken = set(others.values_list("slug", flat=True))
        slugs = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
        return next(slug for slug in slugs if slug not in taken)
