"""Pages, text and thumbnail of a document, read from its file after the upload."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db.models import Q, QuerySet
from django.utils.timezone import now
from wagtail.search import index

from cms.media import pdf
from cms.media.models import Document
from cms.media.text_index import index_text

logger = logging.getLogger(__name__)

# A file that could not be read is tried again after this time: storage may have been away.
RETRY_AFTER = timedelta(hours=1)
# After an upgrade there may be thousands, and new uploads wait for what runs.
TOLD_AT_ONCE = 100
LONGEST_TITLE = Document._meta.get_field("file_title").max_length


def read(document_id: int) -> None:
    """Read the document's PDF unless that is done; other kinds of files are not read.

    A file that can't be read is logged and marked on the document, never raised.
    """
    document = unread_documents().filter(pk=document_id).first()
    if document is None:
        return
    # The file may be replaced while it is read; then the result belongs to no document.
    same = Document.objects.filter(pk=document_id, file=document.file.name, pages=None)
    try:
        with document.open_file() as file:
            contents = pdf.read(file)
    except (pdf.PdfDamaged, pdf.PdfEncrypted, OSError):
        logger.exception("Document %d can't be read", document_id)
        same.update(reading_failed_at=now())
        return
    thumbnail = save_thumbnail(document, contents.thumbnail)
    if not same.update(
        pages=contents.pages,
        **said_of_itself(contents),
        text=contents.text,
        thumbnail_file=thumbnail,
        reading_failed_at=None,
    ):
        document.thumbnail_file.storage.delete(thumbnail)
        return
    # An update sends no signal, and it is the signal that lets search know of a text.
    document = Document.objects.get(pk=document_id)
    index_text(document)
    index.insert_or_update_object(document)


def read_catalog(document_id: int) -> None:
    """Find out what the document's PDF says of itself, of one that was read when nobody asked that.

    A file that can't be read is logged and marked on the document, never raised.
    """
    document = unasked_documents().filter(pk=document_id).first()
    if document is None:
        return
    same = Document.objects.filter(pk=document_id, file=document.file.name)
    try:
        with document.open_file() as file:
            same.update(**said_of_itself(pdf.read_catalog(file)), reading_failed_at=None)
    except (pdf.PdfDamaged, pdf.PdfEncrypted, OSError):
        logger.exception("Document %d can't be read", document_id)
        same.update(reading_failed_at=now())


def said_of_itself(contents: pdf.PdfContents) -> dict:
    """Return what a document keeps of what its PDF says of itself."""
    return {"tagged": contents.tagged, "file_title": contents.title[:LONGEST_TITLE]}


def save_thumbnail(document: Document, image: bytes) -> str:
    """Store a WebP image in the private storage and return its name there, "" for none."""
    if not image:
        return ""
    document.thumbnail_file.save("page-1.webp", ContentFile(image), save=False)
    return document.thumbnail_file.name


def unfinished_documents(at: datetime) -> Iterator[int]:
    """Yield the ids of PDFs that are unread and were not tried in the last hour."""
    yield from _due(unread_documents(), at)


def untold_documents(at: datetime) -> Iterator[int]:
    """Yield the ids of some PDFs of which it isn't known what they say of themselves, likewise."""
    yield from _due(unasked_documents(), at)[:TOLD_AT_ONCE]


def unread_documents() -> QuerySet:
    return Document.objects.filter(pages=None, file__iendswith=".pdf")


def unasked_documents() -> QuerySet:
    unasked = Q(tagged=None) | Q(file_title=None)
    return Document.objects.filter(unasked, pages__isnull=False, file__iendswith=".pdf")


def _due(documents: QuerySet, at: datetime) -> QuerySet:
    due = documents.exclude(reading_failed_at__gt=at - RETRY_AFTER)
    return due.order_by("pk").values_list("pk", flat=True)
