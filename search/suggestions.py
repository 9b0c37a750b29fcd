"""What a visitor may mean, while typing: words of visible pages, topics and persons by their names,
and pages by their titles.
"""

from urllib.parse import urlencode

from django.apps import apps
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import Site

from cms.content.search import cleaned, read_cards
from cms.content.views import words as words_of
from search.vocabulary import beginning_with, named, titled

SHORTEST = 2
MOST_WORDS, MOST_NAMED, MOST_PAGES = 4, 2, 5


def typed(query: QueryDict) -> str:
    """Return what `q` begins with; a space at its end says that the last word is complete. Raises
    `BadQuery`.
    """
    text = words_of(query)
    return f"{text} " if query.get("q", "").endswith(" ") else text


def suggestions(text: str, site: Site) -> list[dict]:
    """Return `[{"text", "url", "kind"}]`: first completions of the last word (`kind` is ""), then
    topics, persons and pages (`kind` names what each is). URLs are root-relative or under
    `SITE_ORIGIN`. Five queries.
    """
    words = cleaned(text)
    if len(words) < SHORTEST:
        return []
    before, _, last = words.rpartition(" ")
    found = []
    if not text[-1:].isspace() and len(last) >= SHORTEST:
        for word in beginning_with(last, site, MOST_WORDS):
            completed = f"{before} {word}".strip()
            url = f"{reverse('search')}?{urlencode({'q': completed})}"
            found.append({"text": completed, "url": url, "kind": ""})
    for thing in named(text, site, MOST_NAMED):
        what = capfirst(str(thing._meta.verbose_name))
        found.append({"text": thing.name, "url": thing.get_absolute_url(), "kind": what})
    for card in read_cards(titled(text, site), slice(MOST_PAGES)):
        model = apps.get_model(card["meta"]["type"])
        found.append(
            {
                "text": card["title"],
                "url": card["meta"]["html_url"],
                "kind": capfirst(str(model._meta.verbose_name)),
            }
        )
    return found
