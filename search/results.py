"""All that a search answers with, put together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.content import Topic, content_types
from cms.content.search import highlights_of, read_cards_by_key, tsquery
from search.hits import EXACT, THINGS, Facet, HitKey, SearchFilters, SearchHits, find
from search.things import read_things
from search.vocabulary import respelt

#: What programs are told of a value of a facet.
COUNTED = ("value", "label", "count", "is_exact")


@dataclass(frozen=True)
class Asked:
    """What is searched for, and what the results are narrowed to."""

    query: str
    model: type[Model] | None = None
    topic: Topic | None = None
    year: int | None = None
    #: "upcoming" or "past".
    when: str | None = None
    #: Whether the newest comes first, and not the best.
    by_date: bool = False

    @property
    def is_narrowed(self) -> bool:
        return bool(self.model or self.topic or self.year or self.when)

    @property
    def choices(self) -> dict[str, str | None]:
        """What each facet is narrowed to, as addresses have it."""
        return {
            "type": self.model and self.model._meta.label,
            "topic": self.topic and self.topic.slug,
            "year": self.year and str(self.year),
            "when": self.when,
        }

    def address(self, **changed: str | None) -> str:
        """Return the query string of the same search with other facets (None: without)."""
        order = "date" if self.by_date else None
        values = {"q": self.query, **self.choices, "order": order}
        return "?" + urlencode({name: value for name, value in (values | changed).items() if value})


@dataclass
class Results:
    """A page of results. An item is a card with `highlight` (HTML, or None), or what
    `search.things` tells.
    """

    items: list[dict] = field(default_factory=list)
    #: `{"url", "title", "description"}`: what editors recommend for this very query.
    picks: list[dict] = field(default_factory=list)
    found: SearchHits = field(default_factory=SearchHits)
    proposal: str | None = None


def results(asked: Asked, site: Site, start: int, stop: int) -> Results:
    """Return the results from place `start` to `stop`. Five queries, if nothing waits to be built;
    more for results that are no pages, and where another spelling is proposed.
    """
    query, now = tsquery(asked.query), timezone.now()
    picked_for = asked.query if start == 0 and not asked.is_narrowed else ""
    found = find(
        asked.query, query, site, _filters(asked), start, stop, now, picked_for, asked.by_date
    )
    pages = [key.pk for key in found.keys if key.kind == "page"]
    read = read_cards_by_key([*pages, *(p["page_id"] for p in found.picks if p["page_id"])])
    highlights = highlights_of(pages, query)
    told = read_things([key for key in found.keys if key.kind != "page"], query, site)
    told |= {
        HitKey("page", pk): read[pk] | {"highlight": highlights.get(pk)}
        for pk in pages
        if pk in read
    }
    items = [told[key] for key in found.keys if key in told]
    proposal = None
    if start == 0 and not asked.is_narrowed:
        proposal = _proposal(asked.query, site)
    return Results(items, list(_picks(found.picks, read)), found, proposal)


def facets(asked: Asked, found: SearchHits) -> dict[str, list[dict]]:
    """Return the values of each facet (`types`, `topics`, `years`, `whens`): `value`, `label`,
    `count`, `is_exact`, `is_least`, `url`, `current`. Of what is not exact there are more, or,
    where the count is the least, as many or more. The URL of what is chosen leads to the search
    without it.
    """
    types = models()
    named = {
        "types": ("type", [(types[f.value], f) for f in found.types if f.value in types]),
        "topics": ("topic", [(f, f) for f in found.topics]),
        "years": ("year", [(f, f) for f in found.years]),
        "whens": ("when", [(f, f) for f in found.whens]),
    }
    return {
        name: [_link(asked, parameter, each, facet) for each, facet in values]
        for name, (parameter, values) in named.items()
    }


def members_of(asked: Asked, found: Results) -> dict:
    """Return what programs are told of all results: `total_count`, whether it `is_exact`, another
    spelling as `did_you_mean` or None, and the `facets` with `COUNTED` of each value.
    """
    counted = {
        name: [{key: each[key] for key in COUNTED} for each in values]
        for name, values in facets(asked, found.found).items()
    }
    return {
        "total_count": found.found.total,
        "is_exact": found.found.is_exact,
        "did_you_mean": found.proposal,
        "facets": counted,
    }


def chosen(asked: Asked) -> list[dict]:
    """Return `[{"label", "url"}]`: what the results are narrowed to, and the search without it."""
    found = []
    if asked.model:
        found.append((_plural(asked.model), asked.address(type=None)))
    if asked.topic:
        found.append((asked.topic.name, asked.address(topic=None)))
    if asked.year:
        found.append((str(asked.year), asked.address(year=None)))
    if asked.when:
        found.append((when_label(asked.when), asked.address(when=None)))
    return [{"label": label, "url": url} for label, url in found]


def _link(asked: Asked, parameter: str, named, facet: Facet) -> dict:
    is_type = parameter == "type"
    value = named._meta.label if is_type else facet.value
    label = _plural(named) if is_type else facet.label or facet.value
    if parameter == "when":
        label = when_label(value)
    is_current = value == asked.choices[parameter]
    return {
        "value": value,
        "label": label,
        "count": facet.count,
        "is_exact": facet.is_exact,
        "is_least": facet.is_cut and facet.number <= EXACT,
        "url": asked.address(**{parameter: None if is_current else value}),
        "current": is_current,
    }


def when_label(when: str) -> str:
    """Return what the search calls a time."""
    return _("Upcoming events") if when == "upcoming" else _("Past events")


def models() -> dict[str, type[Model]]:
    """Return all that may be found, by what `SearchFilters.type` calls it."""
    types = ContentType.objects.get_for_models(*content_types())
    return {str(each.pk): model for model, each in types.items()} | THINGS


def _plural(model: type[Model]) -> str:
    return capfirst(str(model._meta.verbose_name_plural))


def _filters(asked: Asked) -> SearchFilters:
    types = {model: key for key, model in models().items()}
    return SearchFilters(
        type=types[asked.model] if asked.model else None,
        topic=asked.topic.pk if asked.topic else None,
        year=asked.year,
        when=asked.when,
    )


def _proposal(text: str, site: Site) -> str | None:
    proposal = respelt(text, site)
    if proposal is None:
        return None
    # Words that are each on some page may be together on none.
    query, now = tsquery(proposal), timezone.now()
    return proposal if find(proposal, query, site, SearchFilters(), 0, 0, now).total else None


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
