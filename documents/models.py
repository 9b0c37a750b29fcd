from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.search import index

from cms.content import BodyField, ContentPage, IndexPage, StreamField, YearFilter, with_origin
from cms.content.search import passages_in, passages_of, tsquery
from cms.content.views import words
from documents.filters import LanguageFilter, WordsFilter


class DocumentIndexPage(IndexPage):
    """Collections, the one last published first: all, or those that the filters of
    `DocumentCollectionPage` find (`?q=skybrud&language=en`).
    """

    default_title = "Dokumenter"
    default_slug = "dokumenter"
    task = _("Find a report")
    subpage_types = ["documents.DocumentCollectionPage"]

    class Meta:
        verbose_name = _("document index")
        verbose_name_plural = _("document indexes")

    @classmethod
    def listed_context(cls, representation: dict, query: QueryDict, cards: list[dict]) -> dict:
        """Return `found`: the cards with where they and their documents match what is searched for,
        as in `cms.passages.Passages`; None if nothing is.
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
    filters = [
        WordsFilter("q", label=_("Words in the text, also in PDFs")),
        *ContentPage.filters,
        YearFilter("first_published_at"),
        LanguageFilter("language", label=_("Language")),
    ]
    parent_page_types = ["documents.DocumentIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("document collection")
        verbose_name_plural = _("document collections")

    @classmethod
    def extra_context(cls, representation: dict, request: HttpRequest) -> dict:
        """Return `query`: what is searched for in the documents, and `found`: those that have it,
        as in `cms.passages.Passages`. Raises `cms.problems.BadQuery`.
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
