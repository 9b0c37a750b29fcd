from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.search import index

from cms.delivery.filters import (
    Filter,
    of_terms,
    of_year,
    one_of,
    topic_filter,
    words,
    year_filter,
)
from cms.media.models import Document
from cms.models import BodyField, ContentPage, IndexPage
from cms.models.tree import children_of
from cms.passages import (
    documents_shown_by,
    matching_with_documents,
    pages_showing,
    passages_in,
    passages_of,
)
from cms.publications.search.queries import tsquery
from cms.representations import with_origin
from cms.visibility import visible


class DocumentIndexPage(IndexPage):
    """Collections, the one last published first: all, or those of a topic (`?topic=klima`), a year
    (`?year=2022`) or with documents in a language (`?language=en`), and those that say something
    (`?q=`) or show a PDF that does.
    """

    default_title = "Dokumenter"
    default_slug = "dokumenter"
    filter_parameters = ("q", "topic", "year", "language")
    subpage_types = ["documents.DocumentCollectionPage"]

    class Meta:
        verbose_name = _("document index")
        verbose_name_plural = _("document indexes")

    @classmethod
    def filters(cls, representation: dict, query: QueryDict) -> list[Filter]:
        collections = children_of(DocumentCollectionPage, representation["id"])
        return [
            Filter("q", gettext("Words in the text, also in PDFs"), [], words(query), "search"),
            topic_filter(query),
            year_filter(collections, DocumentCollectionPage.facet_date, query),
            _language_filter(collections, query),
        ]

    @classmethod
    def items(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        found = of_terms(children_of(DocumentCollectionPage, representation["id"]), query)
        found = of_year(found, DocumentCollectionPage.facet_date, query)
        if language := _language(query):
            found = found.filter(pk__in=pages_showing(Document.objects.filter(language=language)))
        if text := words(query):
            found = matching_with_documents(found, tsquery(text))
        return found.order_by("-first_published_at", "-id")

    @classmethod
    def listed_context(cls, representation: dict, query: QueryDict, cards: list[dict]) -> dict:
        """`found`: the cards with where they and their documents match what is searched for, as in
        `cms.passages.Passages`; None if nothing is.
        """
        text = words(query)
        if not text:
            return {"found": None}
        passages = passages_of([card["id"] for card in cards], tsquery(text))
        found = [card | vars(passages[card["id"]]) for card in cards]
        return with_origin({"found": found}, "")


class DocumentCollectionPage(ContentPage):
    """Documents that belong together, in the editor's order. `?q=` searches their texts."""

    documents = StreamField(
        [("document", DocumentChooserBlock(label=_("Document")))],
        verbose_name=_("documents"),
        blank=True,
    )
    body = BodyField()

    #: How many pages of each document a search shows.
    found_pages = 5

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

    @classmethod
    def extra_context(cls, representation: dict, request: HttpRequest) -> dict:
        """`query`: what is searched for in the documents, and `found`: those that have it, as in
        `cms.passages.Passages`. Raises `cms.problems.BadQuery`.
        """
        text = words(request.GET)
        if not text:
            return {"query": "", "found": []}
        shown = [
            block["value"]["id"]
            for block in representation["documents"]
            if block["type"] == "document"  # and no placeholder of a preview
        ]
        found = passages_in(shown, tsquery(text), cls.found_pages)
        return {"query": text, **with_origin({"found": found}, "")}


def _language(query: QueryDict) -> str:
    return one_of(query, "language", Document.Language.values)


def _language_filter(collections: QuerySet, query: QueryDict) -> Filter:
    """The languages of what the collections show, if there are several, and the one asked for."""
    chosen = _language(query)
    shown = documents_shown_by(visible(collections))
    found = {*shown.values_list("language", flat=True).distinct(), chosen} - {""}
    labels = dict(Document.Language.choices)
    options = [(each, capfirst(str(labels[each]))) for each in labels if each in found]
    is_choice = chosen or len(options) > 1
    return Filter("language", gettext("Language"), options if is_choice else [], chosen)
