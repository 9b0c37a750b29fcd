"""The pages that show a person or a topic, by content type."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import DateTimeField, F, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.lists import filters_of
from cms.lists.asking import one_value
from cms.models import ContentPage, IndexPage
from cms.plugins import content_types
from cms.problems import BadQuery
from cms.publications.reading import read_cards_by_key
from cms.publications.sql_forms import Sql, sql_of
from cms.subjects.shown import pages_showing
from cms.visibility import listed, visible


@dataclass(frozen=True)
class Group:
    """Pages of one content type; of those that take place at a time, the upcoming or past ones, as
    in the API's `when`.
    """

    model: type[ContentPage]
    #: "upcoming", "past" or "".
    when: str = ""

    @property
    def label(self) -> str:
        name = str(self.model._meta.verbose_name_plural)
        if self.when == "upcoming":
            return _("Upcoming %(events)s") % {"events": name}
        if self.when == "past":
            return _("Past %(events)s") % {"events": name}
        return capfirst(name)

    @property
    def query(self) -> str:
        """The query string that asks for all of it."""
        return f"?type={self.model._meta.label}" + (f"&when={self.when}" if self.when else "")

    def showing(self, subject: Model, now: datetime) -> QuerySet:
        """Return the group's pages that show a person or a topic, in its order."""
        # Of the type itself: PostgreSQL can't estimate a search among all pages within this one.
        found = pages_showing(subject, self.model)
        if self.when:
            taking_place = filters_of(self.model)["when"]
            found = found.filter(taking_place.condition(self.model, [self.when], now))
        if self.when == "upcoming":
            return found.order_by(self.model.facet_date, "pk")
        if self.when == "past":
            return found.order_by(f"-{self.model.facet_date}", "-pk")
        return found.order_by(F(self.model.facet_date).desc(nulls_last=True), "-pk")


def groups() -> list[Group]:
    """Return every group that there may be, in the order in which a page shows them."""
    return [group for model in content_types() for group in _groups_of(model)]


def chosen_group(query: QueryDict) -> Group | None:
    """Return the group that `type` and `when` ask for, or None. Raises `BadQuery`."""
    known = groups()
    labels = list(dict.fromkeys(group.model._meta.label for group in known))
    label, when = one_value(query, "type"), one_value(query, "when")
    if not label and not when:
        return None
    if label not in labels:
        raise BadQuery("type", label, _("one of: %(values)s") % {"values": ", ".join(labels)})
    of_type = {group.when: group for group in known if group.model._meta.label == label}
    if when not in of_type:
        raise BadQuery("when", when, ", ".join(filter(None, of_type)) or _("nothing"))
    return of_type[when]


def first_of_each(
    subject: Model, now: datetime, count: int
) -> list[tuple[Group, list[dict], bool]]:
    """Return the groups that have visible pages which show a person or a topic that `find` has
    found, each with the cards of its first ones and whether there are more. Two queries, however
    many groups there are.
    """
    known = groups()
    first = _first_keys(subject, subject.root_path, now, count + 1)
    with connection.prepared_cursor() as cursor:
        cursor.execute(first.text, first.values)
        rows = cursor.fetchall()
    keys: dict[int, list] = {}
    for number, moment, key in rows:
        keys.setdefault(number, []).append((moment is not None, moment, key))
    for number, found in keys.items():
        found.sort(reverse=known[number].when != "upcoming")
    cards = read_cards_by_key([key for found in keys.values() for *_, key in found])
    found_groups = []
    for number, found in sorted(keys.items()):
        of_group = [cards[key] for *_, key in found if key in cards]
        if of_group:
            found_groups.append((known[number], of_group[:count], len(of_group) > count))
    return found_groups


# The same for everyone who asks in the same minute, and it takes longer to make than to run.
@lru_cache(maxsize=100)
def _first_keys(subject: Model, root_path: str, now: datetime, count: int) -> Sql:
    """Return SQL of group, moment and key of the first pages of each group."""
    parts = [
        listed(visible(group.showing(subject, now)))
        .annotate(group=Value(number), moment=Cast(F(group.model.facet_date), DateTimeField()))
        .values_list("group", "moment", "pk")[:count]
        for number, group in enumerate(groups())
    ]
    # A union has no order of its own, so each part has to be put into that of its group again.
    return sql_of(parts[0].union(*parts[1:], all=True))


def _groups_of(model: type[ContentPage]) -> Iterator[Group]:
    if issubclass(model, IndexPage):
        return
    if "when" in filters_of(model):
        yield Group(model, "upcoming")
        yield Group(model, "past")
    else:
        yield Group(model)
