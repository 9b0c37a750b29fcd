"""The days of a series: every so many weeks or months, on the weekday of the first."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice, takewhile

#: A year of months twice over, or half a year of weeks: what one looks through before it is made.
AT_MOST = 30

WEEKS, MONTHS = "weeks", "months"


def days_of(first: date, every: int, unit: str, number: int | None, until: date | None) -> list:
    """Return the days after the first, so many or until one that counts in; at most as many as a
    series has. In months, a day is as the first one was: the third Tuesday, or the last.
    """
    steps = (every * step for step in count(1))
    days: Iterator[date]
    if unit == WEEKS:
        days = (first + timedelta(weeks=step) for step in steps)
    else:
        days = (_same_weekday(first, step) for step in steps)
    if until is not None:
        last = until
        days = takewhile(lambda day: day <= last, days)
    return list(islice(days, min(number or AT_MOST, AT_MOST)))


def _same_weekday(day: date, months: int) -> date:
    """Return that weekday of its month, as many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    starts_on, length = monthrange(year, month + 1)
    first = (day.weekday() - starts_on) % 7 + 1
    nth = (day.day - 1) // 7
    # A fifth one, which most months lack, is the last one.
    return date(year, month + 1, first + 7 * nth if nth < 4 else first + (length - first) // 7 * 7)
