"""Words to propose: those of the vocabulary that a visible page of the site has."""

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL
from rapidfuzz import fuzz, process
from wagtail.models import Site

from cms.content import Person, Topic
from cms.content.search import MOST_WORDS, UNBUILT, Sql, Word, read_sql, shown_by, terms
from search.hits import name_words, pages_of

#: A word is as common as this at most; more exactly nobody asks.
COUNTED = 20
#: How alike two words are that may be meant for each other, of 100.
ALIKE = 72
SHORTEST_MISSPELT = 4

_COMMON = read_sql(__file__, "common")
_AS_IT_IS = "quote_literal(word)::tsquery"
# In any inflection, or as the beginning of a longer word.
_IN_ANY_FORM = "(quote_literal(word) || ':*')::tsquery || plainto_tsquery('danish', word)"


def common(words: list[str], site: Site, query: str = _AS_IT_IS) -> dict[str, int]:
    """Return on how many visible pages each word is, at most `COUNTED`; without those that are on
    none, since the vocabulary still holds the words of what is hidden by now. One query.
    """
    if not words:
        return {}
    pages, values = Sql.of(pages_of(site).values("pk")).named("pages")
    statement = _COMMON.format(pages=pages, unbuilt=UNBUILT, query=query)
    with connection.cursor() as cursor:
        cursor.execute(statement, values | {"counted": COUNTED, "words": words})
        return {word: number for word, number in cursor.fetchall() if number}


def beginning_with(start: str, site: Site, limit: int) -> list[str]:
    """Return the most common words that begin so."""
    named = Word.objects.filter(word__startswith=start).exclude(word=start)
    by_length = named.extra(order_by=["length"], select={"length": "length(word)"})
    found = common(list(by_length.values_list("word", flat=True)[: 10 * limit]), site)
    return sorted(found, key=lambda word: (-found[word], len(word), word))[:limit]


def respelt(text: str, site: Site) -> str | None:
    """Return the same query with those words respelt that no page has; None if there are none, or
    none like them. A word is well spelt if some page has it in any form. Three queries, one if all
    are.
    """
    asked = terms(text)
    misspelt = [
        term.text
        for term in asked
        if not term.is_phrase and len(term.text) >= SHORTEST_MISSPELT and term.text.isalpha()
    ]
    known = common(misspelt, site, _IN_ANY_FORM)
    misspelt = [word for word in misspelt if word not in known]
    if not misspelt:
        return None
    alike = {word: _alike(word) for word in misspelt}
    found = common(sorted(set().union(*alike.values())), site)
    best = {
        # As alike as may be, and of those the most common.
        word: max(candidates, key=lambda candidate: (candidates[candidate], found[candidate]))
        for word, every in alike.items()
        if (candidates := {each: score for each, score in every.items() if each in found})
    }
    if not best:
        return None
    return " ".join(
        f'"{term.text}"' if term.is_phrase else best.get(term.text, term.text) for term in asked
    )


def _alike(word: str) -> dict[str, float]:
    lengths = range(len(word) - 2, len(word) + 3)
    candidates = Word.objects.extra(
        where=["length(word) BETWEEN %s AND %s"], params=[lengths[0], lengths[-1]]
    )
    near = process.extract(
        word,
        list(candidates.values_list("word", flat=True)),
        scorer=fuzz.ratio,
        score_cutoff=ALIKE,
        limit=10,
    )
    return {candidate: score for candidate, score, _position in near}


def named(text: str, site: Site, limit: int) -> list[Topic | Person]:
    """Return the topics, then the persons that visible pages of the site show, in whose names words
    begin as these do, at most so many of each. Two queries.
    """
    words, pages = name_words(text), pages_of(site)
    if not words:
        return []
    found: list[Topic | Person] = []
    for model in (Topic, Person):
        things = model.objects.filter(pk__in=_shown(model, pages))
        for word in words:
            things = things.filter(Q(sort_key__startswith=word) | Q(sort_key__contains=f" {word}"))
        found += things[:limit]
    return found


def _shown(model: type[Topic] | type[Person], pages: QuerySet) -> QuerySet:
    """Return the keys of what these pages show, as far as they are built."""
    return shown_by(model, pages.exclude(pk__in=RawSQL(UNBUILT, ())))  # noqa: S611, SQL of ours


def titled(text: str, site: Site) -> QuerySet:
    """Return the visible pages whose titles have words that begin as these do, the newest first."""
    found = pages_of(site)
    # Words that stand together are one term, and may be many.
    words = [word for term in terms(text) for word in term.text.split()]
    words = list(dict.fromkeys(words))[:MOST_WORDS]
    for word in words:
        # Not by the index of words: to tell a title from a body, it has to read every page.
        found = found.filter(Q(title__istartswith=word) | Q(title__icontains=f" {word}"))
    newest = F("search_entry__date").desc(nulls_last=True)
    return found.order_by(newest, "-pk") if words else found.none()
