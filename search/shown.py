"""What of a page of results is shown beside the cards: where each matches, and in which PDFs."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection

from cms.media.models import Document
from cms.publications.search.fragments import CHARACTERS, OPTIONS, START, as_html
from cms.publications.watching import kind
from cms.representations import SITE_ORIGIN
from cms.visibility import visible

#: Documents of a page, and pages of a document.
MOST_DOCUMENTS, MOST_PAGES = 3, 3

_SHOWN = """
SELECT entry.page_id, NULL AS id, '' AS title, '' AS file, 0 AS pages, 0 AS number,
    ts_headline('danish', left(entry.text, %s), %s::tsquery, %s) AS headline, 0 AS rank,
    0 AS matching
FROM publications_searchentry entry JOIN publications_publication publication USING (page_id)
WHERE entry.page_id = ANY (%s) AND publication.representation IS NOT NULL
UNION ALL
SELECT dependency.page_id, document.id, document.title, document.file, document.pages,
    hit.number, ts_headline('danish', hit.text, %s::tsquery, %s), hit.rank, hit.matching
FROM publications_publication publication
JOIN publications_dependency dependency USING (page_id)
JOIN ({documents}) AS document (id, title, file, pages) ON document.id::text = dependency.object
CROSS JOIN LATERAL (
    -- Only what matches in the text, of weight C, tells where in the document it is.
    SELECT number, text, ts_rank('{{0, 1, 0, 0}}', vector, %s::tsquery) AS rank,
        count(*) OVER () AS matching
    FROM media_documentpage
    WHERE document_id = document.id AND vector @@ %s::tsquery
    ORDER BY rank DESC, number LIMIT %s
) AS hit
WHERE dependency.page_id = ANY (%s) AND dependency.kind = %s AND dependency.shown
    AND publication.representation IS NOT NULL
ORDER BY page_id, rank DESC, id, number
"""


@dataclass
class Shown:
    """Where a page matches: HTML of its text, or None if that is only its title; and documents."""

    highlight: str | None = None
    documents: list[dict] = field(default_factory=list)


def shown_of(keys: list[int], query: str) -> dict[int, Shown]:
    """Where the pages with these keys match a `tsquery`. One query, and the caller has read the
    pages: those that are still to be built show nothing.

    Documents are `{"id", "meta": {"type", "download_url"}, "title", "matching_pages", "pages":
    [{"number", "url", "highlight"}]}`, their URLs under `SITE_ORIGIN`; `pages` is empty where only
    the title matches.
    """
    found: dict[int, Shown] = defaultdict(Shown)
    if not (keys and query):
        return found
    documents = visible(Document.objects.order_by()).values("pk", "title", "file", "pages")
    documents_sql, parameters = documents.query.sql_with_params()
    of_pages = [CHARACTERS, query, OPTIONS, keys]
    of_documents = [query, OPTIONS, *parameters, query, query, MOST_PAGES, keys, kind(Document)]
    with connection.cursor() as cursor:
        cursor.execute(_SHOWN.format(documents=documents_sql), of_pages + of_documents)
        rows = cursor.fetchall()
    known: dict[tuple[int, int], dict] = {}
    for page_id, pk, title, file, pages, number, headline, rank, matching in rows:
        if pk is None:
            found[page_id].highlight = as_html(headline) if START in headline else None
            continue
        # A collection, so that it doesn't look for the default one.
        url = SITE_ORIGIN + Document(pk=pk, file=file, collection_id=0).url
        if (page_id, pk) not in known:
            known[page_id, pk] = _document(pk, title, url)
            found[page_id].documents.append(known[page_id, pk])
        if rank > 1e-6:
            document = known[page_id, pk]
            document["matching_pages"] = matching
            where = f"#page={number}" if pages else ""
            document["pages"].append(
                {"number": number, "url": url + where, "highlight": as_html(headline)}
            )
    for each in found.values():
        del each.documents[MOST_DOCUMENTS:]
    return found


def _document(pk: int, title: str, url: str) -> dict:
    meta = {"type": Document._meta.label, "download_url": url}
    return {"id": pk, "meta": meta, "title": title, "matching_pages": 0, "pages": []}
