"""Conditions on fields and orders, as parameters of a list ask for them.

`fields` names, for each type that is asked for, what lists of it can be filtered by. The queryset
is of that type, or of `Page` for pages of whichever types.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, F, Field, Model, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import QueryDict
from wagtail.api.v2.utils import BadRequestError, parse_boolean
from wagtail.models import Page, get_page_models

from cms.api.refusals import listed
from cms.kinds.lookups import Filterable, fits
from cms.visibility import visible

#: The field of a type that holds the place of its title in the alphabet, see `cms.danish.sorting`.
SORT_KEY = "sort_key"
#: The value of `type` for all types of pages, each with its own members.
EVERY_TYPE = "*"

Fields = dict[type[Model], dict[str, Filterable]]


@dataclass(frozen=True)
class Condition:
    """`name__lookup=value`; without a lookup, equality."""

    name: str
    lookup: str
    value: str

    @property
    def parameter(self) -> str:
        return f"{self.name}__{self.lookup}" if self.lookup else self.name


def shared(fields: Fields) -> dict[str, Filterable]:
    """Return what all the types can be filtered by, by one of them."""
    first, *others = fields.values()
    return {
        name: each
        for name, each in first.items()
        if all(name in other and other[name].kind == each.kind for other in others)
    }


def of_every_type(fields: Fields, others: Collection[str]) -> Fields:
    """Return, of what lists of each type can be filtered by, what all can be, and not these."""
    names = [name for name in shared(fields) if name not in others]
    return {model: {name: found[name] for name in names} for model, found in fields.items()}


def parameters(fields: Fields) -> list[str]:
    """Return the names of the parameters that filter by fields."""
    return [
        parameter
        for each in shared(fields).values()
        for parameter in (each.name, *(f"{each.name}__{lookup}" for lookup in each.lookups))
    ]


def conditions(query: QueryDict, fields: Fields, others: Collection[str] = ()) -> list[Condition]:
    """Return the conditions on fields that a query holds; the parameters `others` mean something
    else.
    """
    known = set(parameters(fields)).difference(others)
    found = []
    for parameter, value in query.items():
        if parameter in known:
            name, _, lookup = parameter.partition("__")
            found.append(Condition(name, lookup, value))
    return found


def filtered(queryset: QuerySet, condition: Condition, fields: Fields) -> QuerySet:
    """Return the objects of which the condition holds. Raises `BadRequestError` for a bad value."""
    if shared(fields)[condition.name].kind == "tags":
        return _tagged(queryset, condition, fields)
    matching = Q()
    for model, found in _by_column(condition, fields).items():
        matching |= condition_on(queryset.model, model, condition, found[condition.name])
    return queryset.filter(matching)


def _by_column(condition: Condition, fields: Fields) -> Fields:
    """Return each column once, which several types may have from the model that they derive
    from.
    """
    by_field = {id(found[condition.name].field): model for model, found in fields.items()}
    is_of_type = condition.lookup == "isnull"  # asked of the objects of each
    return fields if is_of_type else {model: fields[model] for model in by_field.values()}


def condition_on(
    base: type[Model], model: type[Model], condition: Condition, field: Filterable
) -> Q:
    """Return the condition as that of pages of the base model. Raises `BadRequestError`."""
    if condition.lookup == "isnull":
        return _without(model, condition, field)
    lookup, value = _lookup(condition, field)
    if field.field.many_to_many:
        # By key, so that an object with two of the values is not found twice.
        named = model._default_manager.filter(**{f"{field.name}__{lookup}": value})
        return Q(pk__in=named.order_by().values("pk"))
    return Q(**{f"{_column(base, field)}__{lookup}": value})


def _without(model: type[Model], condition: Condition, field: Filterable) -> Q:
    """Return what has no value in the field, or what has one. What is hidden is none, as in the
    answer.
    """
    try:
        is_null = parse_boolean(condition.value)
    except ValueError:
        reason = f"{condition.value!r} is not a valid value for {condition.parameter}"
        raise BadRequestError(f"field filter error. {reason}; expected true or false") from None
    if field.kind == "key":
        shown = visible(field.field.related_model._default_manager.all()).order_by().values("pk")
        having = Q(**{f"{field.name}__in": shown})
    else:
        having = Q(**{f"{field.name}__isnull": False})
    # By key: seen from another type, a field of this one is null as well.
    pks = model._default_manager.filter(having).order_by().values("pk")
    if not is_null:
        return Q(pk__in=pks)
    return Q(pk__in=model._default_manager.order_by().values("pk")) & ~Q(pk__in=pks)


def ordered(queryset: QuerySet, order: list[str], known: Mapping[str, Fields]) -> QuerySet:
    """Return them in the order of these fields (`-name`: descending), then of the keys, so that
    paging meets every object once. `known` says of each name of which types it is a field.
    """
    names = []
    for position, each in enumerate(order):
        sign, name = ("-", each[1:]) if each.startswith("-") else ("", each)
        columns = [
            column
            for model, found in known[name].items()
            for column in _order_columns(queryset.model, model, found[name])
        ]
        columns = list(dict.fromkeys(columns))
        if len(columns) > 1:
            alias = f"order_{position}"
            queryset = queryset.alias(**{alias: Coalesce(*map(F, columns))})
            columns = [alias]
        elif link := columns[0].rpartition("__")[0]:
            # All objects are of the one type that is asked for, so an index gives the order.
            queryset = queryset.filter(**{f"{link}__isnull": False})
        names.append(sign + columns[0])
    return queryset.order_by(*names, "pk")


def _order_columns(base: type[Model], model: type[Model], field: Filterable) -> list[str]:
    """Return the columns that a field orders objects of the model by: of which only one is set, if
    there are several. A title orders by the key that stands for it in the alphabet, where a type
    has one.
    """
    column = _column(base, field)
    if field.name != "title" or not issubclass(model, Page):
        return [column]
    types = [each for each in get_page_models() if issubclass(each, model) and _sort_key(each)]
    keys = [_column_of(base, _sort_key(each)) for each in types]
    return keys if _sort_key(model) else [*keys, column]


def _sort_key(model: type[Model]) -> Field | None:
    return next((field for field in model._meta.fields if field.name == SORT_KEY), None)


def _lookup(condition: Condition, field: Filterable) -> tuple[str, Any]:
    is_listed = condition.lookup == "in"
    texts = listed(condition.parameter, condition.value) if is_listed else [condition.value]
    values = [_read(text, field) for text in texts]
    if field.kind == "key" or condition.lookup == "in":
        values = [value for value in values if fits(field, value)]
    if field.kind == "key":
        # Only those that the public may see: a filter must not tell what an answer leaves out.
        target = field.field.related_model._default_manager.filter(pk__in=values)
        return "in", visible(target).order_by().values("pk")
    if condition.lookup == "in":
        return "in", values
    return condition.lookup or "exact", values[0]


def _read(text: str, field: Filterable) -> Any:
    try:
        return field.read(text)
    except ValidationError as error:
        reason: Any = "; ".join(error.messages)
    except ValueError as error:
        reason = error
    raise BadRequestError(
        f"field filter error. '{text}' is not a valid value for {field.name} ({reason})"
        if field.kind in ("boolean", "integer")  # v2's own words
        else f"field filter error. {text!r} is not a valid value for {field.name}; {reason}"
    )


def _column(base: type[Model], field: Filterable) -> str:
    """Return the field's name as seen from the base model, through the links to deriving models."""
    return _column_of(base, field.field)


