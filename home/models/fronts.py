from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from cms.content import (
    TEXT_CHECKS,
    BodyField,
    ContentPage,
    latest_below,
    section_entries,
    section_teasers,
)


class HomePage(ContentPage):
    """The front of the site: it leads to its sections, and to what one can do in each."""

    body = BodyField()

    latest_count, teaser_count = 6, 0

    content_panels = [*ContentPage.content_panels, FieldPanel("body")]
    api_fields = [*ContentPage.api_fields, "body"]
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]
    checks = TEXT_CHECKS
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @classmethod
    def extra_context(cls, representation: dict, request: HttpRequest) -> dict:
        """Return `latest`: cards of what was published last, and what `section_entries` tells."""
        latest = latest_below(representation, cls.latest_count)
        return {"latest": latest, **section_entries(representation, request)}


class SectionPage(ContentPage):
    """The front of a section: what one can do there, and what is next and newest of every content
    type below it; of one topic, if the address asks for that (`?topic=klima`).
    """

    body = BodyField()

    content_panels = [*ContentPage.content_panels, FieldPanel("body")]
    api_fields = [*ContentPage.api_fields, "body"]
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]
    checks = TEXT_CHECKS
    schema_org_type = "CollectionPage"

    teaser_count = 0

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    @classmethod
    def extra_context(cls, representation: dict, request: HttpRequest) -> dict:
        """Return `teasers`, as `section_teasers` tells them, and what `section_entries` tells."""
        teasers = section_teasers(representation, request)
        return {"teasers": teasers, **section_entries(representation, request)}
