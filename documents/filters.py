"""By what lists of document collections are narrowed besides: words and languages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model, Q
from django.utils.text import capfirst

from cms.content import Document, Filter, OptionsFilter, Value
from cms.content.search import matching_with_documents, pages_showing, tsquery
from cms.content.views import spaced

#: As the API's `search` takes.
MOST_CHARACTERS = 200


class WordsFilter(Filter):
    """By words that pages or the documents that they show say: `?q=skybrud`."""

    is_split = False
    most = 1
    input = "search"
    is_of_built = True
    # The texts of files come without a commit that the public could notice.
    is_lasting = False
    example = "skybrud"

    def describe(self) -> str:
        return "Pages that say these words, or show a document that does"

    def cleaned(self, text: str) -> str:
        return spaced(text)

    def known(self, model: type[Model], texts: list[str]) -> Mapping[str, Value]:
        return {text: Value(text, text, text) for text in texts}

    def said(self, model: type[Model], value: Value) -> str:
        return f"”{value.label}”"

    def condition(self, model: type[Model], keys: list[Any], now: datetime) -> Q:
        found = matching_with_documents(model._default_manager.order_by(), tsquery(keys[0]))
        return Q(pk__in=found.values("pk"))

    def schema(self, model: type[Model]) -> dict:
        return {"type": "string", "maxLength": MOST_CHARACTERS}


class LanguageFilter(OptionsFilter):
    """By the languages of the documents that pages show, where these are in several."""

    only_found = True
    is_of_built = True
    fewest_options = 2

    def describe(self) -> str:
        return "Pages with documents in this language, or in one of these, separated by commas"

    def options(self, model: type[Model]) -> list[tuple[str, str]]:
        return [(value, capfirst(str(label))) for value, label in Document.Language.choices]

    def matching(self, model: type[Model], value: str, now: datetime) -> Q:
        return Q(pk__in=pages_showing(Document.objects.filter(language=value)))