def _column_of(base: type[Model], field: Field) -> str:
    owner = field.model
    if issubclass(base, owner):
        return field.name
    links = _links(base, owner)
    if any(link.remote_field.hidden for link in links):
        label = owner._meta.label
        raise BadRequestError(f"{label} is filtered and ordered by its own fields only by itself")
    return "__".join([*(link.related_query_name() for link in reversed(links)), field.name])


def is_reachable(base: type[Model], model: type[Model]) -> bool:
    """Return whether querysets of the base model can speak of the fields of the model deriving from
    it.
    """
    return not any(link.remote_field.hidden for link in _links(base, model))


@cache
def every_type() -> list[type[Page]]:
    """Return every installed type of pages, which a list without `type` may hold."""
    every = [model for model in get_page_models() if model is not Page]
    return [model for model in every if is_reachable(Page, model)] or [Page]


def _links(base: type[Model], model: type[Model]) -> list[Field]:
    lineage = [model, *model._meta.get_base_chain(base)]
    return [child._meta.get_ancestor_link(parent) for child, parent in pairwise(lineage)]


def _tagged(queryset: QuerySet, condition: Condition, fields: Fields) -> QuerySet:
    """Return the objects that have all the tags. One subquery a type, however many tags there
    are.
    """
    tags, matching = listed("tags", condition.value), Q()
    for model in fields:
        named = model._default_manager.filter(**{f"{condition.name}__name__in": tags})
        counted = (
            named.order_by().values("pk").annotate(tags_found=Count(condition.name, distinct=True))
        )
        matching |= Q(pk__in=counted.filter(tags_found=len(tags)).values("pk"))
    queryset = queryset.filter(matching)
    # Tells Wagtail's search of files that it can't go together with this.
    queryset._filtered_by_tag = True
    return queryset
