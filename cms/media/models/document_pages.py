"""The text of documents, page by page, as search finds it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from cms.media.models.documents import Document


class DocumentPage(models.Model):
    """The text of one page of a document. Every document has a first page, if only for its title;
    others without text have none.

    Written by `cms.media.text_index` from the document. Who may find it is asked when it is
    searched for: it shows through pages that show the document, and no other way.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="text_pages")
    number = models.PositiveIntegerField()
    #: The document's title, as it was indexed.
    title = models.CharField(max_length=255)
    text = models.TextField()
    #: Weight B: the title, so that words of both are found together; C: the text.
    vector = SearchVectorField()

    #: No representation holds it, so its changes are none of the log's.
    is_unnoticed = True
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [GinIndex("vector", name="media_document_words")]
        constraints = [
            models.UniqueConstraint("document", "number", name="media_document_page_number")
        ]
