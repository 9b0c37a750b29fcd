from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.search import index

from cms.delivery.filters import Filter, of_topic, topic_filter
from cms.models import BodyField, ContentPage, IndexPage
from cms.models.tree import children_of


class DocumentIndexPage(IndexPage):
    """Collections, the one last published first, all of them or those of a topic or a year."""

    default_title = "Dokumenter"
    default_slug = "dokumenter"
    filter_parameters = ("topic",)
    subpage_types = ["documents.DocumentCollectionPage"]

    class Meta:
        verbose_name = _("document index")
        verbose_name_plural = _("document indexes")

    @classmethod
    def filters(cls, representation: dict, query: QueryDict) -> list[Filter]:
        return [topic_filter(query)]

    @classmethod
    def items(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        collections = children_of(DocumentCollectionPage, representation["id"])
        return of_topic(collections, query).order_by("-first_published_at", "-id")


class DocumentCollectionPage(ContentPage):
    """Documents that belong together, in the editor's order."""

    documents = StreamField(
        [("document", DocumentChooserBlock(label=_("Document")))],
        verbose_name=_("documents"),
        blank=True,
    )
    body = BodyField()

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("documents"),
        FieldPanel("body"),
    ]
    api_fields = [*ContentPage.api_fields, "documents", "body"]
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]
    schema_org_type = "CollectionPage"
    parent_page_types = ["documents.DocumentIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("document collection")
        verbose_name_plural = _("document collections")
