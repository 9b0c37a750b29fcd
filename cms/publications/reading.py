"""What the public sees of pages, as the log holds it. What it doesn't hold is built first."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

from django.db.models import QuerySet

from cms.publications.building import fill
from cms.publications.cache_tags import note_pages, note_passing
from cms.publications.rows import Found, Part, Row, read_rows, rows_of
from cms.representations import SITE_ORIGIN, Representation
from cms.representations.encoding import to_json

#: How many pages that wait to be built one request builds for a list; the follower builds the rest.
BUILT_AT_ONCE = 50


class Unbuilt(Exception):
    """More pages of what must be told as a whole wait to be built than one request builds."""


class Unbuildable(Exception):
    """The page can't be built; the log has the reason."""


def read_page(key: int) -> dict | None:
    """Return the representation of the page with this key, or None if it isn't visible.

    Raises `Unbuildable`.
    """
    row = read_rows([key]).get(key)
    text = None if row is None else text_of(row)
    return None if text is None else json.loads(text)


def text_of(row: Row) -> str | None:
    """Return the representation of a row's page as JSON, as it is stored; None if it isn't visible
    any more. Raises `Unbuildable`.
    """
    if row.is_filled:
        text = row.page
    else:
        filled = fill([row.page_id]).get(row.page_id)
        if filled is None:
            return None
        text = filled.representation and to_json(filled.representation.page).decode()
    if text is None:
        raise Unbuildable(row.page_id)
    note_pages([row.page_id])
    return text


def whole(rows: list[Row]) -> list[Row]:
    """Return the rows of which pages were read, with those that wait to be built, which are built.
    Those that can't be built, and those hidden since, are left out.

    Raises `Unbuilt` if more than `BUILT_AT_ONCE` wait, having built so many of them.
    """
    waiting = [row.page_id for row in rows if not row.is_filled]
    built = fill(waiting[:BUILT_AT_ONCE]) if waiting else {}
    if len(waiting) > BUILT_AT_ONCE:
        raise Unbuilt(len(waiting))
    found = []
    for row in rows:
        if not row.is_filled:
            made = built.get(row.page_id)
            if made is None or made.representation is None:
                continue
            text = to_json(made.representation.page).decode()
            row = replace(row, page=text, digest=hashlib.sha256(text.encode()).hexdigest())
        if row.page is not None:
            found.append(row)
    note_pages(row.page_id for row in found)
    return found


def read_by_key(keys: list[int]) -> dict[int, Representation]:
    """Return the representations of the visible pages with these keys, in no order."""
    return representations_in([*read_rows(keys).values()])


def read_cards(named: QuerySet, chosen: slice = slice(None)) -> list[dict]:
    """Return the cards of the visible pages that a queryset names, in its order: a slice of
    them.
    """
    return list(cards_in(rows_of(named, chosen, part=Part.CARD)).values())


def read_cards_by_key(keys: list[int]) -> dict[int, dict]:
    """Return the cards of the visible pages with these keys, in no order."""
    return cards_in([*read_rows(keys, Part.CARD).values()])


def cards_in(rows: list[Row], root_url: str = SITE_ORIGIN) -> dict[int, dict]:
    """Return the cards of rows of which these were read, by key and in the rows' order, with every
    URL of the site itself under `root_url`. Those that can't be built are left out, as is what
    waits to be built beyond `BUILT_AT_ONCE`.
    """
    written = _texts_of(rows, Part.CARD)
    found = {key: json.loads(text.replace(SITE_ORIGIN, root_url)) for key, text in written}
    note_pages(key for key, card in found.items() if card["meta"]["html_url"])
    return found


def texts(found: Found, part: Part) -> dict[int, str]:
    """Return the JSON of the pages or cards that a statement has found, as it is stored, by key and
    in its order. Those that can't be built are left out.

    Raises `Unbuilt` if more than `BUILT_AT_ONCE` wait to be built, having built so many of them.
    """
    written = dict(_texts_of(found.rows, part))
    waiting = sum(not row.is_filled for row in found.rows)
    if waiting > BUILT_AT_ONCE:
        raise Unbuilt(waiting)
    note_pages(written)
    return written


def _texts_of(rows: list[Row], part: Part) -> Iterator[tuple[int, str]]:
    built = _filled(rows, BUILT_AT_ONCE)
    for row in rows:
        if row.is_filled:
            text = row.card if part is Part.CARD else row.page
        elif (each := built.get(row.page_id)) is not None:
            text = to_json(each.card if part is Part.CARD else each.page).decode()
        else:
            text = None
        if text is not None:
            yield row.page_id, text


def representations_in(rows: list[Row]) -> dict[int, Representation]:
    """Return the representations of rows of which these were read, by key and in the rows' order.
    Those that can't be built are left out.
    """
    built = _filled(rows)
    found = {
        row.page_id: row.representation() if row.is_filled else built.get(row.page_id)
        for row in rows
    }
    readable = {key: each for key, each in found.items() if each is not None}
    note_pages(key for key, each in readable.items() if each.page["meta"]["html_url"])
    return readable


def _filled(rows: list[Row], most: int | None = None) -> dict[int, Representation | None]:
    waiting = [row.page_id for row in rows if not row.is_filled]
    missing = waiting[:most]
    if len(missing) < len(waiting):
        note_passing()
    if not missing:
        return {}
    return {key: built.representation for key, built in fill(missing).items()}
