"""What the public sees of pages: read from the log, unless it is a draft or for members only."""

from collections.abc import Callable, Hashable, Mapping

from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail.models import Page

from cms.publications.building import build_each
from cms.publications.plans import Plan, Question, ask
from cms.publications.reading import (
    Unbuildable,
    cards_in,
    read_by_key,
    read_cards,
    read_page,
    representations_in,
)
from cms.publications.rows import Part, Row, rows_of, statement
from cms.publications.sql_forms import Parameter
from cms.representations import Representation, with_origin
from cms.visibility import listed, visible


def representation_of(page: Page, *, preview: bool = False) -> dict:
    """Return the representation of a page whose visibility the caller has settled.

    Raises `cms.publications.reading.Unbuildable`.
    """
    if not preview and (stored := read_page(page.pk)) is not None:
        return stored
    [built] = build_each([page], preview=preview)
    if built.representation is None:
        raise Unbuildable(page.pk)
    return built.representation.page


#: Names pages: a queryset, or what makes one.
Named = QuerySet | Callable[..., QuerySet]


def read(
    named: Named, limit: int | None = None, *given: Hashable, **values: object
) -> list[Representation]:
    """Return the representations of the visible pages among those that a queryset names, in its
    order, at most `limit` of them. What no site leads to is left out, since it is nowhere to be
    read, and so is what was withdrawn.

    Making a queryset takes longer than running it. So one that many ask for may be named by a
    function and all that is `given` to it: it is called only where the statement isn't known yet.
    What depends on the clock is given `this_minute()`. What is another value for each page goes by
    its name: the function gets a `Parameter` in its place, to be compared with a field
    (`network=network`, `topic__in=topics`), and the statement is known for all values.
    """

    def readable(rows: list[Row]) -> list[Representation]:
        return [each for each in representations_in(rows).values() if each.page["meta"]["html_url"]]

    return _first(named, given, values, limit, Part.BOTH, readable)


def cards_of(
    named: Named, limit: int | None = None, *given: Hashable, **values: object
) -> list[dict]:
    """Return the cards of the pages that `read` gives, without reading the pages themselves. URLs
    of the site itself are root-relative.
    """

    def readable(rows: list[Row]) -> list[dict]:
        return [card for card in cards_in(rows, "").values() if card["meta"]["html_url"]]

    return _first(named, given, values, limit, Part.CARD, readable)


def built_cards(pages: QuerySet) -> list[dict]:
    """Return the cards of restricted pages, which the log does not hold, in their order; the caller
    has settled who sees them. URLs of the site itself are root-relative. Those that can't be built
    are left out.
    """
    built = build_each(list(pages.specific()))
    return with_origin([each.representation.card for each in built if each.representation], "")


def _first(
    named: Named,
    given: tuple[Hashable, ...],
    values: Mapping[str, object],
    limit: int | None,
    part: Part,
    readable: Callable[[list[Row]], list],
) -> list:
    """Return what `readable` makes of the first rows from which it makes so many: those that can't
    be built take no place from others. One query, unless there are such.
    """
    if limit is None:
        return readable(_rows(named, given, values, part, 0, None))
    found, begin, more = [], 0, limit
    while len(found) < limit:
        rows = _rows(named, given, values, part, begin, begin + more)
        found += readable(rows)
        if len(rows) < more:
            break
        begin, more = begin + more, 2 * more
    return found[:limit]


def _rows(
    named: Named,
    given: tuple[Hashable, ...],
    values: Mapping[str, object],
    part: Part,
    start: int,
    stop: int | None,
) -> list[Row]:
    if isinstance(named, QuerySet):
        return rows_of(listed(named), slice(start, stop), part)

    def make() -> Plan[None]:
        pages = named(*given, **{name: Parameter(name) for name in values})
        return Plan(statement(listed(visible(pages)), slice(start, stop), part), None)

    of = (named, given, tuple(values))
    question = Question("pages", of, part=part, start=start, stop=stop)
    _plan, found = ask(question, make, given=values)
    return found.rows


def read_keys(keys: list[int]) -> list[Representation]:
    """Return the representations of the visible pages with these keys, in their order."""
    found = read_by_key(keys)
    return [found[key] for key in keys if key in found]


class Cards:
    """The cards of the visible pages that a queryset names, as a sequence that a paginator takes:
    one query tells how many there are, and one reads those of a slice.
    """

    def __init__(self, named: QuerySet) -> None:
        self._named = listed(named)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, chosen: slice) -> list[dict]:
        return read_cards(self._named, chosen)

    @cached_property
    def _count(self) -> int:
        return visible(self._named).count()
