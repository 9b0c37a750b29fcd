"""What the front of a section shows of the content types below it."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst

from cms.delivery.published import read
from cms.lists import filters_of
from cms.lists.narrowing import asked, chosen, narrowed
from cms.plugins import content_types
from cms.publications.plans import this_minute
from cms.representations import with_origin


def section_teasers(representation: dict, request: HttpRequest) -> list[dict]:
    """Return `[{"label", "index", "query", "cards"}]`, one for each type that has something to show
    below the page. `index` links to the page that lists them all (`{"id", "meta", "title"}`), or is
    None.

    An address that names a topic (`?topic=klima`) asks for the pages that are filed under it, and
    `query` asks the index for the same. Raises `BadQuery` for a topic that there isn't.
    """
    minute, section_id = this_minute(), representation["id"]
    is_of_topic = any(request.GET.getlist("topic"))
    groups = []
    for model in content_types():
        if is_of_topic and "topic" not in filters_of(model):
            continue
        topics = asked(model, request.GET).get("topic") if is_of_topic else None
        query = urlencode({"topic": topics}, doseq=True) if topics else ""
        given = (model, section_id, minute, query)
        if found := read(_teasers, model.teaser_count, *given):
            groups.append(
                {
                    "label": capfirst(str(model._meta.verbose_name_plural)),
                    "index": found[0].page["meta"]["parent"],
                    "query": query,
                    "cards": [each.card for each in found],
                }
            )
    return with_origin({"groups": groups}, "")["groups"]


def _teasers(model: Any, section_id: int, now: datetime, query: str) -> QuerySet:
    pages = model.teasers(section_id, now)
    return narrowed(pages, chosen(model, QueryDict(query)), now) if query else pages
