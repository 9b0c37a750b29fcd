from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from cms.content import TEXT_CHECKS, BodyField, ContentPage, Filled, Severity


class StandardPage(ContentPage):
    """A page of text, such as what to know before a meeting."""

    body = BodyField()

    content_panels = [*ContentPage.content_panels, FieldPanel("body")]
    api_fields = [*ContentPage.api_fields, "body"]
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    checks = [Filled("lede", Severity.ERROR), *TEXT_CHECKS]
    teaser_count = 0

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
