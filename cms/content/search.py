"""What an app imports of the core that searches, besides `cms.content`: the words and passages that
the log keeps, and its cards by the keys of the pages that were found.
"""

from cms.passages import (
    documents_shown_by,
    matching_documents,
    matching_with_documents,
    pages_showing,
    passages_in,
    passages_of,
)
from cms.postgres.stops import kept_if_possible
from cms.publications.models import Word
from cms.publications.reading import read_cards, read_cards_by_key
from cms.publications.search.queries import MOST_WORDS, UNBUILT, terms, tsquery
from cms.publications.search.vocabulary import forget_unused
from cms.publications.search.words import cleaned
from cms.publications.watching import kind
from cms.values.dates import FIRST_YEAR, LAST_YEAR

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "MOST_WORDS",
    "UNBUILT",
    "Word",
    "cleaned",
    "documents_shown_by",
    "forget_unused",
    "kept_if_possible",
    "kind",
    "matching_documents",
    "matching_with_documents",
    "pages_showing",
    "passages_in",
    "passages_of",
    "read_cards",
    "read_cards_by_key",
    "terms",
    "tsquery",
]
