"""What an app imports of the core that searches, besides `cms.content`: the words and passages that
the log keeps, and its cards by the keys of the pages that were found.
"""

from cms.kinds.urls import detail_url
from cms.lists import filters_of
from cms.passages import (
    documents_shown_by,
    matching_documents,
    matching_with_documents,
    pages_showing,
    pages_showing_each,
    passages_in,
    passages_of,
)
from cms.postgres.sql_files import read_sql
from cms.postgres.stops import kept_if_possible
from cms.publications.dependents import shown_by
from cms.publications.models import Word
from cms.publications.reading import read_cards, read_cards_by_key
from cms.publications.search.fragments import fragments as highlights_of
from cms.publications.search.queries import MOST_WORDS, UNBUILT, terms, tsquery
from cms.publications.search.vocabulary import forget_unused
from cms.publications.search.words import cleaned
from cms.publications.sql_forms import Sql
from cms.publications.watching import kind
from cms.representations import SITE_ORIGIN
from cms.values.dates import FIRST_YEAR, LAST_YEAR

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "MOST_WORDS",
    "SITE_ORIGIN",
    "UNBUILT",
    "Sql",
    "Word",
    "cleaned",
    "detail_url",
    "documents_shown_by",
    "filters_of",
    "forget_unused",
    "highlights_of",
    "kept_if_possible",
    "kind",
    "matching_documents",
    "matching_with_documents",
    "pages_showing",
    "pages_showing_each",
    "passages_in",
    "passages_of",
    "read_cards",
    "read_cards_by_key",
    "read_sql",
    "shown_by",
    "terms",
    "tsquery",
]
