"""Which pages match a search, and how well.

A page is found by its own words and by those of the documents and persons that it shows. Each of
these has an entry of its own in Wagtail's search index and is asked for its visibility when the
search is made; a page's entry holds nothing of them, so none of it can outlive a restriction.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import CombinedSearchVector, SearchQuery, SearchRank
from django.db.models import F, QuerySet
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex, Site

from cms.models import Person
from cms.visibility import visible

CONFIG = "danish"
# What a page shows counts less than what it says itself.
SHOWN_FACTOR = 0.5


@dataclass(frozen=True)
class Hit:
    page_id: int
    model: type[Page]


def find_pages(text: str, site: Site) -> list[Hit]:
    """The site's visible pages that match, the best first.

    `text` is what a visitor writes: all words must occur, in any inflection; words in quotation
    marks stand together. Any text is accepted; one without a word that means something
    ("og", "?!") matches nothing. The number of queries is fixed.
    """
    query = SearchQuery(_words(text), config=CONFIG, search_type="websearch")
    ranks = dict(_ranked(Page.objects.all(), query))
    for page_id, rank in _shown(query).items():
        ranks[page_id] = ranks.get(page_id, 0) + SHOWN_FACTOR * rank
    found = _of_site(visible(Page.objects.filter(pk__in=ranks)), site)
    hits = [
        Hit(page_id, ContentType.objects.get_for_id(content_type_id).model_class())
        for page_id, content_type_id in found.values_list("pk", "content_type_id")
    ]
    return sorted(hits, key=lambda hit: (-ranks[hit.page_id], -hit.page_id))


def _words(text: str) -> str:
    """The text as the index divides it; see the app's migration. A dash is never "without", as
    `websearch` has it: it stands in titles, and pages are found by more texts than their own.
    """
    text = re.sub(r"[^\w\x00-\x7f]|-(?=\d)", " ", text.replace("\u00ad", ""))
    return re.sub(r"(?<!\w)-", " ", text)


def _ranked(queryset: QuerySet, query: SearchQuery) -> Iterable[tuple[int, float]]:
    """Key and rank of the objects whose index entry matches."""
    vector = CombinedSearchVector(F("index_entries__title"), "||", F("index_entries__body"), CONFIG)
    rank = SearchRank(vector, query)
    matching = queryset.annotate(vector=vector, rank=rank).filter(vector=query)
    return matching.order_by().values_list("pk", "rank")


def _shown(query: SearchQuery) -> dict[int, float]:
    """The pages that refer to a match, each with the rank of the best one."""
    best: dict[int, float] = {}
    for model in (get_document_model(), Person):
        ranks = dict(_ranked(visible(model.objects.all()), query))
        references = ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            to_content_type=ContentType.objects.get_for_model(model),
            to_object_id__in=[str(key) for key in ranks],
        )
        for page_id, key in references.values_list("object_id", "to_object_id"):
            best[int(page_id)] = max(best.get(int(page_id), 0), ranks[int(key)])
    return best


def _of_site(pages: QuerySet, site: Site) -> QuerySet:
    """The pages at whose address this site answers: below its root, but not below the root of
    another site that lies within it.
    """
    root = site.root_page.url_path
    pages = pages.filter(url_path__startswith=root)
    for other in Site.get_site_root_paths():
        if other.root_path != root and other.root_path.startswith(root):
            pages = pages.exclude(url_path__startswith=other.root_path)
    return pages
