"""Where a search matches: in pages, and page by page in the documents that they show."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, TextField, Window
from django.db.models.functions import Cast, RowNumber

from cms.kinds.urls import detail_url
from cms.media.models import Document, DocumentPage
from cms.postgres.sql_files import read_sql
from cms.publications.dependents import shown_by
from cms.publications.models import Dependency, Publication
from cms.publications.search.fragments import CHARACTERS, OPTIONS, START, as_html
from cms.publications.search.queries import ReadyQuery, matching
from cms.publications.sql_forms import Sql
from cms.publications.watching import kind
from cms.representations import SITE_ORIGIN
from cms.visibility import visible

#: Documents of a page among others, and pages of a document.
MOST_DOCUMENTS, MOST_PAGES = 3, 3

_IN_PAGES = read_sql(__file__, "passages_in_pages")
_OF_PAGES = read_sql(__file__, "documents_of_pages")
_GIVEN = "SELECT 0, unnest(%(keys)s::text[])"
_IN_DOCUMENTS = read_sql(__file__, "passages_in_documents")
#: What is told of a document, in the order in which `_IN_DOCUMENTS` names it.
_FACTS = ("pk", "title", "file", "file_size", "pages", "language", "tagged", "file_title")
_ORDER = "ORDER BY page_id, rank DESC, id, number"


@dataclass
class Passages:
    """Where a page matches: HTML of its text, or None if that is only its title; and documents,
    the best first: `{"id", "meta": {"type", "detail_url", "download_url"}, "title", "filename",
    "size", "page_count", "language", "tagged", "file_title", "matching_pages", "pages": [{"number",
    "url", "highlight"}]}`, their URLs under `SITE_ORIGIN`. `pages` holds the best ones in the text,
    and is empty where only the title matches.
    """

    highlight: str | None = None
    documents: list[dict] = field(default_factory=list)


def matching_documents(query: str) -> QuerySet:
    """Return the visible documents whose titles or texts match a `tsquery`, shown by pages or
    not.
    """
    found = DocumentPage.objects.filter(vector=ReadyQuery(query)).values("document_id")
    return visible(Document.objects.filter(pk__in=found)).order_by()


def documents_shown_by(pages: QuerySet) -> QuerySet:
    """Return the visible documents that these pages show, as far as they are built."""
    return visible(Document.objects.filter(pk__in=shown_by(Document, pages))).order_by()


def pages_showing(documents: QuerySet) -> QuerySet:
    """Return the keys of the pages that show any of these documents. What is still to be built may
    show others by now, and is left out.
    """
    objects = documents.order_by().values(object=Cast("pk", TextField()))
    shown = Dependency.objects.filter(kind=kind(Document), shown=True, object__in=objects)
    unbuilt = Publication.objects.filter(was_public=True, representation=None)
    return shown.exclude(page_id__in=unbuilt.values("pk")).values("page_id")


def pages_showing_each(documents: list[int], pages: QuerySet, most: int) -> dict[int, list[int]]:
    """Return, by the keys of documents, the keys of those of the pages that show each, at most so
    many. As in `pages_showing`. One query.
    """
    unbuilt = Publication.objects.filter(was_public=True, representation=None)
    shown = Dependency.objects.filter(
        kind=kind(Document), shown=True, object__in=[str(key) for key in documents]
    )
    shown = shown.filter(page_id__in=pages.order_by().values("pk"))
    shown = shown.exclude(page_id__in=unbuilt.values("pk"))
    place = Window(RowNumber(), partition_by="object", order_by="-page_id")
    rows = shown.alias(place=place).filter(place__lte=most).order_by("-page_id")
    found: dict[int, list[int]] = defaultdict(list)
    for key, page in rows.values_list("object", "page_id"):
        found[int(key)].append(page)
    return found


def matching_with_documents(pages: QuerySet, query: str) -> QuerySet:
    """Return those of a queryset of pages that match a `tsquery`, or show a document that does."""
    if not query:
        return pages.none()
    own = matching(pages.model.objects.order_by(), query).values("pk")
    return pages.filter(Q(pk__in=own) | Q(pk__in=pages_showing(matching_documents(query))))


def passages_of(keys: list[int], query: str) -> dict[int, Passages]:
    """Return where the pages with these keys match a `tsquery`. One query, and the caller has read
    the pages: those that are still to be built show nothing.
    """
    found: dict[int, Passages] = defaultdict(Passages)
    if not (keys and query):
        return found
    statement, values = _in_documents(_OF_PAGES, query, MOST_PAGES)
    values |= {"pages": keys, "kind": kind(Document), "characters": CHARACTERS}
    rows = _rows(f"{_IN_PAGES} UNION ALL {statement}", values)
    for page_id, document, *_of_document, headline, _rank, _matching in rows:
        if document is None:
            found[page_id].highlight = as_html(headline) if START in headline else None
    for page_id, documents in _documents(row for row in rows if row[1] is not None).items():
        found[page_id].documents = documents[:MOST_DOCUMENTS]
    return found


def passages_in(keys: list[int], query: str, most_pages: int) -> list[dict]:
    """Return those of the documents with these keys that match a `tsquery`, as in `Passages`. The
    caller has settled that they are shown. One query.
    """
    if not (keys and query):
        return []
    statement, values = _in_documents(_GIVEN, query, most_pages)
    rows = _rows(statement, values | {"keys": [str(key) for key in keys]})
    return _documents(rows).get(0, [])


def _in_documents(shown: str, query: str, most_pages: int) -> tuple[str, dict[str, Any]]:
    """Return the statement that finds passages in the documents which `shown` finds, and values."""
    documents = visible(Document.objects.order_by()).values(*_FACTS)
    text, values = Sql.of(documents).named("documents")
    own = {"query": query, "options": OPTIONS, "most_pages": most_pages}
    return _IN_DOCUMENTS.format(shown=shown, documents=text), values | own


def _rows(statement: str, values: dict[str, Any]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} {_ORDER}", values)
        return cursor.fetchall()


def _documents(rows: Iterable[tuple]) -> dict[int, list[dict]]:
    """Return, by page, the documents that the rows tell of."""
    known: dict[int, dict[int, dict]] = defaultdict(dict)
    for page_id, pk, facts, number, headline, rank, matching_pages in rows:
        document = known[page_id].setdefault(pk, _document(json.loads(facts)))
        if rank > 1e-6:
            document["matching_pages"] = matching_pages
            where = f"#page={number}" if document["page_count"] else ""
            url = document["meta"]["download_url"] + where
            document["pages"].append({"number": number, "url": url, "highlight": as_html(headline)})
    return {page_id: list(documents.values()) for page_id, documents in known.items()}


def _document(facts: dict) -> dict:
    # A collection, so that it doesn't look for the default one.
    document = Document(pk=facts["id"], file=facts.pop("file"), collection_id=0)
    meta = {
        "type": Document._meta.label,
        "detail_url": detail_url(Document, document.pk),
        "download_url": SITE_ORIGIN + document.url,
    }
    found = {"meta": meta, "filename": document.filename, "matching_pages": 0, "pages": []}
    return facts | found
