"""In the API, what visitors find: `/api/v2/search/` and `/api/v2/search/suggestions/`."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import translation
from wagtail.models import Site

from cms.content.api import (
    BOOLEAN,
    EMPTY,
    HTML,
    INTEGER,
    MOST_MADE,
    REFUSALS,
    STRING,
    URL,
    Answers,
    address,
    answer,
    array,
    asked_slice,
    choice,
    named,
    nullable,
    operation,
    query,
    read_only,
    record,
    refer,
    success,
    text,
)
from search.asked import ORDERS, WHENS, asked_of, by_label
from search.results import Results, members_of, results
from search.suggestions import suggestions, typed

TAG = "Search"


@read_only(
    parameters=frozenset({"q", "type", "topic", "year", "when", "order", "limit", "offset", "urls"})
)
def search(request: HttpRequest) -> HttpResponse:
    """Return `{"meta": {"total_count", "is_exact", "did_you_mean", "facets"}, "items"}`: what the
    page /soeg/ finds for the same question, a part of it at a time.
    """
    site, asked, part = _site(request), asked_of(request.GET), asked_slice(request, is_made=True)
    with translation.override(settings.LANGUAGE_CODE):  # types are called what the site calls them
        found = results(asked, site, part.start, part.stop) if asked.query else Results()
        content = {"meta": members_of(asked, found), "items": found.items}
    return answer(request, content)


@read_only(parameters=frozenset({"q", "urls"}))
def suggest(request: HttpRequest) -> HttpResponse:
    """Return `{"items": [{"text", "url", "kind"}]}` for the first letters of `q`."""
    site, beginning = _site(request), typed(request.GET)
    with translation.override(settings.LANGUAGE_CODE):
        found = suggestions(beginning, site)
    return answer(request, {"items": found})


tags = {TAG: "What visitors search for, as programs ask it."}
urlpatterns = [
    path("search/", search, name="search"),
    path("search/suggestions/", suggest, name="search_suggestions"),
]


def _site(request: HttpRequest) -> Site:
    if (site := Site.find_for_request(request)) is None:
        raise Http404("There is no site at this host.")
    return site


_NARROWED = [
    query("topic", text("topic"), "Only what is filed under this topic: its slug or id.", "klima"),
    query(
        "year",
        {**STRING, "pattern": f"{EMPTY}|^(19|20|21)[0-9]{{2}}$"},
        "Only what is of this year.",
        "2022",
    ),
    query("when", choice(["", *WHENS]), "Only events to come, or those that are over.", "upcoming"),
    query(
        "order",
        choice(["", *ORDERS]),
        "`date`: the newest first; without it the best.",
        "date",
        is_single=True,
    ),
]


def paths(answers: Answers) -> dict[str, dict]:
    """Return the path items of the OpenAPI document, by path."""
    words = query("q", text("q"), "What is searched for; without it, nothing is found.", "klima")
    return {
        address("search"): operation(
            "search",
            TAG,
            "What a visitor's search finds: pages, documents, persons and topics, the best first",
            [
                words,
                *_NARROWED,
                query(
                    "type",
                    choice(["", *by_label()]),
                    "Only what is of this type.",
                    "media.Document",
                    is_single=True,
                ),
                query(
                    "limit",
                    {**INTEGER, "minimum": 0, "maximum": MOST_MADE, "default": MOST_MADE},
                    "At most so many items.",
                    10,
                ),
                *named("offset", "urls", "format"),
            ],
            {
                "200": success(
                    "The results.",
                    answers.schemas.declare("SearchResults", lambda: _found(answers)),
                ),
                **refer(304, *REFUSALS, 404),
            },
        ),
        address("search_suggestions"): operation(
            "suggest",
            TAG,
            "What somebody may mean who has typed the first letters",
            [words, *named("urls", "format")],
            {
                "200": success(
                    "Words first, then topics, persons and pages.",
                    answers.schemas.declare("Suggestions", _suggested),
                ),
                **refer(304, *REFUSALS, 404),
            },
        ),
    }


def _found(answers: Answers) -> dict:
    total = {
        **INTEGER,
        "description": "Counted up to 1,000; `is_exact` says whether there are more.",
    }
    value = record({"value": STRING, "label": STRING, "count": INTEGER, "is_exact": BOOLEAN})
    spelling = {**STRING, "description": "Another spelling, which finds something."}
    meta = record(
        {
            "total_count": total,
            "is_exact": BOOLEAN,
            "did_you_mean": nullable(spelling),
            "facets": record(
                {name: array(value) for name in ("types", "topics", "years", "whens")}
            ),
        }
    )
    return record({"meta": meta, "items": array({"anyOf": [answers.card, _thing()]})})


def _thing() -> dict:
    """Return a document, a person or a topic."""
    meta = {"type": STRING, "detail_url": URL, "html_url": URL, "download_url": URL}
    of_documents = {
        "filename": STRING,
        "size": INTEGER,
        "page_count": nullable(INTEGER),
        "language": STRING,
        "tagged": nullable(BOOLEAN),
        "file_title": nullable(STRING),
        "matching_pages": INTEGER,
        "pages": array(record({"number": INTEGER, "url": URL, "highlight": HTML})),
        "shown_by": array({"type": "object"}),
    }
    members = {
        "id": INTEGER,
        "meta": record(meta, frozenset({"html_url", "download_url"})),
        "title": STRING,
        "lede": STRING,
        **of_documents,
    }
    return record(members, frozenset(of_documents))


def _suggested() -> dict:
    kind = {**STRING, "description": "What it is called; empty for words."}
    return record({"items": array(record({"text": STRING, "url": URL, "kind": kind}))})
