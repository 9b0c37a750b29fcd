"""Places in the log, and why one of them may lead nowhere any more."""

import re
from dataclasses import dataclass

from django.db import connection

from cms.publications.models import Head

#: The highest key that a page can have.
LAST_KEY = 2**31 - 1
#: How a cursor is written, as a regular expression of JSON Schema.
CURSOR = "^[0-9a-f]{16}(-[0-9]{1,18}){4}(-[0-9a-f]{32})?$"


class BadCursor(ValueError):
    """A text that is no cursor's."""


class Gone(Exception):
    """From here the log can't be followed any more: whoever has the cursor starts anew."""

    reason: str


class OtherEpoch(Gone):
    """The cursor is of another database, or of this one before a backup was restored. Its numbers
    mean other commits here.
    """

    reason = "epoch"


class TooOld(Gone):
    """Pages were hidden since of which the log knows nothing any more."""

    reason = "expired"


class OtherScope(Gone):
    """The cursor was given to who could read other pages than who brings it."""

    reason = "scope"


@dataclass(frozen=True)
class Cursor:
    """A place in the log of one database: all up to this page of this commit has been read."""

    epoch: str
    sequence: int
    page_id: int
    #: Where the round began that ends when there is nothing more: what its owner has is as of this
    #: commit. 0 during the first load, when it has nothing.
    base: int = 0
    #: During the first load, the last commit before it began.
    begun: int = 0
    #: Of one that was given to a key: which pages that opened, see `Opening.seal`.
    seal: str = ""

    def __str__(self) -> str:
        return "-".join([self.place, *filter(None, [self.seal])])

    @property
    def place(self) -> str:
        """The same without its seal."""
        numbers = (self.sequence, self.page_id, self.base, self.begun)
        return "-".join([self.epoch, *map(str, numbers)])

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Return the cursor that was written so. Raises `BadCursor`."""
        if not re.fullmatch(CURSOR.strip("^$"), text):
            raise BadCursor(text)
        epoch, *numbers = text.split("-")
        seal = numbers.pop() if len(numbers) > 4 else ""
        return cls(epoch, *map(int, numbers), seal=seal)

    @classmethod
    def now(cls) -> "Cursor":
        """Return the one from which only what comes from now on is read."""
        last = Head.objects.values_list("sequence", flat=True).first() or 0
        return cls(epoch(), last, LAST_KEY, last)


def epoch() -> str:
    """Return the name of the database that the log is in; a copy or restored backup of it has
    another one.
    """
    with connection.cursor() as database:
        database.execute("SELECT publications_epoch()")
        return database.fetchone()[0]
