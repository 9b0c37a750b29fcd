"""What a front leads to: what one can do on the lists below it, as their types say, the topics that
the pages below it are filed under, and what was published last.
"""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from cms.delivery.news_feeds import latest
from cms.delivery.published import cards_of
from cms.lists import filters_of
from cms.lists.narrowing import asked
from cms.models import ContentPage, IndexPage, Topic
from cms.models.tree import descendants_of
from cms.plugins import content_types
from cms.publications.cache_tags import Listed
from cms.publications.dependents import shown_by
from cms.publications.plans import Plan, Question, ask
from cms.publications.reading import cards_in
from cms.publications.rows import Part, statement
from cms.visibility import listed, visible


def section_entries(representation: dict, request: HttpRequest) -> dict:
    """Return `tasks`: `[{"label", "url", "title", "lede"}]`, one for each index below the page
    whose type declares a `task`, in the order of the types; and `topics`: `[{"name", "slug", "url",
    "current"}]`, those of the pages that a front may show, `current` if the address asks for it.
    """
    section_id = representation["id"]

    def make() -> Plan[list[dict]]:
        indexes = _below(section_id, _indexes())
        # A topic is told by what shows it, and by its name.
        tags = Listed.of(*_indexes(), *_filed(), is_of_shown=True)
        named = listed(visible(indexes)).order_by("path")
        topics = [_topic(each) for each in _topics(section_id)]
        return Plan(statement(named, part=Part.CARD, listed=tags), topics)

    plan, found = ask(Question("entries", section_id), make, is_of_built=lambda: True)
    cards = [card for card in cards_in(found.rows, "").values() if card["meta"]["html_url"]]
    places = {model._meta.label: place for place, model in enumerate(_indexes())}
    cards.sort(key=lambda card: places[card["meta"]["type"]])
    tasks = {model._meta.label: model.task for model in _indexes()}
    chosen = asked(ContentPage, request.GET).get("topic", [""])[0].split(",")
    return {
        "tasks": [
            {
                "label": str(tasks[card["meta"]["type"]]),
                "url": card["meta"]["html_url"],
                "title": card["title"],
                "lede": card["lede"],
            }
            for card in cards
        ],
        "topics": [topic | {"current": topic["slug"] in chosen} for topic in plan.context],
    }


def latest_below(representation: dict, count: int) -> list[dict]:
    """Return the cards of the pages below the page that were published last, of all types that
    fronts have teasers of.
    """
    return cards_of(_latest, count, representation["id"])


def _latest(section_id: int) -> QuerySet:
    return latest(_below(section_id, _shown()))


def _below(section_id: int, models: Sequence[type[Page]]) -> QuerySet:
    kinds = ContentType.objects.get_for_models(*models).values()
    return descendants_of(Page, section_id).filter(content_type__in=kinds)


def _indexes() -> list[type[IndexPage]]:
    """Return the types whose lists one can do something with."""
    return [each for each in content_types() if issubclass(each, IndexPage) and each.task]


def _filed() -> list[type[ContentPage]]:
    """Return the types of which fronts have teasers that may be of one topic."""
    return [each for each in _shown() if "topic" in filters_of(each)]


def _shown() -> list[type[ContentPage]]:
    """Return the types of which fronts have teasers."""
    return [each for each in content_types() if each.teaser_count]


def _topics(section_id: int) -> QuerySet:
    pages = listed(visible(_below(section_id, _filed())))
    return Topic.objects.filter(pk__in=shown_by(Topic, pages))


def _topic(topic: Topic) -> dict:
    return {"name": topic.name, "slug": topic.slug, "url": topic.get_absolute_url()}
