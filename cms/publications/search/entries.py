"""What is stored of a page so that it is found."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from wagtail.models import Page

from cms.postgres.sql_files import read_sql
from cms.publications.search.words import searchable, vocabulary_of, with_folded
from cms.representations import page_texts

_LEARN = read_sql(__file__, "learn")

#: How many characters count of what is short as a rule.
SHORT = 10_000


@dataclass(frozen=True)
class IndexedText:
    """`words` are those of title, lede, body and shown objects, in which order they weigh less;
    `text`, the page's own, is read for fragments; `date` dates the page in facets.
    """

    words: tuple[str, str, str, str]
    text: str
    date: date | None

    def as_json(self) -> dict:
        day = self.date and self.date.isoformat()
        return {
            "words": [with_folded(words) for words in self.words],
            "text": self.text,
            "date": day,
        }


def entry_of(model: type[Page], representation: dict) -> IndexedText:
    """Return the entry of a page of this type with this representation."""
    texts = page_texts(model, representation)
    return IndexedText(
        words=(
            searchable(texts.title, SHORT),
            searchable(texts.lede, SHORT),
            searchable(texts.body),
            searchable(texts.shown, SHORT),
        ),
        text="\n".join(filter(None, (texts.lede, texts.body))),
        date=_date(model, representation),
    )


def learn(entries: list[IndexedText]) -> None:
    """Add the words of these entries to the vocabulary."""
    words = set().union(*(vocabulary_of(part) for entry in entries for part in entry.words))
    if not words:
        return
    with connection.cursor() as cursor:
        cursor.execute(_LEARN, {"words": sorted(words)})


def _date(model: type[Page], representation: dict) -> date | None:
    name = getattr(model, "facet_date", "first_published_at")
    value = representation.get(name) or representation["meta"].get(name)
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
