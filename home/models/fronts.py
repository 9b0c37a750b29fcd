from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from cms.content import TEXT_CHECKS, BodyField, ContentPage, section_teasers


class HomePage(ContentPage):
    """The front of the site."""

    body = BodyField()

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
        return {"teasers": section_teasers(representation, request)}


class SectionPage(ContentPage):
    """The front of a section: what is next and newest of every content type below it."""

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
        """`teasers`: a list of `{"label", "index", "cards"}`, one for each type with pages."""
        return {"teasers": section_teasers(representation, request)}
