"""Keeps `DocumentPage` what the documents' texts are."""

from collections.abc import Iterator

from django.db import connection, transaction

from cms.media.models import Document, DocumentPage
from cms.publications.search.words import searchable, with_folded


def index_text(document: Document) -> None:
    """Write the pages of a document's text anew, unless they are what they should be."""
    pages = [
        (number, document.title, text)
        for number, text in enumerate(document.text.split("\f"), start=1)
        if number == 1 or text.strip()
    ]
    stored = DocumentPage.objects.filter(document=document).order_by("number")
    if list(stored.values_list("number", "title", "text")) == pages:
        return
    title = with_folded(searchable(document.title))
    numbers, titles, texts = map(list, zip(*pages, strict=True))
    with transaction.atomic(), connection.cursor() as cursor:
        stored.delete()
        cursor.execute(
            "INSERT INTO media_documentpage (document_id, number, title, text, vector) "
            "SELECT %s, number, title, text, publications_vector(ARRAY['', %s, words, '']) "
            "FROM unnest(%s::integer[], %s::text[], %s::text[], %s::text[]) "
            "AS page (number, title, text, words)",
            [
                *(document.pk, title, numbers, titles, texts),
                [with_folded(searchable(text)) for text in texts],
            ],
        )


def index_text_of(pk: int) -> None:
    """The same for a document with this key, if there is one."""
    if document := Document.objects.filter(pk=pk).first():
        index_text(document)


def unindexed_documents() -> Iterator[int]:
    """Yield the ids of documents that were never indexed."""
    yield from Document.objects.filter(text_pages=None).order_by("pk").values_list("pk", flat=True)
