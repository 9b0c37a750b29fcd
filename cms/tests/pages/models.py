from django.db import models
from django.http import HttpRequest
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from cms.delivery.teasers import section_teasers
from cms.models import BodyField, ContentPage, IndexPage


class FrontPage(ContentPage):
    """The front of a site or of a section, where the `home` app is not installed."""

    body = BodyField(verbose_name="brødtekst")

    content_panels = [*ContentPage.content_panels, FieldPanel("body")]
    api_fields = [*ContentPage.api_fields, "body"]

    class Meta:
        verbose_name = "forside"
        verbose_name_plural = "forsider"

    @classmethod
    def extra_context(cls, representation: dict, request: HttpRequest) -> dict:
        return {"teasers": section_teasers(representation, request)}


class ArticleIndexPage(IndexPage):
    """Articles, newest first."""

    default_title = "Artikler"
    default_slug = "artikler"
    page_size = 5
    subpage_types = ["pages.ArticlePage"]

    class Meta:
        verbose_name = "artikelliste"
        verbose_name_plural = "artikellister"


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("pages.ArticlePage", related_name="tagged_items")


class ArticlePage(ContentPage):
    """A page with every kind of field that a representation can hold."""

    date = models.DateField("dato", null=True, blank=True)
    starts = models.DateTimeField("begynder", null=True, blank=True)
    price = models.DecimalField("pris", max_digits=8, decimal_places=2, null=True, blank=True)
    summary = RichTextField("resumé", blank=True)
    related = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="beslægtet side",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    tags = ClusterTaggableManager(through=ArticleTag, blank=True, verbose_name="mærker")
    body = BodyField(verbose_name="brødtekst")

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("date"),
        FieldPanel("starts"),
        FieldPanel("price"),
        FieldPanel("summary"),
        FieldPanel("related"),
        FieldPanel("tags"),
        InlinePanel("attachments", label="Bilag"),
        FieldPanel("body"),
    ]
    api_fields = [
        *ContentPage.api_fields,
        "date",
        "starts",
        "price",
        "summary",
        "related",
        "tags",
        "attachments",
        "body",
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.FilterField("date"),
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    card_fields = ["date"]
    reference_fields = ["date"]
    schema_org_type = "Article"
    parent_page_types = ["pages.ArticleIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = "artikel"
        verbose_name_plural = "artikler"


class Attachment(Orderable):
    """A document that belongs to an article, with a note of its own."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name="dokument",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.CharField("bemærkning", max_length=100, blank=True)

    panels = [FieldPanel("document"), FieldPanel("note")]
    api_fields = ["document", "note"]
