"""What keeps `DocumentPage` what the documents' texts are."""

from collections.abc import Iterator

from django.db import connection, transaction

from cms.media.models import Document, DocumentPage
from cms.postgres.sql_files import read_sql
from cms.publications.search.words import searchable, with_folded

_INDEX_PAGES = read_sql(__file__, "index_pages")


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
    numbers, titles, texts = map(list, zip(*pages, strict=True))
    values = {
        "document": document.pk,
        "title": with_folded(searchable(document.title)),
        "numbers": numbers,
        "titles": titles,
        "texts": texts,
        "words": [with_folded(searchable(text)) for text in texts],
    }
    with transaction.atomic(), connection.cursor() as cursor:
        stored.delete()
        cursor.execute(_INDEX_PAGES, values)


def index_text_of(pk: int) -> None:
    """Do the same for a document with this key, if there is one."""
    if document := Document.objects.filter(pk=pk).first():
        index_text(document)


def unindexed_documents() -> Iterator[int]:
    """Yield the ids of documents that were never indexed."""
    yield from Document.objects.filter(text_pages=None).order_by("pk").values_list("pk", flat=True)
