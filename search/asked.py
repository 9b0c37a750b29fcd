"""What a query string asks of the search: the same of its page and in the API."""

from django.db.models import Model, Q
from django.http import QueryDict

from cms.content import Topic, UnknownObject, content_types
from cms.content.views import one_of, one_value, words, year
from search.hits import THINGS
from search.results import Asked

WHENS = ["upcoming", "past"]
#: Digits of a key: no column takes more.
LONGEST_KEY = 9
#: Values of `order`; without one, the best comes first.
ORDERS = ["date"]


def asked_of(query: QueryDict) -> Asked:
    """Return what `q`, `type`, `topic`, `year`, `when` and `order` ask for, a topic by its
    slug or its id. Raises `BadQuery`.
    """
    return Asked(
        words(query),
        _type(query),
        _topic(query),
        year(query),
        one_of(query, "when", WHENS) or None,
        one_of(query, "order", ORDERS) == "date",
    )


def by_label() -> dict[str, type[Model]]:
    """Return all that may be found, by the values of `type`."""
    return {model._meta.label: model for model in [*content_types(), *THINGS.values()]}


def _type(query: QueryDict) -> type[Model] | None:
    types = by_label()
    return types.get(one_of(query, "type", list(types)))


def _topic(query: QueryDict) -> Topic | None:
    name = one_value(query, "topic")
    if not name:
        return None
    is_key = name.isascii() and name.isdecimal() and len(name) <= LONGEST_KEY
    named_so = Q(slug=name) | Q(pk=int(name)) if is_key else Q(slug=name)
    found = {topic.slug: topic for topic in Topic.objects.filter(named_so)}
    if not found:
        raise UnknownObject("topic", name, Topic.objects.values_list("slug", flat=True)[:100])
    return found.get(name) or next(iter(found.values()))
