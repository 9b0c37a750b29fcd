"""What the query string of a list asks of the filters of a type."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.limits import several
from cms.lists.declared import Filter, Value, filters_of
from cms.problems import BadQuery


@dataclass(frozen=True)
class Chosen:
    """A filter of a type, and what is asked of it."""

    filter: Filter
    model: type[Model]
    values: list[Value]

    def condition(self, base: type[Model], now: datetime) -> Q:
        """Return the condition of what it finds among pages of `base`: the type, or `Page`."""
        keys = [each.key for each in self.values]
        condition = self.filter.condition(self.model, keys, now)
        if base is self.model:
            return condition
        found = self.model._default_manager.filter(condition)
        return Q(pk__in=found.order_by().values("pk"))


def texts(each: Filter, query: QueryDict) -> list[str]:
    """Return what a query says of a filter, each value once and in its order. Raises `BadQuery`
    for more than it takes, and for what the database knows no text of.
    """
    given = query.getlist(each.name)
    if each.most == 1 and len(given) > 1:
        raise BadQuery(each.name, ",".join(given), _("one value"))
    given = several(each.name, given, each.most, is_split=each.is_split)
    return list(dict.fromkeys(map(each.cleaned, given)))


def asked(model: type[Model], query: QueryDict) -> dict[str, list[str]]:
    """Return the parameters of a type's filters by which a list is narrowed, in the order of the
    declaration and with their values sorted: whoever asks for the same has the same address. What
    a form sends empty is left out. Raises `BadQuery`.
    """
    found = {}
    for name, each in filters_of(model).items():
        if values := sorted(filter(None, texts(each, query))):
            found[name] = [",".join(values)] if each.is_split else values
    return found


def chosen(model: type[Model], query: QueryDict) -> list[Chosen]:
    """Return the filters of a type that a list's query string asks for. One query a filter that
    names objects. Raises `BadQuery` for a value that there isn't.
    """
    found, refused = understood(model, query)
    for error in refused.values():
        raise error
    return found


def understood(model: type[Model], query: QueryDict) -> tuple[list[Chosen], dict[str, BadQuery]]:
    """Return the filters of a type that a list's query string asks for, without those of which a
    value makes no sense; and why, by parameter. Raises `BadQuery` for what can't be read as values.
    """
    found, refused = {}, {}
    for name, each in filters_of(model).items():
        if given := [text for text in texts(each, query) if text]:
            known = each.known(model, given)
            if unknown := [text for text in given if text not in known]:
                refused[name] = each.refusal(model, unknown[0])
            else:
                found[name] = Chosen(each, model, [known[text] for text in given])
    for name in [*found]:
        try:
            check({name: found[name]}, found)
        except BadQuery as error:
            refused[name] = error
            del found[name]
    return [*found.values()], refused


def check(found: Mapping[str, Chosen], among: Mapping[str, Chosen] | None = None) -> None:
    """Raise `BadQuery` for values that make no sense together, or `among` those of others."""
    values = {name: each.values for name, each in (among or found).items()}
    for each in found.values():
        each.filter.check(each.model, values)


def narrowed(pages: QuerySet, found: Iterable[Chosen], now: datetime) -> QuerySet:
    """Return those of the pages that all of the filters find."""
    for each in found:
        pages = pages.filter(each.condition(pages.model, now))
    return pages


def listed(model: Any, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
    """Return the pages that an index of this type lists for a query string, in its order. Raises
    `BadQuery`.
    """
    pages = model.items(representation, query, now)
    return narrowed(pages, chosen(model.listed_type(), model.asked(query)), now)
