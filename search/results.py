"""All that a search answers with, put together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from wagtail.models import Site

from cms.content import ContentPage, Topic, content_types
from cms.content.search import passages_of, read_cards_by_key, tsquery
from search.hits import EXACT, Choice, Facet, Found, find
from search.vocabulary import respelt


@dataclass(frozen=True)
class Asked:
    """What is searched for, and what the results are narrowed to."""

    query: str
    page_type: type[ContentPage] | None = None
    topic: Topic | None = None
    year: int | None = None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.page_type or self.topic or self.year)

    def address(self, **changed: str | None) -> str:
        """The query string of the same search with other facets (None: without)."""
        values = {
            "q": self.query,
            "type": self.page_type and self.page_type._meta.label,
            "topic": self.topic and self.topic.slug,
            "year": self.year and str(self.year),
        }
        return "?" + urlencode({name: value for name, value in (values | changed).items() if value})


@dataclass
class Results:
    """A page of results. An item is a card with `highlight` (HTML, or None) and `documents`."""

    items: list[dict] = field(default_factory=list)
    #: `{"url", "title", "description"}`: what editors recommend for this very query.
    picks: list[dict] = field(default_factory=list)
    found: Found = field(default_factory=Found)
    proposal: str | None = None


def results(asked: Asked, site: Site, start: int, stop: int) -> Results:
    """The results from place `start` to `stop`. Four queries, if nothing waits to be built; more
    only where another spelling is proposed.
    """
    query = tsquery(asked.query)
    picked_for = asked.query if start == 0 and not asked.is_narrowed else ""
    found = find(query, site, _choice(asked), start, stop, picked_for)
    keys = [*found.keys, *(pick["page_id"] for pick in found.picks if pick["page_id"])]
    read = read_cards_by_key(keys)
    passages = passages_of(found.keys, query)
    items = [read[key] | vars(passages[key]) for key in found.keys if key in read]
    proposal = None
    if not found.total and not asked.is_narrowed:
        proposal = _proposal(asked.query, site)
    return Results(items, list(_picks(found.picks, read)), found, proposal)


def facets(asked: Asked, found: Found) -> dict[str, list[dict]]:
    """`{"types", "topics", "years"}`: `[{"value", "label", "count", "is_exact", "is_least", "url",
    "current"}]` each. Of what is not exact there are more, or, where the count is the least, as
    many or more. The URL of what is chosen leads to the search without
    it.
    """
    types = {str(key): model for key, model in _types().items()}
    named = {
        "types": ("type", [(types[f.value], f) for f in found.types if f.value in types]),
        "topics": ("topic", [(f, f) for f in found.topics]),
        "years": ("year", [(f, f) for f in found.years]),
    }
    chosen = {
        "type": asked.page_type and asked.page_type._meta.label,
        "topic": asked.topic and asked.topic.slug,
        "year": asked.year and str(asked.year),
    }
    return {
        name: [_link(asked, parameter, chosen[parameter], each, facet) for each, facet in values]
        for name, (parameter, values) in named.items()
    }


def chosen(asked: Asked) -> list[dict]:
    """`[{"label", "url"}]`: what the results are narrowed to, and the search without it."""
    found = []
    if asked.page_type:
        found.append((_plural(asked.page_type), asked.address(type=None)))
    if asked.topic:
        found.append((asked.topic.name, asked.address(topic=None)))
    if asked.year:
        found.append((str(asked.year), asked.address(year=None)))
    return [{"label": label, "url": url} for label, url in found]


def _link(asked: Asked, parameter: str, chosen: str | None, named, facet: Facet) -> dict:
    is_type = parameter == "type"
    value = named._meta.label if is_type else facet.value
    label = _plural(named) if is_type else facet.label or facet.value
    is_current = value == chosen
    return {
        "value": value,
        "label": label,
        "count": facet.count,
        "is_exact": facet.is_exact,
        "is_least": facet.is_cut and facet.number <= EXACT,
        "url": asked.address(**{parameter: None if is_current else value}),
        "current": is_current,
    }


def _plural(model: type[ContentPage]) -> str:
    return capfirst(str(model._meta.verbose_name_plural))


def _types() -> dict[int, type[ContentPage]]:
    models = content_types()
    return {each.pk: model for model, each in ContentType.objects.get_for_models(*models).items()}


def _choice(asked: Asked) -> Choice:
    types = {model: key for key, model in _types().items()}
    return Choice(
        type=types[asked.page_type] if asked.page_type else None,
        topic=asked.topic.pk if asked.topic else None,
        year=asked.year,
    )


def _proposal(text: str, site: Site) -> str | None:
    proposal = respelt(text, site)
    if proposal is None:
        return None
    # Words that are each on some page may be together on none.
    return proposal if find(tsquery(proposal), site, Choice(), 0, 0).total else None


def _picks(picks: list[dict], read: dict[int, dict]) -> Iterator[dict]:
    for each in picks:
        if each["page_id"] is None:
            url = each["external_link_url"]
            title = each["external_link_text"] or url
            yield {"url": url, "title": title, "description": each["description"]}
        elif card := read.get(each["page_id"]):
            description = each["description"] or card.get("lede", "")
            url = card["meta"]["html_url"]
            yield {"url": url, "title": card["title"], "description": description}
