"""The rows that are looked at when the log is read, and those that are chosen of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from cms.publications.cursors import LAST_KEY, Cursor, OtherEpoch, TooOld
from cms.publications.fingerprint import fingerprint
from cms.publications.reading import BUILT_AT_ONCE


@dataclass(frozen=True)
class ChosenRows:
    """Pages with the place of each in the log, in order; where to go on, and whether there is more
    already.
    """

    places: dict[int, Cursor]
    end: Cursor
    more: bool


@dataclass(frozen=True)
class Window:
    """The rows after a cursor: page and commit, and those pages that wait to be built."""

    cursor: Cursor
    rows: list[tuple[int, int]]
    waiting: list[int]
    #: The last commit by now, and whether these are all rows up to it.
    head: int
    is_last: bool

    @classmethod
    def of(cls, found: Sequence[tuple], cursor: Cursor | None, most: int) -> "Window":
        """Return the first rows of those found: epoch, head, and how far tombstones are forgotten;
        then page, commit and whether it waits, null if there is none. Raises `OtherEpoch` and
        `TooOld`.
        """
        this_epoch, head, forgotten = found[0][:3]
        cursor = cursor or Cursor(this_epoch, 0, 0, begun=head)
        if cursor.epoch != this_epoch or cursor.sequence > head:
            raise OtherEpoch(str(cursor))
        if forgotten > max(cursor.sequence, cursor.begun):
            raise TooOld(str(cursor))
        rows = [row[3:] for row in found if row[3] is not None]
        is_last = len(rows) <= most
        del rows[most:]
        waiting = [page_id for page_id, _sequence, is_waiting in rows if is_waiting]
        if len(waiting) > BUILT_AT_ONCE:
            # The rest is for who asks next; the follower builds meanwhile.
            first_left = waiting[BUILT_AT_ONCE]
            del rows[[page_id for page_id, *_ in rows].index(first_left) :]
            del waiting[BUILT_AT_ONCE:]
            is_last = False
        return cls(cursor, [(row[0], row[1]) for row in rows], waiting, head, is_last)

    @property
    def keys(self) -> list[int]:
        return [page_id for page_id, _sequence in self.rows]

    def choose(self, matched: set[int], limit: int) -> ChosenRows:
        """Choose the pages that match, and those that were let go since a first load began."""
        places: dict[int, Cursor] = {}
        here, left = self.cursor, list(self.rows)
        while left and len(places) < limit:
            page_id, sequence = left.pop(0)
            here = replace(here, sequence=sequence, page_id=page_id)
            places.pop(page_id, None)  # it stands at the last of its rows
            if page_id in matched or sequence > here.begun:
                places[page_id] = here
        more = bool(left) or not self.is_last
        if not more:
            # The last commit, and not the last row: tombstones that come after it may be forgotten.
            here = Cursor(here.epoch, self.head, LAST_KEY, self.head)
        return ChosenRows(places, here, more)


def asked_of(cursor: Cursor | None, most: int) -> dict[str, Any]:
    """Return what a statement is given that finds the rows of a window."""
    return {
        "fingerprint": fingerprint(),
        "sequence": cursor.sequence if cursor else 0,
        "page_id": cursor.page_id if cursor else 0,
        "begun": cursor.begun if cursor else None,
        "most": most + 1,
    }
