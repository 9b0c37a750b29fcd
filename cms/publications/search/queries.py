"""What somebody searches for, as the database is asked for it."""

import re
from dataclasses import dataclass

from django.contrib.postgres import search
from django.db import connection
from django.db.models import Case, F, Func, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from cms.postgres.sql_files import read_sql
from cms.publications.building import fill
from cms.publications.models import Publication
from cms.publications.search.words import cleaned, folded

#: Pages that wait to be built are built before a search, if there are no more than these. Of more,
#: the follower has begun; only their own words are searched until then.
BUILT_FIRST = 100
#: Of more pages than these, only the newest are ranked.
RANKED = 1_000
#: Words of a query that count.
MOST_WORDS = 20
#: How many longer words that contain a word of the query are searched for along with it.
MOST_LONGER = 50
#: From this length on, a word finds those that begin with it, and those that contain it.
SHORTEST_BEGINNING, SHORTEST_PART = 3, 4

#: A row whose representation is still to be built may hold names of what is hidden by now.
UNBUILT = "SELECT page_id FROM publications_publication WHERE was_public AND representation IS NULL"

_TERMS = read_sql(__file__, "terms")
_QUOTED = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class SearchTerm:
    """A word, or words in quotation marks, which stand together."""

    text: str
    is_phrase: bool = False


def terms(text: str) -> list[SearchTerm]:
    """Return the terms of what a visitor writes. Any text has some, or none."""
    text = re.sub("[“”„«»]", '"', text)
    found: dict[SearchTerm, None] = {}
    for position, part in enumerate(_QUOTED.split(text)):
        words = cleaned(part)
        if position % 2 and " " in words:
            found[SearchTerm(words, is_phrase=True)] = None
        else:
            found |= dict.fromkeys(map(SearchTerm, words.split()))
    return list(found)[:MOST_WORDS]


def tsquery(text: str, operator: str = "and") -> str:
    """Return a `tsquery` for what a visitor writes, or "" if no word of it means something ("og",
    "?!").

    A word finds its inflections, words that begin with it, and words of the vocabulary that
    contain it; all terms must be found, or with the operator "or" any. Pages that wait to be
    built are built first, if they are few. One query, if there are none.
    """
    asked = terms(text)
    if not asked:
        return ""
    waiting, alternatives = _ask(asked)
    if 0 < len(waiting) <= BUILT_FIRST:
        fill(waiting)
        _, alternatives = _ask(asked)
    joined = " | " if operator == "or" else " & "
    return joined.join(f"({each})" for each in alternatives if each)


def matching(pages: QuerySet, query: str) -> QuerySet:
    """Return those of a queryset of pages, of any type, whose own words match a `tsquery`."""
    if not query:
        return pages.none()
    ready = ReadyQuery(query)
    own = Func(
        F("search_entry__vector"),
        template="ts_filter(%(expressions)s, '{a,b,c}')",
        output_field=search.SearchVectorField(),
    )
    # What is still to be built may hold names of what is hidden by now.
    unbuilt = Publication.objects.filter(was_public=True, representation=None)
    built = ~Q(pk__in=unbuilt.values("pk"))
    return pages.alias(own_words=own).filter(
        Q(search_entry__vector=ready) & (built | Q(own_words=ready))
    )


def best_first(pages: QuerySet, query: str) -> QuerySet:
    """Return what `matching` has found by how well it matches. Of more than `RANKED` pages the
    newest are ranked, and the others follow by date: to rank a page, its whole vector has to be
    read.
    """
    if not query:
        return pages
    # 1: divided by the logarithm of the length, so that long pages don't win by their length.
    full = search.SearchRank(F("search_entry__vector"), ReadyQuery(query), normalization=1)
    newest = F("search_entry__date").desc(nulls_last=True)
    place = Window(RowNumber(), order_by=[newest, F("pk").desc()])
    rank = Case(When(place__lte=RANKED, then=full), default=Value(0.0))
    return pages.alias(place=place, rank=rank).order_by("-rank", newest, "-pk")


class ReadyQuery(search.SearchQuery):
    """A `tsquery` that is one already."""

    def __init__(self, text: str) -> None:
        super().__init__(text, search_type="raw")
        self.text = text

    def as_sql(self, compiler, connection, **kwargs) -> tuple[str, list]:
        return "%s::tsquery", [self.text]


def _ask(asked: list[SearchTerm]) -> tuple[list[int], list[str]]:
    """Return the keys of pages that wait to be built, one more than may be built first at most; and
    for each term what finds it, as a `tsquery`: "" for a term without meaning.
    """
    values = {
        "most_waiting": BUILT_FIRST + 1,
        "shortest_part": SHORTEST_PART,
        "most_longer": MOST_LONGER,
        "words": [term.text for term in asked],
        "single": [not term.is_phrase for term in asked],
    }
    with connection.cursor() as cursor:
        cursor.execute(_TERMS, values)
        rows = cursor.fetchall()
    alternatives = [
        _any_of(text, is_word, stems, longer or []) if stems else ""
        for _waiting, text, is_word, stems, longer in rows
    ]
    return rows[0][0], alternatives


def _any_of(text: str, is_word: bool, stems: str, longer: list[str]) -> str:
    if not is_word:
        return stems
    beginning = f"'{text}':*" if len(text) >= SHORTEST_BEGINNING else f"'{text}'"
    otherwise = [f"'{other}':*"] if (other := folded(text)) != text else []
    return " | ".join([f"({stems})", beginning, *otherwise, *(f"'{stem}'" for stem in longer)])
