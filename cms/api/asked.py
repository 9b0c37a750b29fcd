"""What a list of pages is narrowed by, of the filters that the types of pages declare: each type is
asked by its own declaration.
"""

from collections.abc import Hashable, Mapping
from functools import cache, reduce
from operator import or_

from django.db.models import Model, Q
from django.http import QueryDict
from wagtail.models import Page, get_page_models

from cms.api.conditions import Condition, Fields, condition_on
from cms.api.errors import NotAllowed
from cms.lists import Filter, filters_of
from cms.lists.counts import ByType
from cms.lists.declared import Value
from cms.lists.narrowing import Chosen, check, texts
from cms.publications.plans import this_minute


@cache
def declared() -> dict[str, ByType]:
    """The parameters of filters, and of each the filter of every type that declares it."""
    found: dict[str, dict[type[Model], Filter]] = {}
    for model in get_page_models():
        for name, each in filters_of(model).items():
            found.setdefault(name, {})[model] = each
    return found


def with_options() -> list[str]:
    """The parameters of filters among whose values one can choose."""
    return [
        name
        for name, by_type in declared().items()
        if any(each.has_options for each in by_type.values())
    ]


def asked_of(types: list[type[Model]]) -> dict[str, ByType]:
    """The parameters that mean a filter where these types are asked for, or none: of which types it
    is asked, by which filter.
    """
    if not types:
        return declared()
    found = {
        name: {model: by_type[model] for model in types if model in by_type}
        for name, by_type in declared().items()
    }
    return {name: by_type for name, by_type in found.items() if by_type}


def conditions(
    query: QueryDict, types: list[type[Model]], fields: Fields, known: Mapping[str, ByType]
) -> dict[str, Q]:
    """The conditions that a query holds, by parameter, of pages of whichever types. `types` are
    those asked for, and `known` the filters of which they are asked. Raises `BadQuery` and
    `BadRequestError`.
    """
    found: dict[str, Q] = {}
    chosen: dict[type[Model], dict[str, Chosen]] = {}
    for name in [name for name in declared() if name in query]:
        if name not in known and all(name in fields[model] for model in types):
            continue  # a field of theirs
        by_type = known.get(name, {})
        lacking = [model for model in types if model not in by_type and name not in fields[model]]
        if lacking:
            labels = ", ".join(model._meta.label for model in lacking)
            raise NotAllowed(
                f"{labels} cannot be filtered by {name}; these types can",
                [model._meta.label for model in declared()[name]],
            )
        of_types = _chosen(name, by_type, query)
        for each in of_types:
            chosen.setdefault(each.model, {})[name] = each
        now = this_minute()
        alternatives = [each.condition(Page, now) for each in of_types]
        alternatives += [
            condition_on(Page, model, Condition(name, "", query[name]), fields[model][name])
            for model in types
            if model not in by_type
        ]
        found[name] = reduce(or_, alternatives)
    for of_type in chosen.values():
        check(of_type)
    return found


def _chosen(name: str, by_type: ByType, query: QueryDict) -> list[Chosen]:
    """What is asked of each type. A value that none of them knows is refused; one that only others
    know finds nothing of a type.
    """
    given = texts(next(iter(by_type.values())), query)
    read: dict[Hashable, Mapping[str, Value]] = {}
    found = {}
    for model, each in by_type.items():
        source = each.source(model)
        if source not in read:
            read[source] = each.known(model, given)
        found[model] = read[source]
    for text in given:
        if not any(text in known for known in read.values()):
            model, each = next(iter(by_type.items()))
            raise each.refusal(model, text)
    return [
        Chosen(by_type[model], model, [known[text] for text in given if text in known])
        for model, known in found.items()
        if known
    ]
